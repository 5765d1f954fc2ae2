"""Around the gate in a real browser: opening it with a reason, declaring somebody out, by keyboard too."""

import pytest
from playwright.sync_api import Page, expect

from accounts.ground.tenancy import organization_scope
from interviews.enums import SeatKind, SessionState
from scoring.models import GateOverride, Scorecard
from tests.browser.people import OpenAs, barriers
from tests.cast import World, make_seat
from tests.scoring.sheets import hand_in

WHY = "The candidate signs elsewhere within the hour."


@pytest.fixture
def on_the_panel(transactional_db: None, acme: World) -> World:
    """The administrator sits beside the lead, whose card is in; the second still owes one."""
    with organization_scope(acme.organization):
        make_seat(acme.session, acme.admin, SeatKind.SHADOW)
        acme.session.state = SessionState.AWAITING
        acme.session.save()
        hand_in(acme.lead, acme.session)
        Scorecard.objects.filter(seat__member=acme.second).delete()
    return acme


def confirm(page: Page) -> None:
    page.locator("dialog[open] .button-danger, dialog[open] .button-primary").last.click()


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 390)])
def test_an_administrator_opens_the_cards_with_a_reason_that_the_panel_sees(
    on_the_panel: World, open_as: OpenAs, dark: bool, width: int
) -> None:
    loop = on_the_panel.loop.pk
    page = open_as(on_the_panel.admin, f"/o/acme/debrief/{loop}/", dark=dark, width=width)
    expect(page.get_by_role("heading", name="Hand in your card first")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("link", name="Open them before").click()
    expect(page.get_by_role("heading", name="Open the cards before yours is in")).to_be_visible()
    assert barriers(page) == []
    page.get_by_label("Why you open them now").fill(WHY)
    page.get_by_role("button", name="Open the cards").click()
    confirm(page)
    expect(page.get_by_text("because yes 3")).to_be_visible()
    expect(page.get_by_text("read the cards on")).to_be_visible()
    assert barriers(page) == []
    panel = open_as(on_the_panel.second, f"/o/acme/live/{on_the_panel.session.pk}/", dark=dark, width=width)
    expect(panel.get_by_text(WHY)).to_be_visible()
    panel.goto(f"/o/acme/loops/{loop}/")
    expect(panel.get_by_text(WHY)).to_be_visible()
    assert barriers(panel) == []


def test_a_reason_of_one_word_is_asked_again(on_the_panel: World, open_as: OpenAs) -> None:
    page = open_as(on_the_panel.admin, f"/o/acme/debrief/{on_the_panel.loop.pk}/open/")
    page.get_by_label("Why you open them now").fill("urgent")
    page.get_by_role("button", name="Open the cards").click()
    confirm(page)
    expect(page.get_by_role("alert")).to_contain_text("At least 4 words")
    with organization_scope(on_the_panel.organization):
        assert not GateOverride.objects.exists()


def test_a_coordinator_declares_somebody_out_and_takes_it_back_by_keyboard(
    on_the_panel: World, open_as: OpenAs
) -> None:
    page = open_as(on_the_panel.coordinator, f"/o/acme/loops/{on_the_panel.loop.pk}/")
    page.get_by_text("Somebody will not hand in a card?").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Declare Sam Second out").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Declare Sam Second out")).to_be_visible()
    assert barriers(page) == []
    page.get_by_label("Why they owe no card").focus()
    page.keyboard.type("Was called away before anything was said.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Sam Second owes no card: “Was called away")).to_be_visible()
    assert barriers(page) == []
    out = open_as(on_the_panel.second, f"/o/acme/live/{on_the_panel.session.pk}/")
    expect(out.get_by_text("You were declared out of this interview")).to_be_visible()
    expect(out.get_by_text("because yes 3")).to_be_visible()
    page.get_by_role("button", name="Take it back").focus()
    page.keyboard.press("Enter")
    confirm(page)
    expect(page.get_by_text("Sam Second owes a card of Queues in depth again.")).to_be_visible()
