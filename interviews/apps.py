"""Names the app to Django."""

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    """The app interviews."""

    name = "interviews"

    def ready(self) -> None:
        """Registers the tasks, and tells the bank's page of criteria which blueprints use them."""
        from interviews import tasks  # noqa: F401  # models must be loaded first
        from interviews.queries.criteria import blueprints_by_criterion
        from questionbank.queries.usage import CRITERION_COUNTERS

        CRITERION_COUNTERS["blueprints"] = blueprints_by_criterion
