"""Rows that never change: the database refuses, whoever asks."""

from django.db import migrations

from accounts.ground.frozen import freeze


class Migration(migrations.Migration):
    dependencies = [("scoring", "0001_initial")]
    operations = [
        freeze("scoring_scorecardversion"),
        freeze("scoring_calibrationrun"),
        freeze("scoring_measure"),
        freeze("scoring_decision", events="UPDATE OR DELETE"),
    ]
