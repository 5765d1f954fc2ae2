"""Filling in cards through the real actions, for the tests of this app."""

import uuid
from typing import Any

from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from interviews.enums import PlannedState
from interviews.models import Session
from scoring.actions.begin_amendment import begin_amendment
from scoring.actions.save_edits import Saved, save_edits
from scoring.actions.submit_amendment import submit_amendment
from scoring.actions.submit_scorecard import submit_scorecard
from scoring.models import Scorecard
from scoring.queries.sheet import criteria_by_question, planned_questions

TAB = uuid.UUID(int=1)
OTHER_TAB = uuid.UUID(int=2)


def edit(sequence: int, field: str, value: Any, base: int = 0) -> dict[str, Any]:
    return {"sequence": sequence, "field": field, "value": value, "base": base}


def save(
    actor: Membership, session: Session, *edits: dict[str, Any], client: uuid.UUID = TAB, **options: Any
) -> Saved:
    return save_edits(actor=actor, session_id=session.pk, client=client, edits=list(edits), **options)


def ask_all(session: Session) -> None:
    """Marks every planned question as asked, as the interviews app would."""
    session.planned.update(state=PlannedState.ASKED)


def rating_fields(session: Session) -> list[str]:
    """Every rating of the session's sheet, by the name of its field."""
    planned = planned_questions(session)
    rated = criteria_by_question(session, planned)
    return [f"rating:{p.pk}:{line.criterion.pk}" for p in planned for line in rated[p.pk]]


def fill(actor: Membership, session: Session, *, value: str = "3", words: str = "yes") -> Saved:
    """A complete card: every criterion rated with `value`, evidence, a recommendation and its reason."""
    fields = rating_fields(session)
    texts = dict.fromkeys(fields, value) | {
        name.replace("rating", "evidence", 1): f"evidence for {words} {value}" for name in fields
    }
    texts |= {
        "recommendation": words,
        "reason": f"because {words} {value}",
        "notes": f"notes {words} {value}",
    }
    texts |= {"private_note": f"private {words} {value}"}
    numbered = enumerate(texts.items(), start=1)
    return save(actor, session, *(edit(n, name, text) for n, (name, text) in numbered), client=uuid.uuid4())


def hand_in(actor: Membership, session: Session, *, value: str = "3", words: str = "yes") -> Scorecard:
    """A complete card, submitted."""
    with organization_scope(session.organization):
        ask_all(session)
        fill(actor, session, value=value, words=words)
        return submit_scorecard(actor=actor, session_id=session.pk)


def begin(actor: Membership, session: Session, texts: dict[str, str]) -> None:
    """Opens an amendment of the submitted card and writes these texts into it."""
    with organization_scope(session.organization):
        begin_amendment(actor=actor, session_id=session.pk)
        edits = [
            edit(number, name, text, 10**6) for number, (name, text) in enumerate(texts.items(), start=1)
        ]
        save(actor, session, *edits, client=uuid.uuid4())


def amend(actor: Membership, session: Session, why: str, texts: dict[str, str]) -> Scorecard:
    """The submitted card, amended so for this reason."""
    begin(actor, session, texts)
    with organization_scope(session.organization):
        return submit_amendment(actor=actor, session_id=session.pk, reason=why)
