"""Interviewers and ruler in a browser: every mark leads to its row, by keyboard too; nobody is kept out."""

import re

import pytest
from playwright.sync_api import expect

from accounts.enums import Role
from accounts.ground.tenancy import organization_scope
from scoring.enums import Facet
from tests.browser.people import OpenAs, barriers
from tests.cast import World, make_member
from tests.scoring.calibrated import a_run, measured

SIGNAL = {"value": 0.4, "unit": "correlation", "z": 4.0, "flagged": True, "words": "ratings move together"}


@pytest.fixture
def measured_people(acme: World) -> World:
    """A run of two subsets, more interviewers than marks are stops of the keyboard, one of them flagged."""
    with organization_scope(acme.organization):
        run = a_run(acme)
        measured(run, Facet.INTERVIEWER, acme.lead.pk, 0.9, details={"signals": {"halo": SIGNAL}})
        measured(run, Facet.INTERVIEWER, acme.second.pk, -0.9, subset=2)
        for n in range(30):
            member = make_member(acme.organization, f"Person {n:02}", Role.INTERVIEWER)
            measured(run, Facet.INTERVIEWER, member.pk, n / 40)
        for question in acme.questions:
            measured(run, Facet.QUESTION, question.current_id, 0.3)
        measured(run, Facet.CANDIDATE, acme.candidate.pk, 0.7, severity=None)
        measured(run, Facet.CRITERION, acme.criteria[0].pk, -0.4)
    return acme


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_interviewers_and_ruler(measured_people: World, open_as: OpenAs, dark: bool) -> None:
    acme = measured_people
    page = open_as(
        acme.committee, "/o/acme/calibration/interviewers/", width=390 if dark else 1280, dark=dark
    )
    assert not barriers(page)
    page.locator(f'svg a[href="#member-{acme.lead.pk}"]').click()
    row = page.locator(f"#member-{acme.lead.pk}")
    expect(row).to_be_in_viewport()
    row.get_by_text("Details").focus()
    page.keyboard.press("Enter")
    expect(row.get_by_text("Rate one criterion at a time")).to_be_visible()
    page.get_by_role("link", name="n", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator('th[aria-sort="descending"]')).to_have_text(re.compile(r"^n\b"))
    page.goto("/o/acme/calibration/ruler/")
    assert not barriers(page)
    page.get_by_label("Depth, −0.40 logits").locator("circle").click()
    expect(page).to_have_url("/o/acme/calibration/rubrics/")
