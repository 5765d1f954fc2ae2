"""Restoring a retired module."""

import pytest
from django.utils import timezone

from accounts.ground.verdict import Denied
from interviews.actions.restore_module import restore_module
from interviews.queries.qualifications import barred_topics
from tests.cast import World
from tests.interviews.helpers import audited
from tests.interviews.modules import make_module


def test_it_is_in_use_again_once(in_acme: World) -> None:
    module = make_module(in_acme, "Queues", in_acme.topic, retired_at=timezone.now())
    for _ in range(2):
        assert restore_module(actor=in_acme.coordinator, module_id=module.pk).retired_at is None
    assert barred_topics([in_acme.lead.pk])[in_acme.lead.pk] == {in_acme.topic.pk}
    assert audited("restore_module") == 1


def test_interviewers_restore_none(in_acme: World) -> None:
    with pytest.raises(Denied):
        restore_module(actor=in_acme.lead, module_id=make_module(in_acme, "Queues").pk)
