"""Names the app to Django."""

from django.apps import AppConfig


class QuestionbankConfig(AppConfig):
    """The app questionbank."""

    name = "questionbank"

    def ready(self) -> None:
        """Registers the tasks: the web process enqueues by name and must know the names."""
        from questionbank import tasks  # noqa: F401  # models must be loaded first
