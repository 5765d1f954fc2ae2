"""What a committee reads of one loop, as plain data: live from the tables, or frozen with the decision.

The data is the same for everyone who may read it, so its digest says whether two people saw the same. It
holds no private note, no draft, and the candidate's pseudonym only.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404

from accounts.ground.verdict import Verdict, no
from accounts.models import Membership
from interviews.access import visible_loops
from interviews.enums import LoopState
from interviews.models import Loop, PlannedQuestion, Seat
from questionbank.models import Criterion, Level
from scoring.access import HAD_A_PART
from scoring.enums import Facet
from scoring.models import (
    CalibrationRun,
    Debrief,
    Decision,
    GateOverride,
    Measure,
    Rating,
    Scorecard,
)
from scoring.packet_formats import FORMAT
from scoring.queries.calibration import latest_run, measures_at
from scoring.queries.packet_cards import card_in_packet, rating_in_packet, submitted_cards
from scoring.queries.sheet import RatedCriterion, criteria_by_question
from scoring.rules import may_decide
from scoring.snapshot import Packet, digest_of, packet_in
from scoring.visibility import (
    counting_seats,
    counts,
    is_blind,
    is_recused,
    loops_open_to,
    overrides_of,
    owed_seats,
)
from scoring.visibility_votes import readable_decisions


def open_packet(actor: Membership, loop_id: uuid.UUID, *, lock: bool = False) -> Loop:
    """The loop whose packet the actor may read, level, candidate and opening loaded, with `on_panel`: whether
    they sit in one of its interviews or were declared out of one.

    404 for whom the loop does not exist; Denied with the gate's reason for who is blind in it or has no part.
    """
    opened = loops_open_to(actor, Loop.objects.filter(pk=OuterRef("pk")))
    sits = Seat.objects.filter(session__loop=OuterRef("pk"), member=actor, state__in=HAD_A_PART)
    rows = visible_loops(actor).annotate(packet_open=Exists(opened), on_panel=Exists(sits))
    rows = rows.select_related("organization", "level", "candidate", "application__opening")
    if lock:
        rows = rows.select_for_update(of=("self",))
    loop = rows.filter(pk=loop_id).first()
    if loop is None:
        raise Http404("There is no such loop.")
    if not loop.packet_open:
        _why_closed(actor, loop).require()
    return loop


@dataclass(frozen=True)
class PacketReading:
    """A packet as one reader has it before them: live, or frozen with its decision."""

    packet: Packet
    digest: str  # of the packet
    decision: Decision | None  # the one in force
    may_decide: Verdict
    levels: list[Level]  # to choose from, for who may decide
    loop: Loop
    debrief: Debrief


def read_packet(actor: Membership, loop_id: uuid.UUID) -> PacketReading:
    """The packet of this loop for this reader; 404 and Denied as `open_packet`.

    Of a decided loop, exactly what the deciders saw: nothing is read from the tables of today.
    """
    loop = open_packet(actor, loop_id)
    debrief = Debrief.objects.filter(loop=loop).first() or Debrief(loop=loop)
    decision = decision_in_force(actor, loop)
    if decision is not None:
        packet = packet_in(decision.snapshot)
        over = no("This loop is decided.")
        return PacketReading(packet, digest_of(packet), decision, over, [], loop, debrief)
    packet = packet_of(actor, loop)
    verdict = may_decide(actor, interviewed=sat_in(loop))
    levels = list(Level.objects.exclude(pk=loop.level_id)) if verdict else []
    return PacketReading(packet, digest_of(packet), None, verdict, levels, loop, debrief)


def decision_in_force(actor: Membership, loop: Loop) -> Decision | None:
    """The loop's last decision, unless it was reopened since; None for who may not read it yet. One query,
    none before it is decided.
    """
    if loop.state not in (LoopState.CLOSED, LoopState.DECIDED):
        return None
    rows = readable_decisions(actor, Loop.objects.filter(pk=loop.pk))
    rows = rows.select_related("decided_by__user", "level", "run")
    return rows.order_by("-number").first()


def sat_in(loop: Loop) -> bool:
    """Whether the reader for whom `open_packet` found this loop is a witness in it."""
    return bool(vars(loop)["on_panel"])


def _why_closed(actor: Membership, loop: Loop) -> Verdict:
    if is_recused(actor, loop):
        return no("You recused yourself from this loop.")
    if is_blind(actor, loop):
        return no("You see your colleagues' cards of this loop once you have submitted yours.")
    return no("Packets are read by committee members, administrators and those who interviewed.")


def missing_cards(loop: Loop) -> list[dict[str, str]]:
    """Whose cards a decision waits for, for readers who are not blind: not those in training. One query."""
    seats = owed_seats(counting_seats(Seat.objects.filter(session__loop=loop)))
    seats = seats.select_related("member__user", "session")
    return [
        {"name": str(seat.member), "session": seat.session.title, "seat": seat.kind}
        for seat in seats.order_by("session__position", "kind", "member__user__name")
    ]


def packet_of(actor: Membership, loop: Loop) -> Packet:
    """The packet of a loop that `open_packet` opened, as it stands now. Ten queries, however large."""
    cards = submitted_cards(actor, loop)
    adjusted = _adjusted(loop, cards) if loop.organization.show_adjusted else None
    opening = loop.application.opening.title if loop.application else ""
    return {
        "format": FORMAT,
        "loop": {
            "id": str(loop.pk),
            "name": loop.name,
            "level": loop.level.name,
            "opening": opening,
            "candidate": str(loop.candidate),
        },
        "cards": [card_in_packet(card) for card in cards],
        "missing": missing_cards(loop),
        "overrides": [_override(row) for row in overrides_of(loop)],
        "sessions": _sessions(loop, cards),
        "show_adjusted": loop.organization.show_adjusted,
        "adjusted": adjusted,
    }


def _override(row: GateOverride) -> Packet:
    return {"name": str(row.member), "at": row.created_at.isoformat(), "reason": row.reason}


def _sessions(loop: Loop, cards: list[Scorecard]) -> list[Packet]:
    planned = list(
        PlannedQuestion.objects.filter(session__loop=loop)
        .select_related("session", "revision__question", "revision__topic", "revision__level")
        .order_by("session__position", "position", "created_at")
    )
    ratings: dict[uuid.UUID, list[Rating]] = {}
    rows = Rating.objects.filter(scorecard__in=[card.pk for card in cards]).exclude(state="")
    for rating in rows.select_related("criterion").order_by("criterion__name"):
        ratings.setdefault(rating.planned_id, []).append(rating)
    lines = _rubric_lines(loop, planned)
    sessions: dict[uuid.UUID, Packet] = {}
    for row in planned:
        row.session.loop = loop
        session = sessions.setdefault(row.session_id, _session(row))
        session["questions"].append(_question(row, lines.get(row.pk, []), ratings.get(row.pk, [])))
    return list(sessions.values())


def _rubric_lines(loop: Loop, planned: list[PlannedQuestion]) -> dict[uuid.UUID, list[RatedCriterion]]:
    """Of the questions with a rubric of their own; of the others, what was rated is all there is to show."""
    with_rubric = [row for row in planned if row.revision.rubric_id]
    if not with_rubric:
        return {}
    with_rubric[0].session.loop = loop
    return criteria_by_question(with_rubric[0].session, with_rubric)


def _session(row: PlannedQuestion) -> Packet:
    session = row.session
    return {
        "id": str(session.pk),
        "title": session.title,
        "purpose": session.purpose,
        "minutes": session.minutes,
        "state": session.state,
        "questions": [],
    }


def _question(row: PlannedQuestion, lines: list[RatedCriterion], ratings: list[Rating]) -> Packet:
    revision = row.revision
    rated: dict[Criterion, list[Rating]] = {line.criterion: [] for line in lines}
    for rating in ratings:
        rated.setdefault(rating.criterion, []).append(rating)
    by_criterion = {line.criterion: line for line in lines}
    return {
        "planned": str(row.pk),
        "question": str(revision.question_id),
        "revision": str(revision.pk),
        "number": revision.number,
        "prompt": revision.prompt,
        "kind": revision.question.kind,
        "topic": revision.topic.name if revision.topic else "",
        "level": revision.level.name if revision.level else "",
        "state": row.state,
        "state_word": row.get_state_display(),
        "reason": row.reason,
        "criteria": [
            _criterion(criterion, by_criterion.get(criterion), given) for criterion, given in rated.items()
        ],
    }


def _criterion(criterion: Criterion, line: RatedCriterion | None, ratings: list[Rating]) -> Packet:
    anchors = line.anchors if line else {}
    return {
        "id": str(criterion.pk),
        "name": criterion.name,
        "weight": line.weight if line else 1,
        "anchors": {str(point): text for point, text in sorted(anchors.items())},
        "ratings": {str(rating.scorecard_id): rating_in_packet(rating) for rating in ratings},
    }


def _adjusted(loop: Loop, cards: list[Scorecard]) -> Packet | None:
    """What the run that counts says of the candidate and of those who rated; None while there is no run."""
    run = latest_run(loop.organization)
    if run is None:
        return None
    counted = [card for card in cards if counts(card)]
    subjects: list[uuid.UUID] = [card.seat.member_id for card in counted]
    if loop.candidate_id:
        subjects.append(loop.candidate_id)
    rows = measures_at(run, Facet.CANDIDATE, Facet.INTERVIEWER, subjects=subjects)
    found = {row.subject: row for row in rows}
    names = {card.seat.member_id: str(card.seat.member) for card in counted}
    return {
        "run": _run(run),
        "candidate": _measure(found.get(loop.candidate_id) if loop.candidate_id else None),
        "interviewers": [
            {"id": str(member), "name": name, "measure": _measure(found.get(member))}
            for member, name in names.items()
        ],
    }


def _run(run: CalibrationRun) -> Packet:
    return {"id": str(run.pk), "number": run.number, "inputs": run.inputs_digest}


def _measure(row: Measure | None) -> Packet | None:
    if row is None:
        return None
    figures: dict[str, Any] = {"n": row.n, "candidates": row.candidates, "enough": row.enough}
    figures["note"] = row.note
    for name in ("mean", "severity", "low", "high", "fair"):
        value = getattr(row, name)
        figures[name] = None if value is None else round(value, 3) + 0.0  # no minus before a zero
    return figures
