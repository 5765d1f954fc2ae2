"""A card that takes no more changes: what was typed and never arrived is shown, to be copied."""

from playwright.sync_api import Page, expect

from accounts.ground.tenancy import organization_scope
from tests.browser.people import OpenAs, barriers
from tests.browser.sheets import card_of, kept_in, notes_of, open_sheet, sheet_of
from tests.cast import World
from tests.scoring.sheets import ask_all, fill, hand_in

TITLE = "Typed in this browser, but not part of the card"


def closed_with(open_as: OpenAs, world: World, *texts: str) -> Page:
    """The submitted card, in a browser that typed these notes offline before."""
    page = open_sheet(open_as, world)
    context = page.context
    for text in texts:
        context.set_offline(True)
        notes_of(page).fill(text)
        expect(page.locator("#save-state")).to_have_attribute("data-save-state", "offline")
    page.close()
    hand_in(world.lead, world.session)
    context.set_offline(False)
    return open_as(world.lead, sheet_of(world), context=context)


def test_it_is_shown_and_can_be_thrown_away(acme: World, open_as: OpenAs) -> None:
    page = closed_with(open_as, acme, "<b>never</b> arrived")
    expect(page.get_by_text(TITLE)).to_be_visible()
    expect(page.get_by_text("<b>never</b> arrived")).to_be_visible()
    assert barriers(page) == []
    assert "never" not in card_of(acme).notes
    page.get_by_role("button", name="Throw these away").click()
    expect(page.get_by_text(TITLE)).not_to_be_visible()
    page.wait_for_timeout(300)
    assert kept_in(page) == []


def test_what_arrived_unheard_is_no_leftover(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.route("**/edits/", lambda route: (route.fetch(), route.abort()))
    notes_of(page).fill("arrived, unheard")
    expect(page.locator("#save-state")).to_have_attribute("data-save-state", "offline")
    context = page.context
    page.close()
    hand_in(acme.lead, acme.session)
    page = open_as(acme.lead, sheet_of(acme), context=context)
    expect(page.get_by_text("arrived, unheard")).to_be_visible()
    page.wait_for_timeout(700)
    expect(page.get_by_text(TITLE)).not_to_be_visible()
    assert kept_in(page) == []


def test_submitting_leaves_nothing_in_the_browser(acme: World, open_as: OpenAs) -> None:
    with organization_scope(acme.organization):
        ask_all(acme.session)
        fill(acme.lead, acme.session)
    page = open_sheet(open_as, acme)
    page.get_by_label("Reason for the recommendation").fill("All of it.")
    page.get_by_role("button", name="Submit scorecard").click()
    page.locator("[data-confirm-proceed]").click()
    expect(page.get_by_text("Your scorecard is submitted.")).to_be_visible()
    assert card_of(acme).reason == "All of it."
    assert kept_in(page) == []


def test_a_page_that_is_still_open_keeps_its_own(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.context.set_offline(True)
    notes_of(page).fill("still in the other tab")
    expect(page.locator("#save-state")).to_have_attribute("data-save-state", "offline")
    hand_in(acme.lead, acme.session)
    page.context.set_offline(False)
    expect(page.locator("#save-state")).to_have_attribute("data-save-state", "failed")
    card = open_as(acme.lead, sheet_of(acme), context=page.context)
    card.wait_for_timeout(700)
    expect(card.get_by_text(TITLE)).not_to_be_visible()
    page.close()
    expect(card.get_by_text("still in the other tab")).to_be_visible()
