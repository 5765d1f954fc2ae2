import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.move_question import move_question
from interviews.actions.remove_question import remove_question
from tests.interviews.helpers import audited, live


def _order(world):
    rows = world.session.planned.exclude(state="replaced").select_related("revision__question")
    return [world.questions.index(row.revision.question) for row in rows]


def test_down_and_up_again(in_acme):
    first = in_acme.session.planned.first()

    move_question(actor=in_acme.lead, planned_id=first.pk, direction="down")
    assert _order(in_acme) == [1, 0]
    move_question(actor=in_acme.lead, planned_id=first.pk, direction="up")
    assert _order(in_acme) == [0, 1]
    assert audited("move_question") == 2


def test_at_the_end_nothing_changes(in_acme):
    move_question(actor=in_acme.lead, planned_id=in_acme.session.planned.first().pk, direction="up")

    assert _order(in_acme) == [0, 1]
    assert audited("move_question") == 0


def test_what_is_out_of_the_plan_neither_moves_nor_counts(in_acme):
    first, last = in_acme.session.planned.all()
    remove_question(actor=in_acme.lead, planned_id=first.pk)

    with pytest.raises(Conflict, match="out of the plan"):
        move_question(actor=in_acme.lead, planned_id=first.pk, direction="down")
    move_question(actor=in_acme.lead, planned_id=last.pk, direction="up")
    assert _order(in_acme) == [1]


def test_what_makes_no_sense_is_refused(in_acme):
    first = in_acme.session.planned.first()

    with pytest.raises(Invalid):
        move_question(actor=in_acme.lead, planned_id=first.pk, direction="sideways")
    with pytest.raises(Denied):
        move_question(actor=in_acme.second, planned_id=first.pk, direction="down")
    live(in_acme)
    with pytest.raises(Conflict, match="has begun"):
        move_question(actor=in_acme.lead, planned_id=first.pk, direction="down")
