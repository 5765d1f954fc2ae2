"""Questions, rubrics and runs with the keyboard, and the list of what is calculated as it goes on."""

import pytest
from playwright.sync_api import expect

from accounts.ground.tenancy import organization_scope
from scoring.enums import Facet
from scoring.models import CalibrationRequest
from tests.browser.people import OpenAs
from tests.cast import World
from tests.scoring.calibrated import a_run, measured

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_mark_of_the_picture_is_reached_and_followed_by_keyboard(acme: World, open_as: OpenAs):
    with organization_scope(acme.organization):
        run = a_run(acme)
        for question, logit in zip(acme.questions[:2], (0.8, -0.8), strict=True):
            measured(run, Facet.QUESTION, question.current.pk, logit)
    page = open_as(acme.curator, "/o/acme/calibration/questions/")
    mark = page.get_by_role("link", name="1: How does a bounded queue")
    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("Tab")
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/bank/{acme.questions[0].pk}/")


def test_a_line_between_two_runs_leads_to_its_row(acme: World, open_as: OpenAs):
    with organization_scope(acme.organization):
        runs = [a_run(acme, number) for number in (1, 2)]
        for run, logit in zip(runs, (0.0, 0.9), strict=True):
            measured(run, Facet.CRITERION, acme.criteria[0].pk, logit)
    page = open_as(
        acme.curator, f"/o/acme/calibration/compare/?a={runs[0].pk}&b={runs[1].pk}&facet=criterion"
    )
    page.get_by_role("link", name="1: Depth").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#move-1")


def test_the_list_of_what_is_calculated_goes_on_by_itself_and_ends_with_the_new_run(
    acme: World, open_as: OpenAs
):
    with organization_scope(acme.organization):
        a_run(acme)
        asked = CalibrationRequest.objects.create(
            organization=acme.organization, kind="nightly", state="running", stage="Reads ratings", share=0.1
        )
    page = open_as(acme.admin, "/o/acme/calibration/runs/")
    expect(page.get_by_text("Reads ratings")).to_be_visible()
    with organization_scope(acme.organization):
        CalibrationRequest.objects.filter(pk=asked.pk).update(stage="Fits the model", share=0.6)
    expect(page.get_by_text("Fits the model")).to_be_visible()
    with organization_scope(acme.organization):
        CalibrationRequest.objects.filter(pk=asked.pk).update(state="done")
        a_run(acme, 2)
    expect(page.get_by_role("link", name="2", exact=True)).to_be_visible()
    expect(page.get_by_text("Nothing is being calculated now")).to_be_visible()
