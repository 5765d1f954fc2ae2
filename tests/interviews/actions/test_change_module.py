"""Changing a module."""

import pytest
from django.http import Http404

from accounts.ground.verdict import Denied, Invalid
from interviews.actions.change_module import change_module
from interviews.queries.qualifications import approved_for
from tests.cast import World
from tests.interviews.helpers import audited
from tests.interviews.modules import make_module, qualify


def test_it_says_something_else_and_the_approved_stay(in_acme: World) -> None:
    module = make_module(in_acme, "Queues")
    qualify(in_acme.lead, module)
    changed = change_module(
        actor=in_acme.admin,
        module_id=module.pk,
        name="Messaging",
        description="Brokers",
        shadows=3,
        topic_ids=[in_acme.topic.pk],
    )
    assert (changed.name, changed.shadows, list(changed.topics.all())) == ("Messaging", 3, [in_acme.topic])
    assert approved_for(module.pk) == {in_acme.lead.pk}
    assert audited("change_module") == 1


def test_its_own_name_is_not_taken_and_anothers_is(in_acme: World) -> None:
    module = make_module(in_acme, "Queues")
    make_module(in_acme, "Taken")
    change_module(actor=in_acme.coordinator, module_id=module.pk, name="Queues")
    with pytest.raises(Invalid):
        change_module(actor=in_acme.coordinator, module_id=module.pk, name="Taken")


def test_interviewers_change_none_and_strangers_find_none(in_acme: World, zenith: World) -> None:
    module = make_module(in_acme, "Queues")
    with pytest.raises(Denied):
        change_module(actor=in_acme.lead, module_id=module.pk, name="Mine")
    with pytest.raises(Http404):
        change_module(actor=zenith.admin, module_id=module.pk, name="Mine")
