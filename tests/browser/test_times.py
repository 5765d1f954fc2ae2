"""A loop's times in a real browser: moved by keyboard over a change of the clock, dragged, asked for reasons.

The coordinator sits in New York, the interviewers in Berlin, the candidate in Kolkata. Europe's clocks go
forward in the night to Sunday 28 March 2027.
"""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from accounts.ground.tenancy import organization_scope
from interviews.models import LoopChange, Session
from tests.browser.people import barriers
from tests.cast import World
from tests.interviews.placing import candidate_in, lives_in, offer

BEFORE = datetime(2027, 3, 22, 9, tzinfo=UTC)  # Monday, 10:00 in Berlin
AFTER = datetime(2027, 3, 29, 8, tzinfo=UTC)  # a week later, 10:00 in Berlin, on summer time


@pytest.fixture
def world(acme: World, transactional_db: None) -> World:
    with organization_scope(acme.organization):
        lives_in(acme.coordinator, "America/New_York")
        lives_in(acme.lead, "Europe/Berlin")
        lives_in(acme.second, "Europe/Berlin")
        candidate_in(acme, "Asia/Kolkata")
        for day in (22, 29):
            offer(acme, datetime(2027, 3, day, 7, tzinfo=UTC), datetime(2027, 3, day, 13, tzinfo=UTC))
        acme.session.scheduled_at = BEFORE
        acme.session.save()
    return acme


def path(world: World, zone: str = "") -> str:
    return f"/o/acme/loops/{world.loop.pk}/times/" + (f"?zone={zone}" if zone else "")


def held_at(world: World) -> datetime | None:
    with organization_scope(world.organization):
        return Session.objects.get(pk=world.session.pk).scheduled_at


def block(page: Page):
    return page.locator("[data-block]:not(.block-proposed)")


def test_ten_in_berlin_stays_ten_when_it_is_moved_by_keyboard_over_the_change_of_the_clock(world, open_as):
    page = open_as(world.coordinator, path(world))
    row = page.locator(".times-table tbody tr")
    expect(row).to_contain_text("Mon 22 March, 05:00 New York (EDT)")
    expect(row).to_contain_text("Mon 22 March, 10:00 Berlin (CET)")
    expect(row).to_contain_text("Mon 22 March, 14:30 Kolkata (IST)")

    page.get_by_label("Read times on the clock of").select_option("Europe/Berlin")
    page.get_by_role("button", name="Show").click()
    block(page).focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-moving]")).to_have_text("Monday 29 March at 10:00")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#move-head")).to_be_focused()
    expect(page.locator("#move")).to_contain_text("Nothing speaks against this time.")
    expect(page.locator("#move")).to_contain_text("Robin Acme: Mon 29 March, 13:30 Kolkata (IST)")
    assert held_at(world) == BEFORE  # nothing is saved by looking
    assert barriers(page) == []
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("body")).to_contain_text("is on Mon 29 March, 10:00 Berlin (CEST).")
    assert held_at(world) == AFTER

    theirs = open_as(world.coordinator, path(world))
    expect(theirs.locator(".times-table tbody tr")).to_contain_text("Mon 29 March, 04:00 New York (EDT)")
    mine = open_as(world.lead, "/o/acme/loops/profile/")
    expect(mine.locator("main")).to_contain_text("Mon 29 March, 10:00 Berlin (CEST)")
    expect(mine.locator("main")).not_to_contain_text("Outside the hours")


def test_a_block_is_dragged_and_what_speaks_against_it_asks_for_a_reason(world, open_as):
    page = open_as(world.coordinator, path(world, "Europe/Berlin"))
    page.locator(".days").scroll_into_view_if_needed()
    place = block(page).bounding_box()
    grid = page.locator("[data-grid]").first.bounding_box()
    rows = int(page.locator("[data-days]").get_attribute("data-rows"))
    page.mouse.move(place["x"] + 20, place["y"] + 8)
    page.mouse.down()
    page.mouse.move(place["x"] + 20, place["y"] + 40, steps=3)
    page.mouse.move(place["x"] + 20, place["y"] + 8 + 28 * grid["height"] / rows, steps=3)  # seven hours
    page.mouse.up()
    panel = page.locator("#move")
    expect(panel).to_contain_text("Outside Lea Lead's hours: Mon 22 March, 17:00 in Berlin (CET).")
    expect(panel).to_contain_text(
        "Robin Acme has not offered this time: Mon 22 March, 21:30 in Kolkata (IST)."
    )
    panel.get_by_role("button", name="Do it all the same").click()
    expect(page.locator("#move")).to_contain_text("Give a reason to do it all the same.")
    page.get_by_label("Why all the same").fill("Everybody agreed by telephone.")
    page.get_by_role("button", name="Do it all the same").click()
    expect(page.locator("body")).to_contain_text("is on Mon 22 March, 17:00 Berlin (CET).")
    expect(page.locator(".times-table")).to_contain_text("Outside Lea Lead's hours")
    with organization_scope(world.organization):
        assert LoopChange.objects.get().told.endswith("all the same: Everybody agreed by telephone.")


def test_a_block_that_is_let_go_by_escape_is_where_it_was(world, open_as):
    page = open_as(world.coordinator, path(world, "Europe/Berlin"))
    there = block(page).bounding_box()
    block(page).focus()
    page.keyboard.press("ArrowDown")
    assert block(page).bounding_box() != there
    page.keyboard.press("Escape")
    assert block(page).bounding_box() == there
    page.keyboard.press("Enter")  # an ordinary link again
    expect(page.locator("#move-head")).to_contain_text("Move Queues in depth")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (820, True)])
def test_the_pages_keep_nobody_out(world, open_as, width, dark):
    for address in (path(world), "/o/acme/loops/profile/"):
        person = world.lead if "profile" in address else world.coordinator
        page = open_as(person, address, width=width, dark=dark)
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
