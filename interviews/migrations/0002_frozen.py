"""Rows that never change: the database refuses, whoever asks."""

from django.db import migrations

from accounts.ground.frozen import freeze


class Migration(migrations.Migration):
    dependencies = [("interviews", "0001_initial")]
    operations = [
        freeze("interviews_blueprintrevision"),
        freeze("interviews_stage"),
        freeze("interviews_stagetopic"),
    ]
