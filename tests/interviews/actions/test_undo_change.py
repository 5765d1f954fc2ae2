import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied
from interviews.actions.add_question import add_question
from interviews.actions.ban_question import ban_question
from interviews.actions.move_question import move_question
from interviews.actions.pin_question import pin_question
from interviews.actions.relax_loop import relax_loop
from interviews.actions.remove_question import remove_question
from interviews.actions.replace_question import replace_question
from interviews.actions.undo_change import undo_change
from interviews.actions.weigh_loop import weigh_loop
from interviews.models import Ban, Exposure
from tests.cast import make_loop
from tests.interviews.helpers import audited, live


def _order(world):
    rows = world.session.planned.exclude(state="replaced").select_related("revision__question")
    return [world.questions.index(row.revision.question) for row in rows]


def _undo(world, **words):
    return undo_change(actor=world.coordinator, loop_id=world.loop.pk, **words)


def _held(world):
    lines = Exposure.objects.filter(candidate=world.candidate, state="reserved")
    return sorted(world.questions.index(line.question) for line in lines.select_related("question"))


def _do(world, verb):
    """One change of each sort, by its name."""
    first, words = world.session.planned.exclude(state="replaced").first(), {"actor": world.coordinator}
    loop = {"loop_id": world.loop.pk}
    changes = {
        "replace": lambda: replace_question(planned_id=first.pk, question_id=world.questions[2].pk, **words),
        "add": lambda: add_question(session_id=world.session.pk, question_id=world.questions[3].pk, **words),
        "remove": lambda: remove_question(planned_id=first.pk, **words),
        "move": lambda: move_question(planned_id=first.pk, direction="down", **words),
        "pin": lambda: pin_question(planned_id=first.pk, **words),
        "ban": lambda: ban_question(planned_id=first.pk, **words),
        "relax": lambda: relax_loop(relaxation={"kind": "pilots", "told": "Two."}, **loop, **words),
        "weigh": lambda: weigh_loop(weights={"coverage": 4.0}, **loop, **words),
    }
    return changes[verb]()


def _state(world):
    world.loop.refresh_from_db()
    pins = list(world.session.planned.exclude(state="replaced").values_list("pinned", flat=True))
    bans = set(Ban.objects.values_list("question_id", flat=True))
    return _order(world), _held(world), pins, bans, world.loop.relaxed, world.loop.weights


@pytest.mark.parametrize("verb", ["replace", "add", "remove", "move", "pin", "ban", "relax", "weigh"])
def test_each_change_is_taken_back_and_done_again(in_acme, verb):
    before = _state(in_acme)
    _do(in_acme, verb)
    after = _state(in_acme)
    assert after != before

    undone = _undo(in_acme, seen=1)
    assert _state(in_acme) == before
    again = _undo(in_acme, number=undone.number)
    assert _state(in_acme) == after
    _undo(in_acme)
    assert _state(in_acme) == before
    assert again.told.startswith("Did again: ")
    assert audited("undo_change") == 3


def test_changes_are_taken_back_one_after_the_other(in_acme):
    before = _state(in_acme)
    for verb in ("replace", "add", "move", "pin", "ban"):
        _do(in_acme, verb)

    for _ in range(5):
        _undo(in_acme)

    assert _state(in_acme) == before
    with pytest.raises(Conflict, match="nothing to take back"):
        _undo(in_acme)


def test_an_earlier_change_is_taken_back_alone_if_nothing_touched_it_since(in_acme):
    _do(in_acme, "replace")
    _do(in_acme, "relax")

    _undo(in_acme, number=1)

    assert _order(in_acme) == [0, 1]
    assert in_acme.loop.changes.filter(undone_by=None).count() == 2
    in_acme.loop.refresh_from_db()
    assert in_acme.loop.relaxed


def test_what_was_changed_again_since_is_not_overwritten(in_acme):
    _do(in_acme, "replace")
    _do(in_acme, "add")

    with pytest.raises(Conflict, match="Queues in depth was changed again since"):
        _undo(in_acme, number=1)
    assert _order(in_acme) == [2, 1, 3]


def test_a_question_that_another_loop_holds_by_now_does_not_come_back(in_acme):
    _do(in_acme, "remove")
    make_loop(in_acme, in_acme.candidate, questions=[in_acme.questions[0]], title="Another")

    with pytest.raises(Conflict, match="Another loop holds this question"):
        _undo(in_acme)
    assert _order(in_acme) == [1]


def test_a_question_that_was_found_in_public_stays_out(in_acme):
    _do(in_acme, "remove")
    in_acme.questions[0].state = "leaked"
    in_acme.questions[0].save()

    with pytest.raises(Conflict, match="found in public"):
        _undo(in_acme)


def test_in_a_session_that_has_begun_nothing_is_taken_back(in_acme):
    _do(in_acme, "move")
    live(in_acme)

    with pytest.raises(Conflict, match="has begun"):
        _undo(in_acme)


def test_nothing_is_taken_back_twice_or_by_who_has_not_seen_it_or_may_not(in_acme):
    _do(in_acme, "pin")
    with pytest.raises(Conflict, match="Pinned a question"):
        _undo(in_acme, seen=0)
    with pytest.raises(Denied):
        undo_change(actor=in_acme.lead, loop_id=in_acme.loop.pk)
    with pytest.raises(Http404):
        _undo(in_acme, number=9)
    _undo(in_acme, number=1)
    with pytest.raises(Conflict, match="taken back already"):
        _undo(in_acme, number=1)
