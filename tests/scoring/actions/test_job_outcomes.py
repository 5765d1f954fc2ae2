"""note_job_outcome and remove_job_outcome: once a kind and months, corrected, taken back, never of others."""

from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from accounts.ground.verdict import Denied, Invalid
from accounts.models import AuditEvent
from interviews.models import Loop
from scoring.actions.note_job_outcome import note_job_outcome
from scoring.actions.remove_job_outcome import remove_job_outcome
from scoring.models import JobOutcome
from tests.cast import World
from tests.interviews.conflict_rows import make_conflict
from tests.scoring.packets import complete_loop, decide

MAY = date(2026, 5, 4)


def hired(world: World, title: str = "Hired", **decision: object) -> Loop:
    loop = complete_loop(world, [4, 3, 3, 4], [3, 3, 4, 4], title=title)
    decide(world.committee, loop, **decision)
    loop.refresh_from_db()
    return loop


def test_each_is_noted_once_and_a_change_keeps_the_former_in_the_trail(in_acme: World) -> None:
    loop = hired(in_acme)
    note_job_outcome(actor=in_acme.admin, loop_id=loop.pk, kind="started", on=MAY)
    for value in (2, 4):
        note_job_outcome(
            actor=in_acme.admin,
            loop_id=loop.pk,
            kind="performance",
            on=date(2026, 11, 4),
            months=6,
            value=value,
        )
    note_job_outcome(actor=in_acme.admin, loop_id=loop.pk, kind="left", on=date(2026, 11, 5), regretted=True)
    kept = JobOutcome.objects.filter(loop=loop).values_list("kind", "months", "value", "regretted")
    assert set(kept) == {
        ("started", None, None, None),
        ("performance", 6, 4, None),
        ("left", None, None, True),
    }
    trail = AuditEvent.objects.filter(verb="note_job_outcome").order_by("sequence")[2].data
    assert (trail["former"]["value"], trail["now"]["value"]) == (2, 4)


def test_what_does_not_go_together_is_refused(in_acme: World) -> None:
    loop = hired(in_acme)
    tomorrow = timezone.localdate() + timedelta(days=1)
    note_job_outcome(actor=in_acme.admin, loop_id=loop.pk, kind="started", on=MAY)
    for field, wrong in (
        ("kind", {"kind": "promoted", "on": MAY}),
        ("on", {"kind": "performance", "on": tomorrow, "months": 1, "value": 3}),
        ("months", {"kind": "performance", "on": MAY, "value": 3}),
        ("value", {"kind": "performance", "on": MAY, "months": 3, "value": 6}),
        ("regretted", {"kind": "left", "on": MAY}),
        ("on", {"kind": "left", "on": MAY - timedelta(days=1), "regretted": False}),
        ("note", {"kind": "started", "on": MAY, "note": "x" * 301}),
    ):
        with pytest.raises(Invalid) as error:
            note_job_outcome(actor=in_acme.admin, loop_id=loop.pk, **wrong)
        assert set(error.value.fields) == {field}
    note_job_outcome(actor=in_acme.admin, loop_id=loop.pk, kind="left", on=MAY, regretted=False)
    with pytest.raises(Invalid):
        note_job_outcome(actor=in_acme.admin, loop_id=loop.pk, kind="started", on=MAY + timedelta(days=1))


def test_one_is_taken_back(in_acme: World) -> None:
    loop = hired(in_acme)
    row = note_job_outcome(actor=in_acme.admin, loop_id=loop.pk, kind="left", on=MAY, regretted=True)
    with pytest.raises(Http404):
        remove_job_outcome(actor=in_acme.admin, loop_id=loop.pk, outcome_id=loop.pk)
    with pytest.raises(Denied):
        remove_job_outcome(actor=in_acme.committee, loop_id=loop.pk, outcome_id=row.pk)
    remove_job_outcome(actor=in_acme.admin, loop_id=loop.pk, outcome_id=row.pk)
    assert not JobOutcome.objects.exists()
    assert AuditEvent.objects.get(verb="remove_job_outcome").data["regretted"] is True


def test_only_of_a_released_hire_that_the_administrator_may_read(in_acme: World) -> None:
    given = {"kind": "started", "on": MAY}
    refused = [
        in_acme.loop,
        hired(in_acme, "Not hired", outcome="no_hire"),
        hired(in_acme, "Not released", release=False),
        hired(in_acme, "A friend"),
    ]
    make_conflict(in_acme, in_acme.admin, candidate=refused[-1].candidate)
    for loop in refused:
        with pytest.raises(Http404):
            note_job_outcome(actor=in_acme.admin, loop_id=loop.pk, **given)
    with pytest.raises(Denied):
        note_job_outcome(actor=in_acme.coordinator, loop_id=refused[0].pk, **given)
