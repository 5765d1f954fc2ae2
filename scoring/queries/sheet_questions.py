"""The questions of one person's live sheet: what to ask, what became of it, what was rated."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from interviews.enums import PlannedState, SessionState
from interviews.models import HintGiven, PlannedQuestion, Session
from scoring.card_fields import CardField
from scoring.drafts import Draft
from scoring.enums import POINT_WORDS
from scoring.queries.sheet import RatedCriterion, criteria_by_question, numbered, planned_questions


@dataclass(frozen=True)
class SheetCriterion:
    """One criterion on one question: the names of its three fields, and what stands in them."""

    name: str
    note: str
    options: list[dict[str, Any]]
    rating_field: str
    rating: str
    reason_field: str
    reason: str
    evidence_field: str
    evidence: str


@dataclass(frozen=True)
class SheetHint:
    """One of the question's hints, and when the candidate was given it; None if they were not."""

    number: int
    text: str
    given_at: datetime | None


@dataclass(frozen=True)
class SheetQuestion:
    """One planned question as the sheet shows it."""

    planned: PlannedQuestion
    number: int  # among those not replaced; 0 for one that was
    criteria: list[SheetCriterion]
    hints: list[SheetHint]
    running: bool  # asked last, in an interview that is live: its clock ticks
    used: int | None  # minutes gone by on it; None unless it was asked and that is known

    @property
    def closed(self) -> bool:
        """Whether nothing is rated on it any more."""
        return self.planned.state == PlannedState.REPLACED

    @property
    def place(self) -> str:
        """What messages call it."""
        return f"Question {self.number}" if self.number else "Replaced question"


def sheet_questions(session: Session, draft: Draft, typed: Mapping[str, str]) -> list[SheetQuestion]:
    """The session's questions in order, with what stands in the draft; `typed` goes before that.

    Two queries more than `criteria_by_question`.
    """
    planned = planned_questions(session)
    rated = criteria_by_question(session, planned)
    given = hints_given(session)
    used = minutes_used(session, planned)
    running = running_of(session, planned)
    numbers = numbered(planned)
    return [
        SheetQuestion(
            planned=question,
            number=numbers[question.pk],
            criteria=[_criterion(draft, question, line, typed) for line in rated[question.pk]],
            hints=[
                SheetHint(number, text, given.get((question.pk, number)))
                for number, text in enumerate(question.revision.hints, start=1)
            ],
            running=running == question.pk,
            used=used.get(question.pk),
        )
        for question in planned
    ]


def hints_given(session: Session) -> dict[tuple[uuid.UUID, int], datetime]:
    """When each hint of the session was given, by planned question and the hint's number. One query."""
    rows = HintGiven.objects.filter(planned__session=session)
    return {
        (planned, number): at for planned, number, at in rows.values_list("planned", "number", "given_at")
    }


def running_of(session: Session, planned: Iterable[PlannedQuestion]) -> uuid.UUID | None:
    """The question asked last in an interview that is live; None before the first."""
    asked = [(question.asked_at, question.pk) for question in planned if question.asked_at]
    return max(asked)[1] if asked and session.state == SessionState.LIVE else None


def minutes_used(session: Session, planned: Iterable[PlannedQuestion]) -> dict[uuid.UUID, int]:
    """Whole minutes from when each question was asked until the next was, or the interview's end, or now."""
    asked = sorted((question.asked_at, question.pk) for question in planned if question.asked_at)
    live = session.state == SessionState.LIVE
    end = session.ended_at or (timezone.now() if live else None)
    ends = [at for at, _ in asked[1:]] + [end]
    return {
        key: max(0, int((until - at).total_seconds()) // 60)
        for (at, key), until in zip(asked, ends, strict=False)
        if until is not None
    }


def _criterion(
    draft: Draft, question: PlannedQuestion, line: RatedCriterion, typed: Mapping[str, str]
) -> SheetCriterion:
    def field(part: str) -> CardField:
        return CardField(part=part, planned=question.pk, criterion=line.criterion.pk)

    def shown(part: str) -> str:
        return typed.get(field(part).name, draft.value(field(part)))

    return SheetCriterion(
        name=line.criterion.name,
        note=f"weight {line.weight}" if line.weight != 1 else "",
        options=[
            {"value": point, "word": word, "anchor": line.anchors.get(point, "")}
            for point, word in POINT_WORDS.items()
        ],
        rating_field=field("rating").name,
        rating=shown("rating"),
        reason_field=field("not_assessed_reason").name,
        reason=shown("not_assessed_reason"),
        evidence_field=field("evidence").name,
        evidence=shown("evidence"),
    )
