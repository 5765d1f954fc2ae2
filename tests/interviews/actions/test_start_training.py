"""Putting somebody into training."""

import pytest
from django.http import Http404
from django.utils import timezone

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.start_training import start_training
from interviews.actions.withdraw_qualification import withdraw_qualification
from interviews.enums import QualificationState
from tests.cast import World
from tests.interviews.helpers import audited
from tests.interviews.modules import make_module, qualify


def test_somebody_begins_once(in_acme: World) -> None:
    module = make_module(in_acme, "Queues")
    for _ in range(2):
        row = start_training(actor=in_acme.coordinator, module_id=module.pk, member_id=in_acme.lead.pk)
    assert row.state == QualificationState.TRAINING
    assert audited("start_training") == 1


def test_after_a_withdrawal_they_begin_again(in_acme: World) -> None:
    module = make_module(in_acme, "Queues")
    row = qualify(in_acme.lead, module)
    withdraw_qualification(actor=in_acme.admin, qualification_id=row.pk, reason="Long away.")
    again = start_training(actor=in_acme.admin, module_id=module.pk, member_id=in_acme.lead.pk)
    assert (again.pk, again.state, again.approved_by, again.note) == (row.pk, "training", None, "")


def test_the_approved_and_retired_modules_are_refused(in_acme: World) -> None:
    module = make_module(in_acme, "Queues")
    qualify(in_acme.lead, module)
    retired = make_module(in_acme, "Retired", retired_at=timezone.now())
    for one in (module, retired):
        with pytest.raises(Conflict):
            start_training(actor=in_acme.coordinator, module_id=one.pk, member_id=in_acme.lead.pk)


def test_who_may_not_sit_is_not_trained(in_acme: World, zenith: World) -> None:
    module = make_module(in_acme, "Queues")
    with pytest.raises(Invalid):
        start_training(actor=in_acme.coordinator, module_id=module.pk, member_id=in_acme.curator.pk)
    with pytest.raises(Http404):
        start_training(actor=in_acme.coordinator, module_id=module.pk, member_id=zenith.lead.pk)


def test_interviewers_put_nobody_into_training(in_acme: World) -> None:
    module = make_module(in_acme, "Queues")
    with pytest.raises(Denied):
        start_training(actor=in_acme.lead, module_id=module.pk, member_id=in_acme.lead.pk)
