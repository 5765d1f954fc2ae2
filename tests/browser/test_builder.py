"""Building a loop in the browser: by buttons, by keyboard, by mouse, and with somebody else at it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.ground.tenancy import organization_scope
from interviews.models import Session
from tests.browser.people import OpenAs, barriers
from tests.cast import World, make_question

HEAD = "Which interviews are short of what? Say it in words, so that nobody has to guess. "


@pytest.fixture
def address(acme: World) -> str:
    """A loop of two interviews, and a long question that fits in neither."""
    with organization_scope(acme.organization):
        Session.objects.create(
            organization=acme.organization, loop=acme.loop, position=1, title="Second look", minutes=30
        )
        make_question(
            acme.organization, "Design a ledger, slowly", level=acme.level, topic=acme.topic, minutes=60
        )
        make_question(acme.organization, HEAD * 4, level=acme.level, topic=acme.topic, minutes=5)
    return f"/o/{acme.slug}/loops/{acme.loop.pk}/"


def column(page: Page, title: str) -> Locator:
    return page.get_by_role("article", name=title)


def prompts(page: Page, title: str) -> list[str]:
    return column(page, title).locator(".loop-question").all_inner_texts()


def test_a_question_is_pinned_moved_banned_and_all_is_taken_back_without_leaving(
    acme: World, open_as: OpenAs, address: str
) -> None:
    page = open_as(acme.coordinator, address)
    page.evaluate("window.stayed = true")
    before = prompts(page, "Queues in depth")
    page.get_by_role("button", name="Pin question 1").click()
    expect(column(page, "Queues in depth").get_by_text("Pinned")).to_be_visible()
    page.get_by_role("button", name="Move question 2 up").click()
    expect(column(page, "Queues in depth").locator(".loop-question").first).to_have_text(before[1])
    column(page, "Queues in depth").locator("summary", has_text="More").first.click()
    page.get_by_role("button", name="Not this one").first.click()
    expect(page.get_by_role("heading", name="Not asked in this loop")).to_be_visible()
    for told in ("Banned a question", "Moved a question", "Pinned a question"):
        page.get_by_role("button", name=f"Undo: {told}").click()
    expect(page.get_by_role("button", name=re.compile("^Undo"))).to_have_count(0)
    expect(page.get_by_text("Pinned", exact=True)).to_have_count(0)
    assert prompts(page, "Queues in depth") == before
    page.keyboard.press("r")
    expect(column(page, "Queues in depth").get_by_text("Pinned")).to_be_visible()
    assert page.evaluate("window.stayed") is True


def test_by_keyboard_a_question_goes_up_down_and_across_with_the_focus_on_it(
    acme: World, open_as: OpenAs, address: str
) -> None:
    page = open_as(acme.coordinator, address)
    before = prompts(page, "Queues in depth")
    page.get_by_role("button", name="Move question 1 down").focus()
    page.keyboard.press("Enter")
    expect(column(page, "Queues in depth").locator(".loop-question").first).to_have_text(before[1])
    expect(page.get_by_role("button", name="Move question 2 down")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(column(page, "Queues in depth").locator(".loop-question").first).to_have_text(before[0])
    expect(column(page, "Queues in depth").locator(":focus")).to_have_count(1)
    page.keyboard.press("Alt+ArrowRight")
    expect(column(page, "Second look").locator(".loop-question")).to_have_text([before[0]])
    expect(column(page, "Second look").locator(":focus")).to_have_count(1)
    page.keyboard.press("Alt+ArrowLeft")
    expect(column(page, "Queues in depth").locator(".loop-question")).to_have_count(2)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Move the question up")


def test_a_question_is_dragged_to_another_interview(acme: World, open_as: OpenAs, address: str) -> None:
    page = open_as(acme.coordinator, address)
    before = prompts(page, "Queues in depth")

    column(page, "Queues in depth").locator(".loop-card").last.drag_to(column(page, "Second look"))

    expect(column(page, "Second look").locator(".loop-question")).to_have_text([before[1]])


def test_a_question_that_breaks_a_rule_goes_in_with_a_reason_that_is_shown(
    acme: World, open_as: OpenAs, address: str
) -> None:
    page = open_as(acme.coordinator, address)
    page.get_by_role("link", name="Replace question 1 of Queues in depth").click()
    expect(page.get_by_text("These break no rule of the loop.")).to_be_visible()
    page.get_by_label("Search the bank").fill("ledger")
    page.keyboard.press("Enter")
    page.get_by_role("radio", name=re.compile("Design a ledger")).check()
    page.get_by_role("button", name="Replace").click()
    expect(page.get_by_role("alert")).to_contain_text("60 minutes")
    expect(page.get_by_role("radio", name=re.compile("Design a ledger"))).to_be_checked()
    page.get_by_label("It breaks a rule.").fill("It is the whole job.")
    page.get_by_role("button", name="Replace").click()
    expect(page.get_by_text("Wanted nevertheless: It is the whole job.")).to_be_visible()
    expect(column(page, "Queues in depth").get_by_text("too long")).to_be_visible()


def test_two_coordinators_see_each_other_and_nobody_overwrites(
    acme: World, open_as: OpenAs, address: str
) -> None:
    mine, theirs = open_as(acme.coordinator, address), open_as(acme.admin, address)
    mine.get_by_role("link", name="Replace question 1 of Queues in depth").click()
    mine.get_by_role("radio").first.check()
    mine.get_by_label("Why").press_sequentially("They know this one")
    where = mine.get_by_label("Why").bounding_box()
    theirs.get_by_role("button", name="Move question 1 down").click()
    expect(theirs.get_by_role("button", name=re.compile("^Undo"))).to_be_visible()

    news = mine.get_by_role("status").filter(has_text="Ada Admin")
    expect(news).to_contain_text("has changed this loop: Moved a question down in Queues in depth.")
    assert mine.get_by_label("Why").bounding_box() == where
    expect(mine.get_by_label("Why")).to_be_focused()
    mine.get_by_role("button", name="Replace").click()
    expect(mine.get_by_role("alert")).to_contain_text("Ada Admin has just changed this loop")
    expect(mine.get_by_label("Why")).to_have_value("They know this one")
    mine.get_by_role("button", name="Replace").click()
    expect(mine.get_by_text("The question is replaced.")).to_be_visible()

    theirs.get_by_role("link", name="Show").click()
    expect(theirs.get_by_role("button", name="Undo: Replaced a question")).to_be_visible()
    expect(theirs.get_by_role("link", name="Show")).to_have_count(0)


def test_a_button_on_an_old_page_is_refused_and_the_page_brought_up_to_date(
    acme: World, open_as: OpenAs, address: str
) -> None:
    mine, theirs = open_as(acme.coordinator, address), open_as(acme.admin, address)
    theirs.get_by_role("button", name="Pin question 1").click()
    expect(column(theirs, "Queues in depth").get_by_text("Pinned")).to_be_visible()

    mine.get_by_role("button", name="Move question 1 down").click()

    expect(mine.locator("#messages")).to_contain_text(
        "Ada Admin has just changed this loop: Pinned a question"
    )
    expect(column(mine, "Queues in depth").get_by_text("Pinned")).to_be_visible()


def test_a_proposal_is_looked_at_and_taken(acme: World, open_as: OpenAs, address: str) -> None:
    page = open_as(acme.coordinator, address)
    page.keyboard.press("p")
    expect(page.get_by_role("heading", name="Propose again")).to_be_visible()
    expect(page.get_by_text("No better loop exists under the rules")).to_be_visible()
    expect(page.get_by_text("New").first).to_be_visible()
    page.get_by_role("button", name="Take this loop").click()
    expect(page.get_by_text("The loop is put together anew.")).to_be_visible()
    page.get_by_role("link", name="History").click()
    expect(page.get_by_role("cell", name="Put the loop together anew", exact=True)).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nobody_is_kept_out_of_the_builder_at_any_width(
    acme: World, open_as: OpenAs, address: str, dark: bool
) -> None:
    page = open_as(acme.coordinator, address, dark=dark)
    page.get_by_role("button", name="Pin question 1").click()
    expect(page.get_by_text("Pinned", exact=True)).to_be_visible()
    page.locator("summary", has_text="More").last.click()
    page.get_by_role("button", name="Not this one").last.click()
    expect(page.get_by_role("heading", name="Not asked in this loop")).to_be_visible()
    found: dict[str, list[str]] = {}
    for path in (address, f"{address}proposal/", f"{address}history/", f"{address}weights/"):
        for width in (1280, 820, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            page.evaluate(
                "document.querySelectorAll('.loop-card details').forEach((one) => (one.open = true))"
            )
            wrong = barriers(page)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append("scrolls sideways")
            if wrong:
                found[f"{path} at {width}"] = wrong
    assert found == {}
