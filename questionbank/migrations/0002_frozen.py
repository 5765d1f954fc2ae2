"""Rows that never change: the database refuses, whoever asks."""

from django.db import migrations

from accounts.ground.frozen import freeze


class Migration(migrations.Migration):
    dependencies = [("questionbank", "0001_initial")]
    operations = [
        freeze("questionbank_questionrevision"),
        freeze("questionbank_rubric"),
        freeze("questionbank_rubriccriterion"),
        freeze("questionbank_anchor"),
    ]
