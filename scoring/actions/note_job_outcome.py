"""Notes how somebody who was hired does on the job."""

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from scoring.enums import PERFORMANCE_WORDS, JobOutcomeKind
from scoring.models import JobOutcome
from scoring.queries.job_outcomes import hired_loop_of

MONTHS = range(1, 121)
LONGEST_NOTE = 300


@transaction.atomic
def note_job_outcome(
    *,
    actor: Membership,
    loop_id: uuid.UUID,
    kind: str,
    on: date,
    months: int | None = None,
    value: int | None = None,
    regretted: bool | None = None,
    note: str = "",
) -> JobOutcome:
    """The outcome, in place of the former of the same kind (a performance: and the same months), which stays
    in the audit trail.

    `months` and `value` (1 to 5) go with a performance, `regretted` with leaving. Denied for who is no
    administrator; 404 unless a released decision was to hire, or for who may not read it; Invalid with the
    field's name for what does not go together, and for days to come, but the first.
    """
    loop = hired_loop_of(actor, loop_id, lock=True)
    wanted = _checked(kind, on, months, value, regretted, note)
    known = {(row.kind, row.months): row for row in JobOutcome.objects.filter(loop=loop)}
    _check_order(kind, on, {row.kind: row.on for row in known.values()})
    former = known.get((kind, wanted["months"]))
    row = former or JobOutcome(organization=actor.organization, loop=loop, kind=kind)
    before = _told(former) if former else None
    for name, one in wanted.items():
        setattr(row, name, one)
    row.entered_by = actor
    row.save()
    data = {"loop": str(loop.pk), "kind": kind, "former": before, "now": _told(row)}
    record("note_job_outcome", organization=actor.organization, actor=actor, on=row, data=data)
    return row


def _checked(
    kind: str, on: date, months: int | None, value: int | None, regretted: bool | None, note: str
) -> dict[str, Any]:
    if kind not in JobOutcomeKind.values:
        raise Invalid("There is no such outcome.", {"kind": f"One of {', '.join(JobOutcomeKind.values)}."})
    performance, left = kind == JobOutcomeKind.PERFORMANCE, kind == JobOutcomeKind.LEFT
    if kind != JobOutcomeKind.STARTED and on > timezone.localdate():
        raise Invalid("That day is to come.", {"on": "Today or earlier."})
    if performance and months not in MONTHS:
        words = f"From {MONTHS.start} to {MONTHS.stop - 1} months."
        raise Invalid("Say after how many months.", {"months": words})
    if performance and value not in PERFORMANCE_WORDS:
        raise Invalid("Say how they do.", {"value": "From 1 to 5."})
    if left and regretted is None:
        raise Invalid("Say whether it is regretted.", {"regretted": "Yes or no."})
    note = " ".join(note.replace("\x00", "").split())
    if len(note) > LONGEST_NOTE:
        raise Invalid("The note is too long.", {"note": f"Up to {LONGEST_NOTE} characters."})
    return {
        "on": on,
        "months": months if performance else None,
        "value": value if performance else None,
        "regretted": regretted if left else None,
        "note": note,
    }


def _check_order(kind: str, on: date, known: dict[str, date]) -> None:
    started = known.get(JobOutcomeKind.STARTED)
    if kind != JobOutcomeKind.STARTED and started and on < started:
        raise Invalid("That is before they started.", {"on": "Not before they started."})
    later = [day for other, day in known.items() if other != JobOutcomeKind.STARTED]
    if kind == JobOutcomeKind.STARTED and later and on > min(later):
        raise Invalid("Something is noted of an earlier day.", {"on": "Not after what is noted already."})


def _told(row: JobOutcome) -> dict[str, Any]:
    """For the trail: no note, which is personal."""
    return {
        "on": row.on.isoformat(),
        "months": row.months,
        "value": row.value,
        "regretted": row.regretted,
    }
