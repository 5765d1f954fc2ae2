"""Who asked which question how often: read from the planned questions that are marked asked."""

import uuid
from collections.abc import Collection

from django.db.models import Count, F, Max, Q

from interviews.enums import ExposureState, PlannedState, SeatKind, SeatState
from interviews.models import PlannedQuestion
from questionbank.enums import State
from questionbank.models import Question
from questionbank.uses import Use


def uses_of(question_ids: Collection[uuid.UUID]) -> list[Use]:
    """Every use of these questions, counted for the lead of the session it was asked in. One query."""
    rows = (
        PlannedQuestion.objects.filter(
            revision__question__in=question_ids,
            state=PlannedState.ASKED,
            asked_at__isnull=False,
            session__seats__kind=SeatKind.LEAD,
            session__seats__state__in=[SeatState.SEATED, SeatState.EXCUSED],
        )
        .order_by()
        .values_list("revision__question", "session__seats__member")
        .annotate(times=Count("pk", distinct=True), last=Max("asked_at"))
        .order_by("revision__question", "session__seats__member")
    )
    return [Use(question, member, times, last) for question, member, times, last in rows]


def overused(organization_id: uuid.UUID, rest_after: int) -> list[tuple[uuid.UUID, int]]:
    """The live questions asked at least so often since they became live, with how often. One query.

    A question without such a moment (it came live with the starter bank) counts from the beginning.
    """
    since = Q(live_since=None) | Q(exposures__planned__asked_at__gte=F("live_since"))
    asked = Count("exposures", filter=Q(exposures__state=ExposureState.ASKED) & since)
    rows = Question.objects.filter(organization_id=organization_id, state=State.LIVE).order_by()
    return list(
        rows.annotate(asked=asked).filter(asked__gte=rest_after).order_by("pk").values_list("pk", "asked")
    )
