"""Retiring a module."""

import pytest

from accounts.ground.verdict import Denied
from interviews.actions.retire_module import retire_module
from interviews.queries.qualifications import barred_topics, training_needs
from tests.cast import World
from tests.interviews.helpers import audited
from tests.interviews.modules import make_module, train


def test_it_bars_and_trains_nobody_any_more_and_is_retired_once(in_acme: World) -> None:
    module = make_module(in_acme, "Queues", in_acme.topic)
    train(in_acme.lead, module)
    first = retire_module(actor=in_acme.coordinator, module_id=module.pk)
    assert retire_module(actor=in_acme.coordinator, module_id=module.pk).retired_at == first.retired_at
    assert barred_topics([in_acme.lead.pk])[in_acme.lead.pk] == frozenset()
    assert training_needs() == []
    assert audited("retire_module") == 1


def test_interviewers_retire_none(in_acme: World) -> None:
    with pytest.raises(Denied):
        retire_module(actor=in_acme.lead, module_id=make_module(in_acme, "Queues").pk)
