"""When names open, and whether a facilitator may forbid a hire."""

from django.db import migrations, models

from accounts.ground.at_once import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_squashed_0003_created_at'),
    ]

    operations = [
        AtOnce([
            migrations.AddField(
                model_name='organization',
                name='name_opens',
                field=models.CharField(choices=[('never', 'Never'), ('discussion', 'When the vote has closed'), ('decision', 'When it is decided'), ('release', 'When the decision is released')], default='release', max_length=20),
            ),
            migrations.AddField(
                model_name='organization',
                name='veto',
                field=models.BooleanField(default=False),
            ),
        ]),
    ]
