"""Types in a card that somebody filled in on paper."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from accounts.ground import audit
from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import Membership
from interviews.access import seat_of
from interviews.actions.give_hint import give_hint
from interviews.actions.mark_question import mark_question
from interviews.actions.note_held import note_held
from interviews.enums import SeatState
from interviews.models import PlannedQuestion, Seat
from scoring import rules
from scoring.access import paper_client, paper_edits
from scoring.actions._handing_in import hand_in
from scoring.actions._openings import is_known, keep_opening
from scoring.actions.save_edits import save_edits
from scoring.enums import CardState
from scoring.facts import is_fact
from scoring.models import Edit, Scorecard
from scoring.paper_card import PaperCard, PaperMark
from scoring.visibility import may_enter_for


@dataclass
class Entered:
    """What became of a paper card. `told`: what was not taken over, and why, in sentences."""

    card: Scorecard
    submitted: bool = False
    missing: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)


@transaction.atomic
def enter_paper_card(*, actor: Membership, seat_id: uuid.UUID, paper: PaperCard, submit: bool) -> Entered:
    """Puts what stands on the paper into the card of this seat, marked as typed in by the actor; hands it in
    if that is wished and it is complete.

    What the seat's holder wrote here themselves is never overwritten and never shown: where the paper says
    something else both texts are kept, and the holder chooses and submits. Entering the same again changes
    nothing. Refuses who may not (`may_enter_for`), a seat that nobody holds, an interview that was not held,
    a card that is submitted or takes no changes (Conflict), and what cannot stand in a field (Invalid); then
    nothing of it is saved.
    """
    seat = seat_of(actor, seat_id, lock=True)
    may_enter_for(actor, seat).require()
    if seat.state != SeatState.SEATED:
        raise Conflict("Nobody owes a card for this seat any more.")
    seat.session = note_held(actor=actor, session_id=seat.session_id)
    entered = Entered(_card_of(seat))
    _tell_facts(actor, seat, paper.marks, entered)
    _write(actor, seat, entered, paper.fields)
    if submit and not entered.told:
        _submit(actor, seat, entered)
    if seat.member_id != actor.pk and not is_known(actor, seat.session.loop):
        keep_opening(actor, seat.session.loop)  # who types a colleague's card in knows it
    data = {"seat": str(seat.pk), "for": str(seat.member_id), "submitted": entered.submitted}
    audit.record("enter_paper_card", organization=actor.organization, actor=actor, on=entered.card, data=data)
    return entered


def _card_of(seat: Seat) -> Scorecard:
    """The seat's card, locked; Conflict if it takes no changes."""
    Scorecard.objects.get_or_create(seat=seat, defaults={"organization_id": seat.organization_id})
    card = Scorecard.objects.select_for_update(of=("self",)).get(seat=seat)
    card.seat = seat
    if card.state == CardState.SUBMITTED:
        raise Conflict(f"{seat.member} has submitted this card; it is final.")
    if closed := rules.closed_because(card):
        raise Conflict(closed)
    return card


def _tell_facts(actor: Membership, seat: Seat, marks: Iterable[PaperMark], entered: Entered) -> None:
    """What became of each question and which hints were given; what was marked here already stays."""
    rows = {row.pk: row for row in PlannedQuestion.objects.filter(session=seat.session)}
    for mark in marks:
        planned = rows.get(mark.planned)
        if planned is None:
            raise Invalid("This question is not part of this session.")
        try:
            if mark.state:
                seen = planned.marks if planned.state == "planned" else 0
                mark_question(
                    actor=actor,
                    planned_id=planned.pk,
                    state=mark.state,
                    reason=mark.reason,
                    seen=seen,
                    paper=seat,
                )
            for number in mark.hints:
                give_hint(
                    actor=actor, planned_id=planned.pk, number=number, at=seat.session.ended_at, paper=seat
                )
        except Invalid as wrong:
            raise Invalid(wrong.reason, {f"planned:{planned.pk}": wrong.reason}) from None
        except (Conflict, Denied) as refusal:
            entered.told.append(refusal.reason)


def _write(actor: Membership, seat: Seat, entered: Entered, fields: dict[str, str]) -> None:
    """Everything that says something else than what this person typed before, as edits of theirs."""
    card = entered.card
    before = {edit.field: edit for edit in paper_edits(actor, card)}
    last = max((edit.sequence for edit in before.values()), default=0)
    typed = {name: text.replace("\r\n", "\n") for name, text in fields.items()}
    changed = [name for name in typed if typed[name] != (before[name].value if name in before else "")]
    edits = [
        {
            "sequence": last + number,
            "field": name,
            "value": typed[name],
            "base": (before[name].version or 0) if name in before else 0,
        }
        for number, name in enumerate(changed, start=1)
    ]
    client = paper_client(actor, card)
    saved = save_edits(actor=seat.member, session_id=seat.session_id, client=client, edits=edits)
    if saved.errors:
        wrong = {error["field"]: error["detail"] for error in saved.errors}
        raise Invalid("Some of this cannot stand on a card.", wrong)
    if not edits and not before:
        raise Invalid("Nothing was typed in yet.")
    card.refresh_from_db()
    card.seat = seat
    card.entered_by = actor
    card.save(update_fields=["entered_by"])
    if _has_other_texts(actor, card):
        entered.told.append(
            f"{seat.member} has written into this card here, too. Nothing of it was overwritten; where the "
            f"paper says something else both are kept, and {seat.member} chooses and submits the card."
        )


def _has_other_texts(actor: Membership, card: Scorecard) -> bool:
    """Whether anything stands in the card, or did, that this person did not type in from the paper."""
    others = Edit.objects.filter(scorecard=card).exclude(client=paper_client(actor, card)).exclude(value="")
    return any(not is_fact(name) for name in others.order_by().values_list("field", flat=True).distinct())


def _submit(actor: Membership, seat: Seat, entered: Entered) -> None:
    try:
        hand_in(entered.card, seat.session, actor)
        entered.submitted = True
    except Invalid as incomplete:  # what was typed in stays
        entered.missing = incomplete.fields
