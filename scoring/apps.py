"""Names the app to Django."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    """The app scoring."""

    name = "scoring"

    def ready(self) -> None:
        """Registers the tasks: the web process enqueues by name and must know the names."""
        from scoring import tasks  # noqa: F401  # models must be loaded first
