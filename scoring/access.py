"""From an id to a row for this person, else 404. The only place in this app that fetches one row."""

import uuid

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.enums import Role
from accounts.models import Membership
from interviews.access import clear_of_conflicts
from interviews.enums import PlannedState, SeatState
from interviews.models import Loop, PlannedQuestion, Seat
from questionbank.models import Level
from scoring.enums import CardState, ExerciseState
from scoring.models import (
    AgendaItem,
    Amendment,
    CalibrationRequest,
    CalibrationRun,
    Edit,
    Exercise,
    JobOutcome,
    Meeting,
    Scorecard,
)
from scoring.rules import closed_because, may_read_calibration

HAD_A_PART = (SeatState.SEATED, SeatState.EXCUSED)  # who reads their own card, and the others' once not blind

# --- live sheet ---------------------------------------------------------------------------------------------


def own_seat(actor: Membership, session_id: uuid.UUID) -> Seat:
    """The actor's seat in this session, with what the sheet's head shows; 404 unless they sit there now or
    were declared out of it, and for a candidate with whom they have a conflict of interest.
    """
    rows = Seat.objects.select_related(
        "session__stage", "session__loop__level", "session__loop__candidate__person", "member"
    )
    seats = clear_of_conflicts(actor, rows, "session__loop__candidate")
    return get_object_or_404(seats, session_id=session_id, member=actor, state__in=HAD_A_PART)


def own_card(actor: Membership, session_id: uuid.UUID, *, lock: bool = False) -> Scorecard | None:
    """The actor's card of this session, None while they have not begun it; 404 as `own_seat`."""
    rows = Scorecard.objects.select_related("seat__session__loop")
    cards = clear_of_conflicts(actor, rows, "seat__session__loop__candidate")
    if lock:
        cards = cards.select_for_update(of=("self",))
    card = cards.filter(seat__session_id=session_id, seat__member=actor).first()
    if card is None:
        own_seat(actor, session_id)
    elif card.seat.state not in HAD_A_PART:
        raise Http404("You do not sit in this session.")
    return card


def amendment_of(card: Scorecard | None, *, lock: bool = True) -> Amendment | None:
    """The open amendment of a card that was found for its author. One query if it is submitted, else none."""
    if card is None or card.state != CardState.SUBMITTED:
        return None
    rows = Amendment.objects.select_for_update() if lock else Amendment.objects
    return rows.filter(scorecard=card).first()


def answered_of(actor: Membership, session_id: uuid.UUID, planned_id: uuid.UUID) -> PlannedQuestion:
    """A question whose model answer the actor may read on their sheet, with its revision; else 404.

    They sit in its session, their card takes changes still, and the question was not replaced.
    """
    card = own_card(actor, session_id) or Scorecard(seat=own_seat(actor, session_id))
    if closed_because(card):
        raise Http404("A card that is closed shows no model answers.")
    rows = PlannedQuestion.objects.filter(session=card.seat.session).exclude(state=PlannedState.REPLACED)
    return get_object_or_404(rows.select_related("revision"), pk=planned_id)


def own_edits(actor: Membership, card: Scorecard) -> QuerySet[Edit]:
    """What was typed into the actor's own card, in order of arrival; of another's card nothing."""
    return Edit.objects.filter(scorecard=card, scorecard__seat__member=actor)


def paper_card_of(seat: Seat) -> Scorecard:
    """The card of a seat that the gate lets the actor type in from paper (`may_enter_for`): where it stands,
    none of its texts. An empty one, if there is none yet. One query.
    """
    rows = Scorecard.objects.only("pk", "state", "submitted_at", "seat_id", "organization_id")
    card = rows.filter(seat=seat).first() or Scorecard(seat=seat, organization_id=seat.organization_id)
    card.seat = seat
    return card


def paper_edits(actor: Membership, card: Scorecard) -> QuerySet[Edit]:
    """What the actor themselves typed into this card from paper, in order; nothing of anybody else's."""
    return Edit.objects.filter(scorecard=card, client=paper_client(actor, card)).order_by("sequence")


def paper_client(actor: Membership, card: Scorecard) -> uuid.UUID:
    """The name under which the journal of a card keeps what this person types in from paper."""
    return uuid.uuid5(card.pk, f"paper, typed in by {actor.pk}")


# --- debrief, meetings, calibration -------------------------------------------------------------------------


def visible_meetings(actor: Membership) -> QuerySet[Meeting]:
    """The meetings to which the actor is invited; for administrators all of them."""
    rows = Meeting.objects.filter(organization_id=actor.organization_id)
    return rows if actor.has(Role.ADMIN) else rows.filter(members=actor)


def meeting_of(actor: Membership, meeting_id: uuid.UUID, *, lock: bool = False) -> Meeting:
    """A meeting that the actor may see, with who called it; else 404."""
    rows = visible_meetings(actor).select_related("created_by__user")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return get_object_or_404(rows, pk=meeting_id)


def item_of(meeting: Meeting, item_id: uuid.UUID) -> AgendaItem:
    """An item of a meeting that was found for somebody; else 404."""
    return get_object_or_404(AgendaItem.objects, meeting=meeting, pk=item_id)


def visible_exercises(actor: Membership) -> QuerySet[Exercise]:
    """The calibration exercises that the actor may open: everybody's with a role, drafts their author's alone
    and administrators'. None without a role.
    """
    rows = Exercise.objects.filter(organization_id=actor.organization_id)
    if actor.has(Role.ADMIN):
        return rows
    return (
        rows.filter(~Q(state=ExerciseState.DRAFT) | Q(created_by=actor)) if actor.has(*Role) else rows.none()
    )


def exercise_of(actor: Membership, exercise_id: uuid.UUID, *, lock: bool = False) -> Exercise:
    """An exercise that the actor may open, with its question and level; else 404."""
    rows = visible_exercises(actor).select_related("revision", "level", "created_by__user", "organization")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return get_object_or_404(rows, pk=exercise_id)


def level_of(actor: Membership, level_id: uuid.UUID) -> Level:
    """A rung of the organisation's ladder; else 404."""
    return get_object_or_404(Level, pk=level_id, organization_id=actor.organization_id)


def job_outcome_of(loop: Loop, outcome_id: uuid.UUID) -> JobOutcome:
    """What is known of somebody's work, of a loop that was found for an administrator; else 404."""
    return get_object_or_404(JobOutcome.objects, loop=loop, pk=outcome_id)


def run_of(actor: Membership, run_id: uuid.UUID) -> CalibrationRun:
    """A calibration run; else 404, or 403 for those who may not read the organisation's calibration."""
    may_read_calibration(actor).require()
    return get_object_or_404(CalibrationRun, pk=run_id, organization_id=actor.organization_id)


def request_of(actor: Membership, request_id: uuid.UUID, *, lock: bool = False) -> CalibrationRequest:
    """A calibration that was asked for; else 404, or 403 as `run_of`."""
    may_read_calibration(actor).require()
    rows = CalibrationRequest.objects.select_for_update(of=("self",)) if lock else CalibrationRequest.objects
    return get_object_or_404(rows, pk=request_id, organization_id=actor.organization_id)
