import pytest

from accounts.ground.verdict import Conflict
from interviews.actions.pin_question import pin_question
from interviews.actions.unpin_question import unpin_question
from tests.interviews.helpers import audited


def test_it_is_unpinned_once(in_acme):
    first = in_acme.session.planned.first()
    pin_question(actor=in_acme.lead, planned_id=first.pk)

    with pytest.raises(Conflict, match="Pinned a question"):
        unpin_question(actor=in_acme.coordinator, planned_id=first.pk, seen=0)
    loose = unpin_question(actor=in_acme.coordinator, planned_id=first.pk, seen=1)
    unpin_question(actor=in_acme.coordinator, planned_id=first.pk)

    assert not loose.pinned
    assert audited("unpin_question") == 1
