"""First verdicts: what a rating said when its card was submitted, whatever it was amended to since.

Statistics count these. A first verdict was given without knowing what the others said; an amendment may have
been written after reading them, and two people who have read each other are no two measurements.
"""

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Coalesce

from scoring.enums import RatingState
from scoring.models import Rating

# Of a rating that no amendment changed, what it says is its first verdict. "" is a verdict too: nothing said.
FIRST_STATE = Coalesce("first_state", "state")
FIRST_VALUE = Case(When(first_state__isnull=True, then=F("value")), default=F("first_value"))


def first_rated(ratings: QuerySet[Rating]) -> QuerySet[Rating]:
    """Those of the ratings whose first verdict is a value, which FIRST_VALUE reads."""
    return ratings.filter(
        Q(first_state=RatingState.RATED) | Q(first_state__isnull=True, state=RatingState.RATED)
    )
