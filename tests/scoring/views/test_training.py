"""The pages of agreement."""

from django.urls import reverse

from interviews.enums import SeatKind
from tests.cast import World, sign_in
from tests.interviews.helpers import in_scope
from tests.interviews.modules import first_stage, make_module, train
from tests.scoring.packets import another_loop, hand_in_at_once


def test_managers_and_the_trainee_read_it_and_nobody_else(acme: World) -> None:
    with in_scope(acme):
        module = make_module(acme, "Messaging", acme.topic)
        train(acme.second, module)
        loop = another_loop(acme)
        loop.sessions.update(stage=first_stage(acme))
        hand_in_at_once(loop, acme.lead, [1, 2, 3, 4])
        hand_in_at_once(loop, acme.second, [4, 2, 3, 4], kind=SeatKind.SHADOW)
    whole = reverse("module_agreement", args=[acme.slug, module.pk])
    page = sign_in(acme.coordinator).get(whole).content.decode()
    assert "Sam Second" in page
    assert "75%" in page
    assert "+0.8" in page
    assert sign_in(acme.lead).get(whole).status_code == 403
    own = sign_in(acme.second).get(reverse("my_agreement", args=[acme.slug])).content.decode()
    assert "75%" in own
    empty = sign_in(acme.lead).get(reverse("my_agreement", args=[acme.slug])).content.decode()
    assert "You are in no training" in empty


def test_a_module_without_people_says_what_to_do(acme: World) -> None:
    with in_scope(acme):
        module = make_module(acme, "Messaging")
    page = sign_in(acme.admin).get(reverse("module_agreement", args=[acme.slug, module.pk]))
    assert "Nobody is on this way" in page.content.decode()
