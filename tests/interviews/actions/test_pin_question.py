import pytest

from accounts.ground.verdict import Conflict, Denied
from interviews.actions.pin_question import pin_question
from interviews.actions.remove_question import remove_question
from tests.interviews.helpers import audited, live


def test_it_is_pinned_once(in_acme):
    first = in_acme.session.planned.first()

    pinned = pin_question(actor=in_acme.lead, planned_id=first.pk, seen=0)
    pin_question(actor=in_acme.lead, planned_id=first.pk)

    assert pinned.pinned
    assert audited("pin_question") == 1
    assert list(in_acme.loop.changes.values_list("told", flat=True)) == [
        "Pinned a question in Queues in depth"
    ]


def test_what_is_out_of_the_plan_or_begun_is_not_pinned(in_acme):
    first, last = in_acme.session.planned.all()
    remove_question(actor=in_acme.lead, planned_id=first.pk)

    with pytest.raises(Conflict, match="out of the plan"):
        pin_question(actor=in_acme.lead, planned_id=first.pk)
    with pytest.raises(Denied):
        pin_question(actor=in_acme.second, planned_id=last.pk)
    live(in_acme)
    with pytest.raises(Conflict, match="has begun"):
        pin_question(actor=in_acme.lead, planned_id=last.pk)
