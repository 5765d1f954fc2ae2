"""A packet's interviews: their questions as they were asked, and what every card says of each criterion.

Nothing here goes by the clock of today: minutes and what became of the plan are told of interviews that are
over, so that a packet says the same whenever it is read.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject

from interviews.models import HintGiven, Loop, PlannedQuestion, Session
from questionbank.models import Anchor, Criterion, RubricCriterion
from scoring.fidelity import fidelity_of
from scoring.models import Rating, Scorecard
from scoring.queries.packet_cards import rating_in_packet
from scoring.queries.sheet import RatedCriterion
from scoring.queries.sheet_questions import minutes_used
from scoring.snapshot import Packet

Ratings = dict[uuid.UUID, list[Rating]]
Lines = dict[uuid.UUID, list[RatedCriterion]]


def planned_of(loop: Loop) -> list[PlannedQuestion]:
    """All questions that were ever planned in the loop, by interview, with `given`: the hints that were
    given of each. One query.
    """
    given = HintGiven.objects.filter(planned=OuterRef("pk")).order_by("number").values("number")
    rows = PlannedQuestion.objects.filter(session__loop=loop).annotate(given=ArraySubquery(given))
    rows = rows.select_related("session", "revision__question", "revision__topic", "revision__level")
    return list(rows.order_by("session__position", "position", "created_at"))


def ratings_of(cards: Sequence[Scorecard]) -> Ratings:
    """What these cards say, by planned question. One query."""
    found: Ratings = {}
    rows = Rating.objects.filter(scorecard__in=[card.pk for card in cards]).exclude(state="")
    for rating in rows.select_related("criterion").order_by("criterion__name"):
        found.setdefault(rating.planned_id, []).append(rating)
    return found


def sessions_in_packet(loop: Loop, planned: Sequence[PlannedQuestion], ratings: Ratings) -> list[Packet]:
    """What a packet says of each interview that had questions. One query."""
    lines = _rubric_lines(loop, planned)
    by_session: dict[uuid.UUID, list[PlannedQuestion]] = {}
    for row in planned:
        by_session.setdefault(row.session_id, []).append(row)
    return [_session(rows[0].session, rows, lines, ratings) for rows in by_session.values()]


def _rubric_lines(loop: Loop, planned: Iterable[PlannedQuestion]) -> Lines:
    """Of the questions with a rubric of their own, with the anchors of the loop's level; of the others, what
    was rated is all there is to show. One query.
    """
    rubrics = {row.revision.rubric_id for row in planned if row.revision.rubric_id}
    anchors = Anchor.objects.filter(Q(level=None) | Q(level=loop.level_id), line=OuterRef("pk"))
    # What is said for this level comes last, and so stands where something is said for all levels too.
    anchors = anchors.order_by(F("level").asc(nulls_first=True))
    told = anchors.annotate(told=JSONObject(point="point", text="text")).values("told")
    lines: dict[uuid.UUID, list[RatedCriterion]] = {}
    rows = RubricCriterion.objects.filter(rubric__in=rubrics).annotate(told=ArraySubquery(told))
    for line in rows.select_related("criterion").order_by("rubric", "position"):
        texts = {one["point"]: one["text"] for one in vars(line)["told"]}
        lines.setdefault(line.rubric_id, []).append(RatedCriterion(line.criterion, line.weight, texts))
    return {row.pk: lines.get(row.revision.rubric_id, []) for row in planned if row.revision.rubric_id}


def _session(session: Session, rows: Sequence[PlannedQuestion], lines: Lines, ratings: Ratings) -> Packet:
    over = session.ended_at is not None
    used = minutes_used(session, rows) if over else {}
    return {
        "id": str(session.pk),
        "title": session.title,
        "purpose": session.purpose,
        "minutes": session.minutes,
        "state": session.state,
        "fidelity": _fidelity(session, rows) if over else None,
        "questions": [
            _question(row, used.get(row.pk), lines.get(row.pk, []), ratings.get(row.pk, [])) for row in rows
        ],
    }


def _fidelity(session: Session, rows: Sequence[PlannedQuestion]) -> Packet:
    used = None
    if session.started_at and session.ended_at:
        used = max(0, int((session.ended_at - session.started_at).total_seconds()) // 60)
    return asdict(fidelity_of(rows, minutes=session.minutes, began=session.started_at, used=used))


def _question(
    row: PlannedQuestion, used: int | None, lines: list[RatedCriterion], ratings: list[Rating]
) -> Packet:
    revision = row.revision
    return {
        "planned": str(row.pk),
        "question": str(revision.question_id),
        "revision": str(revision.pk),
        "number": revision.number,
        "prompt": revision.prompt,
        "kind": revision.question.kind,
        "topic": revision.topic.name if revision.topic else "",
        "level": revision.level.name if revision.level else "",
        "options": [str(option["text"]) for option in revision.options],
        "state": row.state,
        "state_word": row.get_state_display(),
        "reason": row.reason,
        "override": row.override,
        "replaced_by": str(row.replaced_by_id) if row.replaced_by_id else None,
        "minutes": row.minutes,
        "used": used,
        "hints": _hints(row),
        "criteria": _criteria(lines, ratings),
    }


def _hints(row: PlannedQuestion) -> Packet:
    hints = row.revision.hints
    numbers = vars(row)["given"]  # annotated by planned_of
    given = [{"number": number, "text": hints[number - 1]} for number in numbers if number <= len(hints)]
    return {"given": given, "of": len(hints)}


def _criteria(lines: list[RatedCriterion], ratings: list[Rating]) -> list[Packet]:
    rated: dict[Criterion, list[Rating]] = {line.criterion: [] for line in lines}
    for rating in ratings:
        rated.setdefault(rating.criterion, []).append(rating)
    by_criterion = {line.criterion: line for line in lines}
    return [_criterion(criterion, by_criterion.get(criterion), given) for criterion, given in rated.items()]


def _criterion(criterion: Criterion, line: RatedCriterion | None, ratings: list[Rating]) -> Packet:
    anchors = line.anchors if line else {}
    return {
        "id": str(criterion.pk),
        "name": criterion.name,
        "weight": line.weight if line else 1,
        "anchors": {str(point): text for point, text in sorted(anchors.items())},
        "ratings": {str(rating.scorecard_id): rating_in_packet(rating) for rating in ratings},
    }
