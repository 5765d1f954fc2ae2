"""What the two ways of saving a kit write."""

import uuid
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews.content import LONGEST_PURPOSE
from interviews.enums import PlannedState
from interviews.models import Kit, KitPart, KitQuestion, PlannedQuestion

LONGEST_NAME = 120


def new_kit(actor: Membership, *, name: str, purpose: str, level_id: uuid.UUID, minutes: int) -> Kit:
    """A kit without questions; Invalid for a name that is missing or taken and a purpose too long."""
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        problem = f"A name, up to {LONGEST_NAME} characters."
        raise Invalid("The kit needs a name.", {"name": problem})
    if len(purpose) > LONGEST_PURPOSE:
        problem = f"At most {LONGEST_PURPOSE:,} characters."
        raise Invalid("The kit's purpose is too long.", {"purpose": problem})
    try:
        with transaction.atomic():
            return Kit.objects.create(
                organization_id=actor.organization_id,
                name=name,
                purpose=purpose.strip(),
                level_id=level_id,
                minutes=minutes,
                created_by=actor,
            )
    except IntegrityError:
        raise Invalid("This kit is there already.", {"name": "Another kit has this name."}) from None


def questions_in(planned: Iterable[PlannedQuestion]) -> list[uuid.UUID]:
    """The questions that stand there, in order, each once; their revisions should be loaded."""
    rows = [row for row in planned if row.state != PlannedState.REPLACED]
    return list(dict.fromkeys(row.revision.question_id for row in rows))


def add_lines(kit: Kit, questions: Iterable[uuid.UUID], part: KitPart | None = None) -> None:
    """Puts the questions into the kit, or into this part of it, in order."""
    KitQuestion.objects.bulk_create(
        KitQuestion(
            organization_id=kit.organization_id, kit=kit, part=part, question_id=question, position=position
        )
        for position, question in enumerate(questions)
    )
