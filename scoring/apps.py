"""Names the app to Django."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    """The app scoring."""

    name = "scoring"
