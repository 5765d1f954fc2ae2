"""Withdrawing a qualification."""

import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.withdraw_qualification import withdraw_qualification
from interviews.enums import QualificationState
from interviews.queries.qualifications import approved_for, barred_topics
from tests.cast import World
from tests.interviews.helpers import audited
from tests.interviews.modules import make_module, qualify


def test_an_approval_is_withdrawn_with_its_reason(in_acme: World) -> None:
    module = make_module(in_acme, "Queues", in_acme.topic)
    row = qualify(in_acme.lead, module)
    withdrawn = withdraw_qualification(actor=in_acme.coordinator, qualification_id=row.pk, reason=" Away. ")
    assert (withdrawn.state, withdrawn.note) == (QualificationState.WITHDRAWN, "Away.")
    assert approved_for(module.pk) == set()
    assert barred_topics([in_acme.lead.pk])[in_acme.lead.pk] == {in_acme.topic.pk}
    assert audited("withdraw_qualification") == 1


def test_it_takes_a_coordinator_a_reason_and_happens_once(in_acme: World) -> None:
    row = qualify(in_acme.lead, make_module(in_acme, "Queues"))
    with pytest.raises(Denied):
        withdraw_qualification(actor=in_acme.second, qualification_id=row.pk, reason="Rivals.")
    with pytest.raises(Invalid):
        withdraw_qualification(actor=in_acme.coordinator, qualification_id=row.pk, reason=" ")
    withdraw_qualification(actor=in_acme.coordinator, qualification_id=row.pk, reason="Away.")
    with pytest.raises(Conflict):
        withdraw_qualification(actor=in_acme.coordinator, qualification_id=row.pk, reason="Away.")
