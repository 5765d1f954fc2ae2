"""Debriefs that could go on by themselves."""

from django.db.models import Exists, OuterRef, Q

from accounts.models import Organization
from interviews.enums import LoopState
from interviews.models import Loop, Seat
from scoring.debriefing.table import goes_on
from scoring.enums import CardState, DebriefState
from scoring.queries.debriefs import states_of
from scoring.visibility import counting_seats, owed_seats

AT_ONCE = 200  # loops; the next time the next ones


def loops_that_go_on(organization: Organization) -> list[Loop]:
    """The loops whose debrief takes a step by itself now, in the order in which they are locked. Six queries
    at most.
    """
    rows = Loop.objects.filter(organization=organization, state=LoopState.PLANNED)
    seats = counting_seats(Seat.objects.filter(session__loop=OuterRef("pk")))
    collected = Exists(seats.filter(scorecard__state=CardState.SUBMITTED)) & ~Exists(owed_seats(seats))
    begun = Q(debrief__state__in=[DebriefState.READING, DebriefState.VOTING])
    collecting = Q(debrief=None) | Q(debrief__state=DebriefState.COLLECTING)
    loops = list(rows.filter(begun | (collecting & Q(collected))).order_by("pk"))
    states = states_of(loops)
    return [loop for loop in loops if goes_on(states[loop.pk])][:AT_ONCE]
