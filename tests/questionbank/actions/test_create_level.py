"""A level is added above all others, by curators, once."""

import pytest

from accounts.ground.verdict import Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.create_level import create_level
from questionbank.models import Level
from tests.cast import sign_in


def test_a_new_level_stands_above_all_others(in_acme):
    level = create_level(actor=in_acme.curator, name="  Staff  engineer ")
    assert (level.name, level.rank) == ("Staff engineer", 4)
    assert AuditEvent.objects.filter(verb="create_level").count() == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "senior", "SENIOR"])
def test_a_name_that_is_empty_too_long_or_taken_is_refused(in_acme, name):
    with pytest.raises(Invalid):
        create_level(actor=in_acme.curator, name=name)
    assert Level.objects.count() == 2


def test_only_curators_change_the_ladder(in_acme):
    with pytest.raises(Denied):
        create_level(actor=in_acme.lead, name="Staff")


def test_the_page_adds_and_says_what_is_wrong(acme):
    browser = sign_in(acme.curator)
    assert "Level “Staff” added" in browser.post("/o/acme/bank/levels/", {"name": "Staff"}, follow=True).text
    again = browser.post("/o/acme/bank/levels/", {"name": "staff"}, follow=True)
    assert "There is a level “staff” already. Choose another name." in again.text


def test_the_api_adds_too(acme):
    address = "/api/v1/o/acme/levels/"
    answer = sign_in(acme.curator).post(address, {"name": "Staff"}, content_type="application/json")
    assert (answer.status_code, answer.json()["rank"]) == (201, 4)
