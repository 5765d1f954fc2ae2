"""The page Drift in a real browser: both themes, three widths, by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from accounts.ground.tenancy import organization_scope
from scoring.enums import Facet
from tests.browser.people import OpenAs, barriers
from tests.cast import World
from tests.scoring.calibrated import a_bank, a_run
from tests.scoring.drifting import at_rest, drifting

PATH = "/o/acme/calibration/drift/"


@pytest.fixture
def drifted(acme: World) -> World:
    """The second interviewer turned harsher, two of fourteen questions became easier."""
    with organization_scope(acme.organization):
        run = a_run(acme)
        people = at_rest(2)
        people[1, 12:] -= 4.0
        drifting(run, Facet.INTERVIEWER, [acme.lead.pk, acme.second.pk], people)
        subjects = [one.current.pk for one in [*acme.questions, *a_bank(acme, 12)]]
        questions = at_rest(len(subjects), seed=2)
        questions[:2, 13:] += 3.0
        drifting(run, Facet.QUESTION, subjects, questions)
    return acme


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (820, True), (390, False)])
def test_the_page_fits_and_has_no_barriers(drifted: World, open_as: OpenAs, width: int, dark: bool) -> None:
    page = open_as(drifted.admin, PATH + "?facet=question", width=width)
    page.emulate_media(color_scheme="dark" if dark else "light")
    expect(page.get_by_role("heading", name="Month by month")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert barriers(page) == []


def test_from_an_alert_to_the_numbers_by_keyboard(drifted: World, open_as: OpenAs) -> None:
    page = open_as(drifted.admin, PATH)
    name = str(drifted.second)
    page.get_by_role("listitem").get_by_role("link", name=name).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "A"
    numbers = page.locator("summary", has_text=f"Numbers of {name}")
    numbers.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name=f"{name}, month by month")).to_be_visible()
    page.get_by_role("link", name="Questions").last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Month by month")).to_be_visible()
    expect(page).to_have_url(re.compile("facet=question"))
