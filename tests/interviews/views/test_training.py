"""The pages of modules and training."""

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from interviews.enums import QualificationState, SeatKind
from interviews.models import Module, Qualification
from tests.cast import World, sign_in
from tests.interviews.helpers import in_scope
from tests.interviews.modules import hold, make_module, qualify, train


@pytest.fixture
def module(acme: World) -> Module:
    with in_scope(acme):
        return make_module(acme, "Messaging", acme.topic, shadows=1, reverse_shadows=1)


def read(world: World, member: Membership, name: str, *ids: object) -> str:
    answer = sign_in(member).get(reverse(name, args=[world.slug, *ids]))
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def send(world: World, member: Membership, name: str, /, *ids: object, **body: object) -> HttpResponse:
    return sign_in(member).post(reverse(name, args=[world.slug, *ids]), body)


def test_without_modules_the_list_says_what_to_do(acme: World) -> None:
    assert "New module" in read(acme, acme.coordinator, "module_list")
    page = read(acme, acme.lead, "module_list")
    assert "Coordinators make modules" in page
    assert "New module" not in page


def test_a_module_is_made_and_changed_by_form(acme: World) -> None:
    body = {"name": "Messaging", "shadows": 1, "reverse_shadows": 2, "topics": [acme.topic.pk]}
    made = send(acme, acme.coordinator, "module_new", **body)
    with in_scope(acme):
        module = Module.objects.get()
        assert list(module.topics.all()) == [acme.topic]
    assert made["Location"] == reverse("module", args=[acme.slug, module.pk])
    form = read(acme, acme.coordinator, "module_edit", module.pk)
    assert f'value="{acme.topic.pk}" checked' in form
    send(acme, acme.coordinator, "module_edit", module.pk, **(body | {"name": "Queues"}))
    assert "Queues" in read(acme, acme.lead, "module_list")


def test_what_is_wrong_is_said_and_what_was_typed_stays(acme: World, module: Module) -> None:
    answer = send(acme, acme.admin, "module_new", name="Messaging", shadows=3, reverse_shadows=2)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Another module has this name" in page
    assert 'value="3"' in page


def test_a_trainee_goes_the_whole_way(acme: World, module: Module) -> None:
    send(acme, acme.coordinator, "module_train", module.pk, member=acme.second.pk)
    assert "Next: watch" in read(acme, acme.second, "my_training")
    with in_scope(acme):
        hold(acme, acme.second, SeatKind.SHADOW)
    page = read(acme, acme.second, "my_training")
    assert "Watched 1 of 1" in page
    assert "Next: lead under watch" in page
    with in_scope(acme):
        hold(acme, acme.second, SeatKind.REVERSE_SHADOW)
        qualify(acme.lead, module)
    assert "Ready for approval" in read(acme, acme.lead, "module", module.pk)
    send(acme, acme.lead, "module_approve", module.pk, member=acme.second.pk)
    page = read(acme, acme.second, "my_training")
    assert "Approved" in page
    assert "By Lea Lead on" in page


def test_before_the_way_is_complete_the_page_asks_why(acme: World, module: Module) -> None:
    with in_scope(acme):
        train(acme.second, module)
    refused = send(acme, acme.admin, "module_approve", module.pk, member=acme.second.pk)
    assert refused.status_code == 400
    assert "say in a line why you approve now" in refused.content.decode()
    send(acme, acme.admin, "module_approve", module.pk, member=acme.second.pk, note="Years of it.")
    with in_scope(acme):
        assert Qualification.objects.get().note == "Years of it."


def test_who_is_on_the_way_is_not_for_everybody(acme: World, module: Module) -> None:
    with in_scope(acme):
        train(acme.second, module)
        qualify(acme.admin, module)
    for member, seen in [(acme.coordinator, True), (acme.second, True), (acme.lead, False)]:
        page = read(acme, member, "module", module.pk)
        assert ("Sam Second" in page) is seen, member
        assert "Ada Admin" in page


def test_an_approval_is_withdrawn_with_a_reason(acme: World, module: Module) -> None:
    with in_scope(acme):
        row = qualify(acme.second, module)
    assert send(acme, acme.coordinator, "qualification_withdraw", row.pk, reason="").status_code == 400
    send(acme, acme.coordinator, "qualification_withdraw", row.pk, reason="A year away.")
    with in_scope(acme):
        row.refresh_from_db()
    assert row.state == QualificationState.WITHDRAWN
    assert "A year away." in read(acme, acme.second, "my_training")


def test_a_module_is_retired_and_restored(acme: World, module: Module) -> None:
    send(acme, acme.coordinator, "module_retire", module.pk)
    page = read(acme, acme.coordinator, "module", module.pk)
    assert "Restore" in page
    assert "Put into training" not in page
    send(acme, acme.coordinator, "module_restore", module.pk)
    with in_scope(acme):
        module.refresh_from_db()
    assert module.retired_at is None


def test_a_stranger_in_the_choice_is_refused_on_the_page(acme: World, zenith: World, module: Module) -> None:
    answer = send(acme, acme.coordinator, "module_train", module.pk, member=zenith.lead.pk)
    assert answer.status_code == 400
    with in_scope(acme):
        Module.objects.update(retired_at=timezone.now())
    answer = send(acme, acme.coordinator, "module_train", module.pk, member=acme.second.pk)
    assert answer.status_code == 409
