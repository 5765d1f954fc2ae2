"""Another order while the interview runs: for what was not asked yet, with a reason, told in the history."""

import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.mark_question import mark_question
from interviews.actions.reorder_question import reorder_question
from interviews.models import LoopChange, PlannedQuestion
from tests.cast import World
from tests.interviews.helpers import audited, live


def _order(world: World) -> list[int]:
    rows = world.session.planned.exclude(state="replaced").select_related("revision__question")
    return [world.questions.index(row.revision.question) for row in rows]


def _running(world: World) -> list[PlannedQuestion]:
    """Four questions in an interview that runs."""
    for position, question in enumerate(world.questions[2:], start=2):
        PlannedQuestion.objects.create(
            organization=world.organization,
            session=world.session,
            revision=question.current,
            position=position,
            minutes=5,
        )
    live(world)
    return list(world.session.planned.all())


def _move(world: World, planned: PlannedQuestion, direction: str, **more: object) -> PlannedQuestion:
    values = {"reason": "They brought it up."} | more
    return reorder_question(actor=world.lead, planned_id=planned.pk, direction=direction, **values)


def test_earlier_and_later_with_a_reason_in_the_history(in_acme: World) -> None:
    rows = _running(in_acme)
    _move(in_acme, rows[2], "up")
    assert _order(in_acme) == [0, 2, 1, 3]
    _move(in_acme, rows[2], "down")
    assert _order(in_acme) == [0, 1, 2, 3]
    assert audited("reorder_question") == 2
    told = LoopChange.objects.filter(verb="reorder_question").values_list("told", flat=True)
    assert list(told) == [
        "Moved a question down in Queues in depth: They brought it up.",
        "Moved a question up in Queues in depth: They brought it up.",
    ]


def test_it_goes_past_what_was_asked_or_skipped_already(in_acme: World) -> None:
    rows = _running(in_acme)
    mark_question(actor=in_acme.lead, planned_id=rows[1].pk, state="asked")
    mark_question(actor=in_acme.lead, planned_id=rows[2].pk, state="skipped", reason="no time")
    _move(in_acme, rows[3], "up")
    assert _order(in_acme) == [3, 0, 1, 2]


def test_at_the_end_nothing_changes(in_acme: World) -> None:
    rows = _running(in_acme)
    mark_question(actor=in_acme.lead, planned_id=rows[0].pk, state="asked")
    _move(in_acme, rows[1], "up")
    _move(in_acme, rows[3], "down")
    assert _order(in_acme) == [0, 1, 2, 3]
    assert audited("reorder_question") == 0


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_without_a_reason_or_with_one_too_long_it_is_refused(in_acme: World, reason: str) -> None:
    rows = _running(in_acme)
    with pytest.raises(Invalid):
        _move(in_acme, rows[1], "up", reason=reason)
    assert _order(in_acme) == [0, 1, 2, 3]


def test_what_makes_no_sense_is_refused(in_acme: World) -> None:
    rows = _running(in_acme)
    with pytest.raises(Invalid, match="no such direction"):
        _move(in_acme, rows[1], "sideways")
    with pytest.raises(Denied, match="session's lead"):
        reorder_question(actor=in_acme.second, planned_id=rows[1].pk, direction="up", reason="r")
    with pytest.raises(Conflict, match="just changed this loop"):
        _move(in_acme, rows[1], "up", seen=in_acme.loop.version + 7)


def test_what_was_asked_keeps_its_place(in_acme: World) -> None:
    rows = _running(in_acme)
    mark_question(actor=in_acme.lead, planned_id=rows[1].pk, state="asked")
    with pytest.raises(Conflict, match="asked; its place is history"):
        _move(in_acme, rows[1], "up")


@pytest.mark.parametrize("state", ["scheduled", "awaiting"])
def test_only_while_the_interview_runs(in_acme: World, state: str) -> None:
    rows = _running(in_acme)
    in_acme.session.refresh_from_db()
    in_acme.session.state = state
    in_acme.session.save()
    with pytest.raises(Conflict, match="not live"):
        _move(in_acme, rows[1], "up")


def test_whoever_plans_loops_may_do_it_too(in_acme: World) -> None:
    rows = _running(in_acme)
    reorder_question(actor=in_acme.coordinator, planned_id=rows[1].pk, direction="up", reason="r")
    assert _order(in_acme) == [1, 0, 2, 3]
