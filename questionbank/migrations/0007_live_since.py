from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("questionbank", "0006_the_review_of_imports")]
    operations = [
        migrations.AddField(
            model_name="question",
            name="live_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
