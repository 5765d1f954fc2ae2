"""What the live sheet shows: one person's view of one session, with their own card in it."""

import uuid
from dataclasses import dataclass
from typing import Any

from accounts.models import Membership
from interviews.enums import SeatState, SessionState
from interviews.models import Seat, Session
from interviews.rules import may_change_questions, may_mark
from scoring.access import amendment_of, own_card, own_edits, own_seat
from scoring.card_fields import AMENDMENT_REASON, parse_field
from scoring.drafts import Draft
from scoring.enums import Recommendation
from scoring.fidelity import Fidelity
from scoring.models import Edit, Scorecard
from scoring.queries.delivery import delivery_of
from scoring.queries.sheet_questions import SheetQuestion, sheet_questions
from scoring.rules import closed_because
from scoring.visibility import Handover, handovers_for

CARD_LABELS = {
    "recommendation": "Recommendation",
    "reason": "Reason for the recommendation",
    "notes": "Notes",
    "handover": "Note to the next interviewer",
    "private_note": "Private note",
    AMENDMENT_REASON: "Reason for the amendment",
}
PART_LABELS = {"rating": "rating", "evidence": "evidence", "not_assessed_reason": "why not assessed"}


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
    handovers: list[Handover]
    fidelity: Fidelity
    kept: list[KeptText]
    texts: dict[str, str]
    version: int
    versions: dict[str, int]
    closed: str  # why it takes no more changes; empty while it does
    amending: bool  # a submitted card that its author is changing
    can_mark: bool
    can_change: bool  # replace questions, or put them in another order
    labels: dict[str, str]
    recommendations: list[tuple[str, str]]

    @property
    def asking(self) -> int:
        """How many questions are on the sheet, those replaced left out."""
        return sum(not question.closed for question in self.questions)

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
        if name.startswith(("planned:", "mark:")):
            return f"question-{name.partition(':')[2]}"
        return f"field-{name}" if name in self.labels else "sheet"


def live_sheet(actor: Membership, session_id: uuid.UUID, typed: dict[str, str] | None = None) -> Sheet:
    """The sheet of the actor's seat in this session; 404 unless they sit there.

    `typed` shows these texts instead of the stored ones: what a refused form held. An open amendment of their
    card shows what it would make of it.
    """
    seat = own_seat(actor, session_id)
    session = seat.session
    stored = own_card(actor, session_id)
    amendment = amendment_of(stored, lock=False)
    card = stored or Scorecard(seat=seat, organization_id=seat.organization_id)
    draft = Draft(card, list(stored.ratings.all()) if stored else [], amendment)
    questions = sheet_questions(session, draft, typed or {})
    labels = labels_of(questions)
    closed = closed_because(card, amending=amendment is not None)
    running = session.state in (SessionState.LIVE, SessionState.AWAITING) and amendment is None
    begins = session.state in (SessionState.LIVE, SessionState.SCHEDULED) and amendment is None
    return Sheet(
        seat=seat,
        session=session,
        card=stored,
        questions=questions,
        panel=[] if closed else panel_of(session),
        handovers=[] if closed else handovers_for(actor, session),
        fidelity=delivery_of(session, [question.planned for question in questions]),
        kept=_kept_texts(actor, draft, labels) if stored and not closed else [],
        texts=_texts(draft, typed or {}),
        version=card.version,
        versions=card.field_versions
        | {f"mark:{question.planned.pk}": question.planned.marks for question in questions},
        closed=closed,
        amending=amendment is not None,
        can_mark=bool(may_mark(seat)) and running,
        can_change=bool(may_change_questions(actor, session.loop, seat)) and begins,
        labels=labels,
        recommendations=list(Recommendation.choices),
    )


def labels_of(questions: list[SheetQuestion]) -> dict[str, str]:
    """What a person reads of each field of the card, by its name, in the order of the sheet."""
    return CARD_LABELS | {
        name: f"{question.place}, {line.name}: {PART_LABELS[parse_field(name).part]}"
        for question in questions
        for line in question.criteria
        for name in (line.rating_field, line.evidence_field, line.reason_field)
    }


def _texts(draft: Draft, typed: dict[str, str]) -> dict[str, str]:
    """What stands in the fields of the card as a whole. The card is the reader's own."""
    found = {name: draft.value(parse_field(name)) for name in CARD_LABELS}
    return found | {name: text for name, text in typed.items() if name in found}


def panel_of(session: Session) -> list[Seat]:
    """Who sits in the session, with their names; nothing of their cards. One query."""
    rows = Seat.objects.filter(session=session, state=SeatState.SEATED)
    return list(rows.select_related("member__user").order_by("kind", "member__user__name"))


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
