"""The form for a card that was filled in on paper: the sheet's fields, and what this person typed before.

Nothing of what the seat's holder wrote here themselves is in it.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import rules
from interviews.access import seat_of, visible_loops
from interviews.codes import code_of, ids_of
from interviews.enums import SeatState, SessionState
from interviews.models import Seat, Session
from interviews.queries.candidates import names_for
from scoring.access import paper_card_of, paper_edits
from scoring.drafts import Draft
from scoring.enums import CardState, Recommendation
from scoring.models import Scorecard
from scoring.queries.sheet_questions import SheetQuestion, sheet_questions
from scoring.rules import closed_because
from scoring.visibility import may_enter_for

TEXTS = ("recommendation", "reason", "notes", "handover")


@dataclass(frozen=True)
class PaperForm:
    """Everything on the form. `typed`: every field that was typed in, by its name."""

    seat: Seat
    session: Session
    candidate: str
    code: str
    questions: list[SheetQuestion]
    typed: Mapping[str, str]
    recommendations: list[tuple[str, str]]
    own: bool  # the reader enters their own card


def paper_form(
    actor: Membership, seat_id: uuid.UUID, now: datetime, typed: Mapping[str, str] | None = None
) -> PaperForm:
    """The form for this seat; 404, Denied or Conflict as `enter_paper_card` refuses.

    `typed` goes before what was saved: what a refused form held.
    """
    seat = seat_of(actor, seat_id)
    may_enter_for(actor, seat).require()
    card = paper_card_of(seat)
    _require_open(seat, card, now)
    said = {edit.field: edit.value for edit in paper_edits(actor, card)} | dict(typed or {})
    session = seat.session
    questions = sheet_questions(session, Draft(Scorecard(seat=seat), []), said)
    candidate = session.loop.candidate
    names = names_for(actor, [session.loop.candidate_id])
    return PaperForm(
        seat=seat,
        session=session,
        candidate=names[candidate.pk].name if candidate and candidate.pk in names else str(candidate),
        code=code_of(session.pk),
        questions=[question for question in questions if not question.closed],
        typed=said,
        recommendations=list(Recommendation.choices),
        own=seat.member_id == actor.pk,
    )


def _require_open(seat: Seat, card: Scorecard, now: datetime) -> None:
    if seat.state != SeatState.SEATED:
        raise Conflict("Nobody owes a card for this seat any more.")
    if card.state == CardState.SUBMITTED:
        raise Conflict(f"{seat.member} has submitted this card; it is final.")
    if closed := closed_because(card):
        raise Conflict(closed)
    if not rules.has_begun(seat.session, now):
        raise Conflict("This interview has not been held yet: its planned time is not past.")


def seats_by_code(actor: Membership, code: str) -> list[Seat]:
    """The seats of the interviews with this code whose card the actor may type in, with their people."""
    ids = ids_of(code)
    if ids is None:
        return []
    seats = Seat.objects.filter(session__loop__in=visible_loops(actor), session__pk__range=ids)
    seats = seats.filter(state=SeatState.SEATED).exclude(session__state=SessionState.CANCELLED)
    rows = seats.select_related("session__loop", "member__user").order_by("kind", "member__user__name")
    return [seat for seat in rows if may_enter_for(actor, seat)]
