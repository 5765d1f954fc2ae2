"""The live sheet in a real browser: keys, marks, submitting, and nothing that keeps people out."""

import pytest
from playwright.sync_api import expect

from accounts.ground.tenancy import organization_scope
from interviews.enums import SessionState
from scoring.models import Rating
from tests.browser.people import OpenAs, barriers
from tests.browser.sheets import card_of, expect_saved, open_sheet, sheet_of
from tests.cast import World
from tests.scoring.sheets import ask_all, hand_in


def test_criteria_are_rated_by_keys_alone(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    for key in ("3", "c", "4", "n", "2", "c", "x"):
        page.keyboard.press(key)
    page.keyboard.type("never came to it")  # the focus is on "not assessed": these are no keys of the sheet
    expect_saved(page)
    with organization_scope(acme.organization):
        given = Rating.objects.order_by("planned__position", "criterion__name").values_list(
            "planned__position", "criterion__name", "state", "value"
        )
        assert set(given) == {
            (0, "Depth", "rated", 3),
            (0, "Clarity", "rated", 4),
            (1, "Depth", "rated", 2),
            (1, "Clarity", "not_assessed", None),
        }


def test_evidence_is_written_and_left_again_by_key(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.keyboard.press("2")
    page.keyboard.press("e")
    page.keyboard.type("Drew 3 queues, named 1 failure")
    page.keyboard.press("Escape")
    page.keyboard.press("4")
    expect_saved(page)
    with organization_scope(acme.organization):
        rating = Rating.objects.get()
    assert (rating.value, rating.evidence) == (4, "Drew 3 queues, named 1 failure")


def test_a_rating_can_be_cleared_again(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.keyboard.press("3")
    expect_saved(page)
    page.get_by_role("button", name="Clear Depth").first.click()
    page.wait_for_function("() => document.querySelectorAll('input[type=radio]:checked').length === 0")
    expect_saved(page)
    with organization_scope(acme.organization):
        assert list(Rating.objects.values_list("state", "value")) == [("", None)]


def test_a_question_is_marked_as_asked_by_key_and_its_clock_runs(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.get_by_role("button", name="Start the interview").click()
    expect(page.get_by_role("timer", name="Time in the session")).to_be_visible()
    expect(page.locator("#sheet[data-ready]")).to_be_attached()
    page.keyboard.press("a")
    expect(page.get_by_role("timer", name="Time on this question").first).to_be_visible()
    page.keyboard.press("n")
    second = page.locator("section.question").nth(1)
    second.get_by_text("Skip…").click()
    second.get_by_label("Why is it skipped?").fill("no time left")
    second.get_by_role("button", name="Skip it").click()
    expect(second.get_by_text("no time left")).to_be_visible()
    expect(page.locator("nav[aria-label=Questions]").get_by_text("Skipped").last).to_be_visible()
    expect_saved(page)
    with organization_scope(acme.organization):
        assert list(acme.session.planned.values_list("state", flat=True)) == ["asked", "skipped"]


def test_submitting_says_what_is_missing_and_leads_there(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.get_by_label("Notes", exact=True).fill("typed just before")
    page.get_by_role("button", name="Submit scorecard").click()
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_role("heading", name="This card is not complete yet.")).to_be_visible()
    link = page.get_by_role("link", name="Question 1: mark it as asked or skipped.")
    link.click()
    expect(page.locator("section.question").first).to_be_in_viewport()
    assert card_of(acme).state == "draft"
    assert card_of(acme).notes == "typed just before"


def test_a_card_is_filled_in_and_submitted_and_then_the_colleagues_open(acme: World, open_as: OpenAs) -> None:
    with organization_scope(acme.organization):
        acme.session.state = SessionState.LIVE
        acme.session.save()
        ask_all(acme.session)
    hand_in(acme.second, acme.session, value="1", words="strong_no")
    page = open_sheet(open_as, acme)
    for key in ("3", "c", "2", "n", "2", "c", "3"):
        page.keyboard.press(key)
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("Reason for the recommendation").fill("Solid on queues.")
    page.keyboard.press("Escape")
    expect(page.locator("body")).not_to_contain_text("because strong_no")
    page.keyboard.press("s")
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_text("Your scorecard is submitted.")).to_be_visible()
    expect(page.get_by_role("article", name="Card of Sam Second")).to_contain_text("because strong_no 1")
    assert card_of(acme).reason == "Solid on queues."


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_keeps_people_out(acme: World, open_as: OpenAs, dark: bool, width: int) -> None:
    page = open_sheet(open_as, acme, dark=dark, width=width)
    page.keyboard.press("3")
    for summary in page.locator("details.disclosure > summary").all():
        summary.click()
    expect_saved(page)
    assert barriers(page) == []
    page.goto(f"/o/{acme.slug}/")
    assert barriers(page) == []
    hand_in(acme.lead, acme.session)
    hand_in(acme.second, acme.session)
    page.goto(sheet_of(acme))
    expect(page.get_by_role("heading", name="Your colleagues' cards")).to_be_visible()
    assert barriers(page) == []
