"""A criterion is added once, by curators, for the whole organisation."""

import pytest

from accounts.ground.verdict import Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.create_criterion import create_criterion
from questionbank.models import Criterion
from tests.cast import sign_in


def test_a_curator_adds_a_criterion_in_words(in_acme):
    row = create_criterion(actor=in_acme.curator, name="Curiosity", description=" Asks before assuming. ")
    assert (row.name, row.description) == ("Curiosity", "Asks before assuming.")
    assert AuditEvent.objects.filter(verb="create_criterion").count() == 1


@pytest.mark.parametrize(
    ("name", "description"), [("", ""), ("depth", ""), ("x" * 81, ""), ("New", "x" * 1001)]
)
def test_what_is_empty_too_long_or_taken_is_refused(in_acme, name, description):
    with pytest.raises(Invalid):
        create_criterion(actor=in_acme.curator, name=name, description=description)
    assert Criterion.objects.count() == 2


def test_only_curators_add_one(in_acme):
    with pytest.raises(Denied):
        create_criterion(actor=in_acme.coordinator, name="Curiosity")


def test_the_page_adds_and_says_what_is_wrong(acme):
    browser = sign_in(acme.curator)
    sent = {"name": "Curiosity", "description": "Asks."}
    assert "Criterion “Curiosity” added" in browser.post("/o/acme/bank/criteria/", sent, follow=True).text
    again = browser.post("/o/acme/bank/criteria/", sent)
    assert again.status_code == 400
    assert "Choose another name." in again.text
    assert "Asks." in again.text, "what was typed stays"


def test_the_api_adds_too(acme):
    address = "/api/v1/o/acme/criteria/"
    answer = sign_in(acme.curator).post(address, {"name": "Curiosity"}, content_type="application/json")
    assert (answer.status_code, answer.json()["name"]) == (201, "Curiosity")
