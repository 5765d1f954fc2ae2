"""What people who sit in one session know of each other during it: where they are, never what they think."""

import uuid
from datetime import datetime
from typing import Any

import structlog
from django.http import Http404
from redis.exceptions import RedisError

from accounts.ground.presence import Presence, here, leave, move, stay
from accounts.models import Membership
from interviews.access import planned_of
from interviews.enums import LoopState, SeatState, SessionState
from interviews.models import HintGiven, PlannedQuestion, Seat, Session
from scoring.access import own_seat
from scoring.queries.sheet import numbered
from scoring.visibility import owed_seats

log = structlog.get_logger()


def topic_of(session_id: uuid.UUID) -> str:
    """The topic under which a session's news is announced, and its presence kept."""
    return f"session:{session_id}"


def together(actor: Membership, session_id: uuid.UUID, *, tab: str = "") -> dict[str, Any] | None:
    """Session, people and questions as all who sit there may know them; None when it is closed. Five queries.

    With the name of a tab it says first that the actor has it open. Of a card it tells one thing: that it was
    submitted. Not whether it was begun, nor anything in it.

    {"session": {"state", "minutes", "started_at", "ended_at"},
     "people": [{"seat", "name", "kind", "submitted", "here", "question", "since"}], "here" null if unknown,
     "question" and "since" empty if nowhere in particular,
     "questions": [{"planned", "number", "state", "reason", "asked_at", "running", "hints": numbers given}]}

    404 for everybody else, as for a session that is not there.
    """
    session = own_seat(actor, session_id).session
    if session.loop.state != LoopState.PLANNED or session.state in (
        SessionState.COMPLETE,
        SessionState.CANCELLED,
    ):
        return None
    present = _present(actor, session, tab)
    times = {"started_at": _iso(session.started_at), "ended_at": _iso(session.ended_at)}
    return {
        "session": {"state": session.state, "minutes": session.minutes, **times},
        "people": _people(session, present),
        "questions": _questions(session),
    }


def go_to(actor: Membership, session_id: uuid.UUID, *, tab: str, question: uuid.UUID) -> None:
    """Says that the actor is on this question now. 404 unless they sit there and it is asked there."""
    own_seat(actor, session_id)
    if planned_of(actor, question).session_id != session_id:
        raise Http404("This question is not asked there.")
    try:
        move(topic_of(session_id), str(actor.pk), tab, str(question))
    except RedisError as error:
        log.warning("together: nobody is told where someone is", error=str(error))


def go_away(actor: Membership, session_id: uuid.UUID, *, tab: str) -> None:
    """Says that the actor closed this tab."""
    leave(topic_of(session_id), str(actor.pk), tab)


def _people(session: Session, present: dict[str, Presence] | None) -> list[dict[str, Any]]:
    seats = Seat.objects.filter(session=session, state=SeatState.SEATED)
    owing = set(owed_seats(seats).values_list("pk", flat=True))
    return [
        {
            "seat": str(seat.pk),
            "name": str(seat.member),
            "kind": seat.get_kind_display(),
            "submitted": seat.pk not in owing,
            **_place(present, seat),
        }
        for seat in seats.select_related("member__user").order_by("kind", "member__user__name", "pk")
    ]


def _present(actor: Membership, session: Session, tab: str) -> dict[str, Presence] | None:
    topic = topic_of(session.pk)
    try:
        return stay(topic, str(actor.pk), tab) if tab else here(topic)
    except RedisError as error:
        log.warning("together: nobody knows who is there", error=str(error))
        return None


def _place(present: dict[str, Presence] | None, seat: Seat) -> dict[str, Any]:
    found = (present or {}).get(str(seat.member_id))
    place, since = (found.place, found.since) if found else ("", "")
    return {"here": None if present is None else found is not None, "question": place, "since": since}


def _questions(session: Session) -> list[dict[str, Any]]:
    planned = list(PlannedQuestion.objects.filter(session=session))
    hints: dict[uuid.UUID, list[int]] = {}
    given = HintGiven.objects.filter(planned__session=session).order_by("number")
    for key, number in given.values_list("planned_id", "number"):
        hints.setdefault(key, []).append(number)
    running = _running(session, planned)
    numbers = numbered(planned)
    return [
        {
            "planned": str(question.pk),
            "number": numbers[question.pk],
            "state": question.state,
            "reason": question.reason,
            "asked_at": _iso(question.asked_at),
            "running": question.pk == running,
            "hints": hints.get(question.pk, []),
        }
        for question in planned
    ]


def _running(session: Session, planned: list[PlannedQuestion]) -> uuid.UUID | None:
    """The question asked last runs until the next is, or the session ends."""
    asked = [(question.asked_at, question.pk) for question in planned if question.asked_at]
    if session.state != SessionState.LIVE or not asked:
        return None
    return max(asked)[1]


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
