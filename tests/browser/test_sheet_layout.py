"""The sheet keeps still while one works, fits a finger, keeps nobody out; its clock is the server's."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.ground.tenancy import organization_scope
from interviews.models import PlannedQuestion, Session
from tests.browser.people import OpenAs, barriers
from tests.browser.sheets import expect_saved, open_sheet, sheet_of
from tests.cast import World
from tests.interviews.helpers import live

# All shifts count, also those just after a key, which the usual measure forgives.
WATCH = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const nodes = entry.sources.map((one) => one.node?.outerHTML?.slice(0, 80) ?? "");
      window.shifts.push({ value: entry.value, recent: entry.hadRecentInput, nodes });
    }
  }).observe({ type: "layout-shift" });
}"""
SMALL = """() => {
  const targets = 'main :is(button, summary, a[href], textarea, input:not([type=hidden]))';
  const small = ({ height, width }) => height > 1 && (height < 43.5 || width < 43.5);
  return [...document.querySelectorAll(targets)]
    .filter((one) => one.checkVisibility() && !one.closest('.breadcrumbs, p, .prose'))
    .map((one) => one.matches('input[type=radio]') ? one.closest('label') : one)
    .filter((one) => small(one.getBoundingClientRect()))
    .map((one) => one.outerHTML.slice(0, 120));
}"""
MANY_LINES = "\n".join(f"line {number} of what was said" for number in range(8))


def began(world: World, minutes: int) -> None:
    """The interview has run for so many minutes, the first question since two minutes after its begin."""
    with organization_scope(world.organization):
        first = live(world)
        start = timezone.now() - timedelta(minutes=minutes, seconds=30)
        Session.objects.filter(pk=world.session.pk).update(started_at=start)
        asked = start + timedelta(minutes=2)
        PlannedQuestion.objects.filter(pk=first.pk).update(state="asked", asked_at=asked)


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_while_one_types_rates_and_it_saves(acme: World, open_as: OpenAs, width: int) -> None:
    began(acme, 5)
    page = open_sheet(open_as, acme, width=width)
    field = page.locator("section.question textarea").first
    field.focus()
    page.wait_for_timeout(300)
    before = field.bounding_box()
    page.evaluate(WATCH)
    page.keyboard.type("One queue", delay=10)
    expect_saved(page)
    page.keyboard.type(MANY_LINES.replace("\n", " "), delay=2)
    after = field.bounding_box()
    assert before and after and abs(before["y"] - after["y"]) < 1  # it grew below what is typed
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    expect_saved(page)
    page.keyboard.press("a")
    page.wait_for_timeout(700)
    shifts = page.evaluate("window.shifts")
    assert sum(one["value"] for one in shifts if not one["recent"]) < 0.01, shifts


def test_a_text_field_grows_with_its_text(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    notes = page.get_by_label("Notes", exact=True)
    before = notes.bounding_box()
    notes.fill(MANY_LINES)
    after = notes.bounding_box()
    assert before and after and after["height"] > before["height"] * 2


@pytest.mark.parametrize("width", [820, 390])
def test_everything_is_large_enough_for_a_finger(acme: World, open_as: OpenAs, width: int) -> None:
    began(acme, 5)
    page = open_sheet(open_as, acme, width=width, touch=True)
    for part in page.locator("details.disclosure").all():
        part.locator("summary").click()
    assert page.evaluate("matchMedia('(pointer: coarse)').matches")
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 820, 390])
def test_the_live_sheet_keeps_nobody_out(acme: World, open_as: OpenAs, dark: bool, width: int) -> None:
    began(acme, 50)
    page = open_sheet(open_as, acme, dark=dark, width=width)
    page.keyboard.press("m")
    expect(page.get_by_text("Model answer to:").first).to_be_visible()
    assert barriers(page) == []
    page.keyboard.press("n")
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Ask another question instead")
    expect(dialog).to_be_visible()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


# --- the clock ---------------------------------------------------------------------------------------------


def test_the_clock_says_used_planned_and_whether_the_plan_fits(acme: World, open_as: OpenAs) -> None:
    began(acme, 35)  # of 45, with two questions of ten minutes: 33 on the first, the second still to come
    page = open_sheet(open_as, acme)
    session = page.get_by_role("timer", name="Time in the session")
    expect(session).to_have_text("35 of 45 min, on plan", use_inner_text=True)
    expect(page.get_by_role("timer", name="Time on this question").first).to_have_text("33 of 10 min")
    with organization_scope(acme.organization):
        Session.objects.update(started_at=timezone.now() - timedelta(minutes=38, seconds=30))
    page.reload()
    expect(session).to_have_text("38 of 45 min, 3 over plan so far", use_inner_text=True)
    with organization_scope(acme.organization):
        Session.objects.update(started_at=timezone.now() - timedelta(minutes=48, seconds=30))
    page.reload()
    expect(session).to_have_text("48 of 45 min, time is over", use_inner_text=True)


@pytest.mark.parametrize("hours", [1, -1])
def test_a_device_whose_clock_is_an_hour_wrong_shows_the_right_minutes(
    acme: World, open_as: OpenAs, hours: int
) -> None:
    began(acme, 12)
    page = open_as(acme.lead, "/account/")
    page.clock.install(time=timezone.now() + timedelta(hours=hours))
    page.goto(sheet_of(acme))
    expect(page.get_by_role("timer", name="Time in the session")).to_contain_text("12 of 45 min")
    page.clock.fast_forward("10:00")  # the lid was shut: the timers stood still, the clock did not
    expect(page.get_by_role("timer", name="Time in the session")).to_contain_text("22 of 45 min")
    assert page.get_by_role("timer").first.get_attribute("aria-live") == "off"
