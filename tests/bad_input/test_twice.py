"""A form sent twice, as by an impatient double click, where its own tests do not show it already."""

import uuid

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from accounts.models import Invitation
from interviews.models import Candidate, Exposure, Loop
from scoring.citing import evidence_in
from scoring.models import Decision
from tests.bad_input.sending import House, undone
from tests.cast import sign_in
from tests.scoring.packets import complete_loop, decider, discussing

pytestmark = pytest.mark.django_db


def test_a_planned_loop_is_made_once_by_page(house: House) -> None:
    form = {"once": str(uuid.uuid4()), "candidate_name": "Robin Twice"}
    with undone(), organization_scope(house.world.organization):
        before = Loop.objects.count()
        answers = [house.clients["coordinator"].post(house.address("loop_new?opening"), form) for _ in "12"]
        assert answers[0]["Location"] == answers[1]["Location"]
        assert Loop.objects.count() == before + 1
        assert Candidate.objects.filter(person__name="Robin Twice").count() == 1
        loop = Loop.objects.latest("created_at")
        reserved = Exposure.objects.filter(candidate=loop.candidate)
        assert reserved.count() == reserved.values("question").distinct().count() > 0


def test_an_invitation_sent_twice_leaves_one_link_that_works(house: House) -> None:
    form = {"email": "twice@people.example", "roles": ["curator"]}
    with undone():
        answers = [house.clients["admin"].post(house.address("people"), form) for _ in "12"]
        assert [answer.status_code for answer in answers] == [200, 200]
        rows = Invitation.unscoped.filter(email="twice@people.example")
        assert (rows.count(), rows.filter(withdrawn_at=None).count()) == (2, 1)
        links = [answer.context["link"] for answer in answers]
        assert [sign_in(house.world.nobody).get(link).status_code == 200 for link in links] == [False, True]


def test_a_decision_sent_twice_is_recorded_once_and_the_second_says_by_whom(house: House) -> None:
    with undone(), organization_scope(house.world.organization):
        loop = complete_loop(house.world, [3, 3, 3, 3], [2, 2, 2, 2])
        member = decider(house.world)
        discussing(loop, member)
        client = sign_in(member)
        page = reverse("decision_record", kwargs={"org": "acme", "loop": loop.pk})
        read = client.get(reverse("api_packet", kwargs={"org": "acme", "loop": loop.pk})).json()
        cites = [line.key for line in evidence_in(read["packet"])[:1]]
        form = {
            "outcome": "hire",
            "reasons": "Both saw depth.",
            "cites": cites,
            "digest_seen": read["digest"],
        }
        first, second = client.post(page, form), client.post(page, form)
        assert (first.status_code, second.status_code) == (302, 409)
        assert "Dana Decider decided this loop" in second.content.decode()
        assert Decision.objects.filter(loop=loop).count() == 1
