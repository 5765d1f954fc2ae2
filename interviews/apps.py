"""Names the app to Django."""

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    """The app interviews."""

    name = "interviews"
