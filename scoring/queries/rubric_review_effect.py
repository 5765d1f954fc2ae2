"""What a changed rubric would do, before anybody changes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Window

from accounts.models import Organization
from interviews.enums import LoopState, SessionState
from interviews.models import Session
from questionbank.models import Question, Rubric
from questionbank.queries.rubric_proposals import questions_using
from scoring.queries.first_verdicts import first_rated
from scoring.queries.rubric_review_scope import scope_of
from scoring.visibility import countable_ratings

NAMED = 6


@dataclass(frozen=True)
class Effect:
    """Of a new rubric in the place of this one: on how many questions, ratings, loops and interviews.

    `ratings` count that could no longer be compared with new ones if it is not comparable; `loops` are open
    and have `sessions` that have not begun and keep the rubric as it is.
    """

    questions: int
    named: Sequence[Question]
    ratings: int
    loops: int
    sessions: int

    @property
    def more(self) -> int:
        """How many questions are not named."""
        return self.questions - len(self.named)


def effect_of(organization: Organization, rubric: Rubric) -> Effect:
    """Four queries."""
    rows = questions_using(rubric).select_related("current").annotate(all=Window(Count("pk")))
    named = list(rows[:NAMED])
    scope = scope_of(rubric, current=True)
    rated = first_rated(countable_ratings(organization)).filter(planned__revision__in=scope.revisions)
    ahead = Session.objects.filter(
        organization=organization,
        loop__state__in=(LoopState.PROPOSED, LoopState.PLANNED),
        state=SessionState.SCHEDULED,
        started_at=None,
        planned__revision__rubric=rubric,
    )
    counted = ahead.aggregate(loops=Count("loop", distinct=True), sessions=Count("pk", distinct=True))
    return Effect(
        questions=vars(named[0])["all"] if named else 0,
        named=named,
        ratings=rated.count(),
        loops=counted["loops"],
        sessions=counted["sessions"],
    )
