"""What the live sheet shows: one person's view of one session, with their own card in it."""

import uuid
from dataclasses import dataclass
from typing import Any

from accounts.models import Membership
from interviews.enums import PlannedState, SeatState, SessionState
from interviews.models import PlannedQuestion, Seat, Session
from interviews.rules import may_mark
from scoring.access import own_card, own_edits, own_seat
from scoring.card_fields import CardField, parse_field
from scoring.drafts import Draft
from scoring.enums import POINT_WORDS, Recommendation
from scoring.models import Edit, Scorecard
from scoring.queries.sheet import RatedCriterion, criteria_by_question, planned_questions
from scoring.rules import closed_because
from scoring.visibility import private_note_of

CARD_LABELS = {
    "recommendation": "Recommendation",
    "reason": "Reason for the recommendation",
    "notes": "Notes",
    "private_note": "Private note",
}
PART_LABELS = {"rating": "rating", "evidence": "evidence", "not_assessed_reason": "why not assessed"}


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
class SheetQuestion:
    """One planned question as the sheet shows it."""

    planned: PlannedQuestion
    number: int
    criteria: list[SheetCriterion]
    running: bool  # asked last, in an interview that is live: its clock ticks

    @property
    def closed(self) -> bool:
        """Whether nothing is rated on it any more."""
        return self.planned.state == PlannedState.REPLACED


@dataclass(frozen=True)
class KeptText:
    """A text that was typed while the field was changed elsewhere; both are kept until a person chooses."""

    field: str
    label: str
    kept: str
    stored: str
    version: int


@dataclass(frozen=True)
class Sheet:
    """Everything on the live sheet."""

    seat: Seat
    session: Session
    card: Scorecard | None
    questions: list[SheetQuestion]
    panel: list[Seat]
    kept: list[KeptText]
    texts: dict[str, str]
    version: int
    versions: dict[str, int]
    closed: str  # why it takes no more changes; empty while it does
    can_mark: bool
    labels: dict[str, str]
    recommendations: list[tuple[str, str]]

    def stored(self) -> dict[str, str]:
        """Every field of the sheet with what stands in it."""
        lines = [line for question in self.questions for line in question.criteria]
        found = dict(self.texts)
        for line in lines:
            found |= {line.rating_field: line.rating, line.evidence_field: line.evidence}
            found[line.reason_field] = line.reason
        return found

    def target(self, name: str) -> str:
        """The id on the page to lead to for a field, or for `planned:<id>`."""
        if name.startswith("planned:"):
            return f"question-{name.removeprefix('planned:')}"
        return f"field-{name}" if name in self.labels else "sheet"


def live_sheet(actor: Membership, session_id: uuid.UUID, typed: dict[str, str] | None = None) -> Sheet:
    """The sheet of the actor's seat in this session; 404 unless they sit there.

    `typed` shows these texts instead of the stored ones: what a refused form held.
    """
    seat = own_seat(actor, session_id)
    session = seat.session
    stored = own_card(actor, session_id)
    card = stored or Scorecard(seat=seat, organization_id=seat.organization_id)
    draft = Draft(card, list(stored.ratings.all()) if stored else [])
    questions = _questions(session, draft, typed or {})
    labels = CARD_LABELS | {
        name: f"Question {question.number}, {line.name}: {PART_LABELS[parse_field(name).part]}"
        for question in questions
        for line in question.criteria
        for name in (line.rating_field, line.evidence_field, line.reason_field)
    }
    texts = {"recommendation": card.recommendation, "reason": card.reason, "notes": card.notes}
    texts["private_note"] = private_note_of(actor, card)
    return Sheet(
        seat=seat,
        session=session,
        card=stored,
        questions=questions,
        panel=panel_of(session),
        kept=_kept_texts(actor, draft, labels) if stored else [],
        texts=texts | {name: text for name, text in (typed or {}).items() if name in texts},
        version=card.version,
        versions=card.field_versions,
        closed=closed_because(card),
        can_mark=bool(may_mark(seat)) and session.state in (SessionState.LIVE, SessionState.AWAITING),
        labels=labels,
        recommendations=list(Recommendation.choices),
    )


def _questions(session: Session, draft: Draft, typed: dict[str, str]) -> list[SheetQuestion]:
    planned = planned_questions(session)
    rated = criteria_by_question(session, planned)
    running = _running(session, planned)
    return [
        SheetQuestion(
            planned=question,
            number=number,
            criteria=[_criterion(draft, question, line, typed) for line in rated[question.pk]],
            running=running == question.pk,
        )
        for number, question in enumerate(planned, start=1)
    ]


def panel_of(session: Session) -> list[Seat]:
    """Who sits in the session, with their names; nothing of their cards. One query."""
    rows = Seat.objects.filter(session=session, state=SeatState.SEATED)
    return list(rows.select_related("member__user").order_by("kind", "member__user__name"))


def _running(session: Session, planned: list[PlannedQuestion]) -> uuid.UUID | None:
    asked = [question for question in planned if question.asked_at]
    if session.state != SessionState.LIVE or not asked:
        return None
    return max(asked, key=lambda question: question.asked_at or session.created_at).pk


def _criterion(
    draft: Draft, question: PlannedQuestion, line: RatedCriterion, typed: dict[str, str]
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


def _kept_texts(actor: Membership, draft: Draft, labels: dict[str, str]) -> list[KeptText]:
    """Conflicts that nobody has settled yet. One query; two more when there are any."""
    edits = own_edits(actor, draft.card)
    kept = [edit for edit in edits.filter(version=None) if edit.field in labels]
    if not kept:
        return []
    rows = list(edits.values("client", "sequence", "field", "version", "created_at"))
    found = []
    for edit in kept:
        if any(_settles(row, edit, rows) for row in rows):
            continue
        stored = draft.value(parse_field(edit.field))
        version = draft.card.field_versions.get(edit.field, 0)
        found.append(KeptText(edit.field, labels[edit.field], edit.value, stored, version))
    return found


def _settles(row: Any, edit: Edit, rows: list[Any]) -> bool:
    """Whether an edit shows that a person chose: a later one of the same tab, or of a tab opened since.

    A tab that was open before goes on typing without having seen the kept text; that settles nothing.
    """
    if row["field"] != edit.field:
        return False
    if row["client"] == edit.client:
        return bool(row["sequence"] > edit.sequence)
    if row["version"] is None or row["created_at"] <= edit.created_at:
        return False
    return not any(
        other["client"] == row["client"] and other["created_at"] <= edit.created_at for other in rows
    )
