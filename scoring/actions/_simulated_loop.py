"""One simulated loop, from its first session to the decision, with the times it would have had."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from accounts.models import Membership
from interviews.actions._counting import count_uses
from interviews.enums import ExposureState, PlannedState, SeatKind, SessionState
from interviews.models import Exposure, Loop, PlannedQuestion, Seat, Session
from scoring.actions._simulated_debrief import hold_debrief
from scoring.card_content import card_content
from scoring.drafts import Draft
from scoring.enums import CardState, RatingState
from scoring.models import Rating, Scorecard, ScorecardVersion
from scoring.queries.sheet import Rated, criteria_by_question, planned_questions
from scoring.simulation import (
    NOT_ASSESSED,
    NOT_ASSESSED_SHARE,
    SKIPPED,
    SKIPPED_SHARE,
    Draws,
    evidence,
    recommendation,
)

BAR = 2.7  # mean points from which a simulated committee hires


@dataclass
class _Pile:
    """Rows to be written in one go a table."""

    cards: list[Scorecard] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    versions: list[ScorecardVersion] = field(default_factory=list)

    def write(self) -> None:
        """Cards before what points at them."""
        Scorecard.objects.bulk_create(self.cards)
        Rating.objects.bulk_create(self.ratings)
        ScorecardVersion.objects.bulk_create(self.versions)


def hold_loop(loop: Loop, *, committee: Sequence[Membership], at: datetime, draws: Draws) -> None:
    """Holds every session, hands in every card, and the debrief. `at` is when the first session begins; the
    first of the committee records the decision.
    """
    pile = _Pile()
    Loop.objects.filter(pk=loop.pk).update(created_at=at - timedelta(days=5))
    for place, session in enumerate(loop.sessions.order_by("position")):
        _hold_session(session, at + timedelta(hours=2 * place), draws, pile)
    pile.write()
    count_uses(None, loop.organization, _questions_of(loop))
    values = [rating.value for rating in pile.ratings if rating.value]
    mean = sum(values) / len(values) if values else 0
    in_by = at + timedelta(days=2)
    hold_debrief(loop, committee, hire=mean > BAR, reasons=_reasons(mean), at=in_by)


def _questions_of(loop: Loop) -> list[uuid.UUID]:
    rows = PlannedQuestion.objects.filter(session__loop=loop).order_by()
    return list(rows.values_list("revision__question", flat=True).distinct())


def _reasons(mean: float) -> str:
    if mean > BAR:
        return "The evidence meets the bar where it matters most here; the open points can be learned."
    return "The evidence stays below the bar on criteria that this role cannot do without."


def _hold_session(session: Session, at: datetime, draws: Draws, pile: _Pile) -> None:
    end = at + timedelta(minutes=session.minutes)
    Session.objects.filter(pk=session.pk).update(
        state=SessionState.COMPLETE, scheduled_at=at, started_at=at, ended_at=end
    )
    planned = planned_questions(session)
    # Each takes its share of the interview, as long as the others as was planned.
    share = session.minutes / max(1, sum(question.minutes for question in planned))
    asked = at
    for place, question in enumerate(planned):
        _ask(question, asked, draws, first=place == 0)
        asked += timedelta(minutes=question.minutes * share)
    PlannedQuestion.objects.bulk_update(planned, ["state", "reason", "asked_at"])
    for question in planned:
        state = ExposureState.ASKED if question.state == PlannedState.ASKED else ExposureState.RELEASED
        Exposure.objects.filter(planned=question).update(state=state, changed_at=at)
    rated = criteria_by_question(session, planned)
    for seat in Seat.objects.filter(session=session):
        _fill_card(seat, session, planned, rated, end, draws, pile)


def _ask(question: PlannedQuestion, at: datetime, draws: Draws, *, first: bool) -> None:
    if not first and draws.share(SKIPPED_SHARE):
        question.state, question.reason = PlannedState.SKIPPED, SKIPPED
    else:
        question.state, question.asked_at = PlannedState.ASKED, at


def _fill_card(
    seat: Seat,
    session: Session,
    planned: list[PlannedQuestion],
    rated: Rated,
    end: datetime,
    draws: Draws,
    pile: _Pile,
) -> None:
    submitted = end + timedelta(minutes=draws.whole(20, 1500 if seat.kind == SeatKind.SECOND else 300))
    card = Scorecard(
        organization_id=seat.organization_id,
        seat=seat,
        state=CardState.SUBMITTED,
        submitted_at=submitted,
        created_at=end,
    )
    ratings = [
        _rate(card, question, line.criterion.pk, session, seat, draws)
        for question in planned
        if question.state == PlannedState.ASKED
        for line in rated[question.pk]
    ]
    values = [rating.value for rating in ratings if rating.value]
    card.recommendation = recommendation(values, draws)
    card.reason = (
        evidence(draws, max(1, min(4, round(sum(values) / len(values))))) if values else NOT_ASSESSED
    )
    content = card_content(Draft(card, ratings), planned, rated)
    pile.cards.append(card)
    pile.ratings.extend(ratings)
    pile.versions.append(
        ScorecardVersion(
            organization_id=seat.organization_id,
            scorecard=card,
            number=1,
            content=content,
            created_at=submitted,
        )
    )


def _rate(
    card: Scorecard,
    question: PlannedQuestion,
    criterion: uuid.UUID,
    session: Session,
    seat: Seat,
    draws: Draws,
) -> Rating:
    rating = Rating(
        organization_id=card.organization_id, scorecard=card, planned=question, criterion_id=criterion
    )
    if draws.share(NOT_ASSESSED_SHARE):
        rating.state, rating.reason = RatingState.NOT_ASSESSED, NOT_ASSESSED
        return rating
    rating.state = RatingState.RATED
    rating.value = draws.rating(
        candidate=session.loop.candidate_id,
        interviewer=seat.member_id,
        question=question.revision_id,
        criterion=criterion,
    )
    rating.evidence = evidence(draws, rating.value)
    return rating
