"""What people do on the sheet and on a packet's page, and where things stand there."""

import re

from playwright.sync_api import Locator, Page, expect

FOCUSED = """() => {
  const focus = document.activeElement;
  return focus.labels?.length ? focus.labels[0].textContent : focus.textContent;
}"""


def score(page: Page, keys: str, evidence: str, recommendation: str) -> None:
    """Rates both criteria by keys, says why, hands in."""
    expect(page.locator("#sheet[data-ready]")).to_be_attached()
    if keys.startswith("a"):
        page.keyboard.press("a")
        expect(page.get_by_role("timer", name="Time on this question")).to_be_visible()
    for place, point in enumerate(keys.removeprefix("a")):
        page.keyboard.press("c" if place else "Escape")
        page.keyboard.press(point)
        page.keyboard.press("e")
        page.keyboard.type(evidence)
        page.keyboard.press("Escape")
    page.get_by_label(recommendation, exact=True).check()
    page.get_by_label("Reason for the recommendation").fill(evidence)
    page.get_by_role("button", name="Submit scorecard").click()
    agree(page)
    expect(page.get_by_text("Your scorecard is submitted.")).to_be_visible()


def vote(page: Page, ballot: str, why: str) -> None:
    form = page.locator("#vote")
    form.get_by_label(ballot, exact=True).check()
    form.get_by_label("Why").fill(why)
    form.get_by_role("button", name="Cast the vote").click()


def vote_by_keys(page: Page, ballot: str, why: str) -> None:
    tab_to(page, "Strong no")
    while not page.locator("#vote").get_by_label(ballot, exact=True).is_checked():
        page.keyboard.press("ArrowDown")
    tab_to(page, "Why")
    page.keyboard.type(why)
    tab_to(page, "Cast the vote")
    page.keyboard.press("Enter")


def write_decision(page: Page, outcome: str, reasons: str, says: str) -> None:
    """The outcome, the first line of evidence that says this, the reasons; not sent yet."""
    strip(page).get_by_role("link", name="Record the decision").click()
    page.get_by_label(outcome, exact=True).check()
    pile = page.locator(".decision-form details").filter(has_text="Depth").first
    if pile.get_attribute("open") is None:
        pile.locator("summary").click()
    page.get_by_role("checkbox", name=re.compile(says)).first.check()
    page.get_by_label("Reasons").fill(reasons)


def record(page: Page) -> None:
    page.get_by_role("button", name="Record the decision").click()
    agree(page)


def agree(page: Page) -> None:
    """Goes on, once asked."""
    page.locator("[data-confirm-proceed]").click()


def tab_to(page: Page, wanted: str, most: int = 80) -> None:
    """Presses Tab until the focus is on what bears these words: a button, a link, the label of a field."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).strip().startswith(wanted):
            return
    raise AssertionError(f"no Tab leads to “{wanted}” within {most}")


def strip(page: Page) -> Locator:
    return page.locator("#debrief")


def stage(page: Page) -> Locator:
    return strip(page).locator("[aria-current=step]")


def person(page: Page, name: str) -> Locator:
    return strip(page).locator("[data-person]").filter(has_text=name)


def news(page: Page) -> Locator:
    return page.locator("[data-room-news]")


def votes(page: Page) -> Locator:
    return page.locator("#votes")
