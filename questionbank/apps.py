"""Names the app to Django."""

from django.apps import AppConfig


class QuestionbankConfig(AppConfig):
    """The app questionbank."""

    name = "questionbank"
