"""A candidate on a telephone: reads the times, offers others, asks for what they need; by keyboard too."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.ground.tenancy import organization_scope
from interviews.actions.make_candidate_link import make_candidate_link
from interviews.models import Accommodation, CandidatePerson, OfferedWindow
from tests.browser.people import OpenAs, barriers
from tests.cast import World
from tests.interviews.letters import schedule, tomorrow

TELEPHONE = 390


@pytest.fixture
def address(acme: World) -> str:
    with organization_scope(acme.organization):
        schedule(acme, tomorrow())
        return f"/c/{make_candidate_link(actor=acme.coordinator, loop_id=acme.loop.pk).secret}/"


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def offer(page: Page, day: str, starts: str, ends: str) -> None:
    page.get_by_label("Day").fill(day)
    page.get_by_label("From").fill(starts)
    page.get_by_label("Until").fill(ends)
    page.get_by_role("button", name="Offer this time").click()


def test_a_candidate_reads_offers_and_asks_on_a_telephone(acme: World, open_as: OpenAs, address: str) -> None:
    page = open_as(None, address, width=TELEPHONE)
    expect(page.get_by_role("heading", name="Your interviews: Backend Engineer")).to_be_visible()
    expect(page.get_by_text("Lea Lead, Sam Second")).to_be_visible()
    page.get_by_label("Time zone").select_option("Asia/Kolkata")
    page.get_by_role("button", name="Use this time zone").click()
    expect(page.get_by_role("status")).to_have_text("All times are on this clock now.")

    day = f"{timezone.now() + timedelta(days=9):%Y-%m-%d}"
    offer(page, day, "09:00", "11:00")
    expect(page.get_by_role("status")).to_have_text("Thank you, your times are noted.")
    offer(page, day, "10:30", "12:00")
    [row] = page.get_by_role("listitem").filter(has_text="09:00 to 12:00 (Asia/Kolkata, UTC+05:30)").all()
    offer(page, day, "12:00", "09:00")
    expect(page.get_by_role("alert")).to_contain_text("The end comes before the beginning.")
    expect(page.get_by_label("From")).to_have_value("12:00")
    row = page.get_by_role("listitem").filter(has_text="09:00 to 12:00")
    row.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("status")).to_have_text("This time is taken back.")

    page.get_by_label("What would help you").fill("Captions, please.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("You asked for something on")).to_be_visible()
    expect(page.get_by_text("Captions, please.")).to_have_count(0)

    side = open_as(acme.coordinator, f"/o/{acme.slug}/loops/{acme.loop.pk}/link/")
    side.get_by_role("button", name="I have read it").click()
    expect(side.get_by_text("Seen", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_text("Read", exact=True)).to_be_visible()
    with organization_scope(acme.organization):
        assert CandidatePerson.objects.get().time_zone == "Asia/Kolkata"
        assert Accommodation.objects.get().seen_by == acme.coordinator
        assert not OfferedWindow.objects.exists()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [TELEPHONE, 820, 1280])
def test_nothing_keeps_anybody_out(open_as: OpenAs, address: str, dark: bool, width: int) -> None:
    page = open_as(None, address, dark=dark, width=width)
    assert barriers(page) == []
    assert not is_too_wide(page)
    offer(page, "2001-01-01", "09:00", "10:00")
    expect(page.get_by_role("alert")).to_contain_text("begun already")
    assert barriers(page) == []
    page.goto("/c/nothing/")
    expect(page.get_by_role("heading", name="This link is not open")).to_be_visible()
    assert barriers(page) == []


def test_everything_is_reached_by_keyboard(open_as: OpenAs, address: str) -> None:
    page = open_as(None, address, width=TELEPHONE)
    reached = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).innerText.trim()")
        )
    assert {"Skip to content", "Time zone", "Use this time zone", "Day", "From", "Until"} <= reached
    assert {"Offer this time", "What would help you", "Send"} <= reached


@pytest.mark.parametrize("name", ["letters", "link"])
@pytest.mark.parametrize("dark", [False, True])
def test_the_coordinators_pages_keep_nobody_out(
    acme: World, open_as: OpenAs, address: str, name: str, dark: bool
) -> None:
    page = open_as(acme.coordinator, f"/o/{acme.slug}/loops/{acme.loop.pk}/{name}/", dark=dark, width=820)
    if name == "letters":
        page.locator("details.letter summary").first.click()
    assert barriers(page) == []
    assert not is_too_wide(page)
    page.goto(f"/o/{acme.slug}/loops/my-calendar/")
    page.get_by_role("button", name="Make a feed").click()
    expect(page.get_by_text("Your feed has a new address.")).to_be_visible()
    assert barriers(page) == []
