"""Names the app to Django."""

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    """The app interviews."""

    name = "interviews"

    def ready(self) -> None:
        """Tells the bank's page of criteria which blueprints use them."""
        from interviews.queries.criteria import blueprints_by_criterion
        from questionbank.queries.usage import CRITERION_COUNTERS

        CRITERION_COUNTERS["blueprints"] = blueprints_by_criterion
