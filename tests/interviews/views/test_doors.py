"""Who may open which page of loops: every address, every part, and a stranger."""

import pytest
from django.urls import reverse

from interviews.actions.save_kit import save_kit
from interviews.models import Kit
from tests.cast import World, sign_in
from tests.interviews.helpers import in_scope, proposed

PARTS = ["admin", "curator", "coordinator", "lead", "second", "committee", "nobody"]

# page -> the answer to each part, in the order of PARTS
DOORS = {
    "loop_list": [200, 200, 200, 200, 200, 200, 403],
    "loop_quick": [200, 403, 200, 200, 200, 403, 403],
    "loop_new": [200, 403, 200, 403, 403, 403, 403],
    "loop": [200, 404, 200, 200, 200, 200, 403],
    "loop_candidate": [200, 404, 200, 200, 404, 403, 404],
    "question_add": [200, 404, 200, 200, 403, 403, 404],
    "question_replace": [200, 404, 200, 200, 403, 403, 404],
    "kit_save": [200, 403, 200, 200, 200, 403, 403],
    "opening_list": [200, 403, 200, 403, 403, 200, 403],
    "opening_new": [200, 403, 200, 403, 403, 403, 403],
    "opening": [200, 403, 200, 403, 403, 200, 403],
    "candidate_list": [200, 200, 200, 200, 200, 200, 403],
    "candidate": [200, 404, 200, 200, 200, 200, 403],
    "blueprint_list": [200, 200, 200, 200, 200, 200, 403],
    "blueprint_new": [200, 403, 200, 403, 403, 403, 403],
    "blueprint": [200, 200, 200, 200, 200, 200, 403],
    "blueprint_edit": [200, 403, 200, 403, 403, 403, 403],
    "kit_list": [200, 200, 200, 200, 200, 200, 403],
    "kit": [200, 200, 200, 200, 200, 200, 403],
}


def _addresses(world: World) -> dict[str, str]:
    with in_scope(world):
        save_kit(actor=world.lead, session_id=world.session.pk, name="Kit")
        ids = {
            "loop": world.loop.pk,
            "loop_candidate": proposed(world).pk,
            "question_add": world.session.pk,
            "question_replace": world.session.planned.first().pk,
            "kit_save": world.session.pk,
            "opening": world.opening.pk,
            "candidate": world.candidate.pk,
            "blueprint": world.opening.blueprint_id,
            "blueprint_edit": world.opening.blueprint_id,
            "kit": Kit.objects.get(name="Kit").pk,
        }
    return {name: reverse(name, args=[world.slug, *([ids[name]] if name in ids else [])]) for name in DOORS}


@pytest.mark.parametrize("part", PARTS)
def test_each_part_opens_what_is_theirs(acme, part):
    addresses = _addresses(acme)
    client = sign_in(getattr(acme, part))

    answers = {name: client.get(address).status_code for name, address in addresses.items()}

    assert answers == {name: codes[PARTS.index(part)] for name, codes in DOORS.items()}


def test_a_stranger_finds_nothing_here_nor_ours_under_their_own_address(acme, zenith):
    client = sign_in(zenith.admin)
    for name, address in _addresses(acme).items():
        assert client.get(address).status_code == 404, name
        elsewhere = address.replace(f"/o/{acme.slug}/", f"/o/{zenith.slug}/")
        if elsewhere.count("-") > 3:  # it names a row of ours
            assert client.get(elsewhere).status_code == 404, name


def test_a_refusal_says_why(acme):
    answer = sign_in(acme.lead).get(reverse("opening_list", args=[acme.slug]))

    assert "only coordinators, committee members and administrators" in answer.content.decode()
