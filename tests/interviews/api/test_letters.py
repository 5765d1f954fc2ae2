"""Letters and the candidate's link over the API."""

import pytest
from django.test import Client

from accounts.ground.tenancy import organization_scope
from interviews.actions.make_candidate_link import make_candidate_link
from interviews.models import Notice
from tests.cast import sign_in
from tests.interviews.letters import schedule, send_all, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(acme):
    with organization_scope(acme.organization):
        made = make_candidate_link(actor=acme.coordinator, loop_id=acme.loop.pk)
        schedule(acme, tomorrow())
        send_all()
    return made


def test_every_letter_is_there_without_the_candidates_secret(acme, letters, settings):
    settings.PUBLIC_URL = "https://plumbline.example"
    answer = sign_in(acme.coordinator).get(f"/api/v1/o/acme/loops/{acme.loop.pk}/letters/")
    rows = answer.json()["results"]
    assert {row["to"] for row in rows} == {"Lea Lead", "Sam Second", acme.candidate.person.name}
    assert all(row["sent_at"] and row["subject"] and row["text"] for row in rows)
    assert letters.secret not in answer.content.decode()
    assert sign_in(acme.lead).get(f"/api/v1/o/acme/loops/{acme.loop.pk}/letters/").status_code == 403


def test_a_letter_is_sent_again(acme, letters):
    with organization_scope(acme.organization):
        letter = Notice.objects.get(member=acme.lead)
    again = sign_in(acme.coordinator).post(f"/api/v1/o/acme/letters/{letter.pk}/again/")
    assert again.status_code == 202
    assert again.json()["sent_at"] is None and again.json()["to"] == "Lea Lead"


def test_a_link_is_made_and_taken_back(acme, letters):
    browser = sign_in(acme.coordinator)
    made = browser.post(f"/api/v1/o/acme/loops/{acme.loop.pk}/link/")
    assert made.status_code == 201
    address = made.json()["address"].removeprefix("http://testserver")
    assert Client().get(address).status_code == 200
    assert browser.delete(f"/api/v1/o/acme/loops/{acme.loop.pk}/link/").status_code == 204
    assert Client().get(address).status_code == 410
    assert browser.delete(f"/api/v1/o/acme/loops/{acme.loop.pk}/link/").status_code == 409
