"""Rows that never change: the database refuses, whoever asks."""

from django.db import migrations

from accounts.ground.frozen import freeze


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        freeze("accounts_auditevent", events="UPDATE OR DELETE"),
    ]
