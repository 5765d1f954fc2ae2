"""What a debrief asks for, and who hires."""

from django.db import migrations, models

from accounts.ground.at_once import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('interviews', '0001_squashed_0012_late_cards'),
    ]

    operations = [
        AtOnce([
            migrations.AddField(
                model_name='blueprintrevision',
                name='all_topics',
                field=models.BooleanField(default=False),
            ),
            migrations.AddField(
                model_name='blueprintrevision',
                name='facilitator',
                field=models.BooleanField(default=False),
            ),
            migrations.AddField(
                model_name='blueprintrevision',
                name='least_cards',
                field=models.PositiveSmallIntegerField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='blueprintrevision',
                name='least_votes',
                field=models.PositiveSmallIntegerField(default=1),
            ),
            migrations.AddField(
                model_name='blueprintrevision',
                name='reading_hours',
                field=models.PositiveSmallIntegerField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='blueprintrevision',
                name='voting_hours',
                field=models.PositiveSmallIntegerField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='interviewerprofile',
                name='team',
                field=models.CharField(blank=True, max_length=120),
            ),
            migrations.AddField(
                model_name='opening',
                name='team',
                field=models.CharField(blank=True, max_length=120),
            ),
            migrations.AlterField(
                model_name='loop',
                name='state',
                field=models.CharField(choices=[('proposed', 'Proposed'), ('planned', 'Planned'), ('closed', 'With the committee'), ('decided', 'Decided'), ('cancelled', 'Cancelled')], default='planned', max_length=20),
            ),
        ]),
    ]
