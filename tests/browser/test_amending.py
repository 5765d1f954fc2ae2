"""Amending in the browser: the same journal, offline too, and what two tabs do to each other."""

from playwright.sync_api import Page, expect

from accounts.ground.tenancy import organization_scope
from interviews.enums import LoopState
from interviews.models import Loop
from scoring.models import Amendment, Scorecard
from tests.browser.people import OpenAs
from tests.browser.sheets import card_of, expect_saved, kept_in, notes_of, open_sheet, sheet_of
from tests.cast import World
from tests.scoring.sheets import ask_all, hand_in

WHY = "I had mixed up two candidates."


def begin_amending(acme: World, open_as: OpenAs) -> Page:
    """The sheet of the lead's submitted card, open for an amendment."""
    hand_in(acme.lead, acme.session)
    page = open_as(acme.lead, sheet_of(acme))
    page.get_by_role("button", name="Amend this card").click()
    expect(page.get_by_text("You are amending a card")).to_be_visible()
    expect(page.locator("#sheet[data-ready]")).to_be_attached()
    return page


def reason_of(page: Page):
    return page.get_by_label("Reason for the amendment")


def test_what_is_typed_offline_while_amending_arrives_and_is_submitted_with_its_reason(
    acme: World, open_as: OpenAs
) -> None:
    page = begin_amending(acme, open_as)
    page.context.set_offline(True)
    notes_of(page).fill("written in a tunnel")
    reason_of(page).fill(WHY)
    expect(page.get_by_text("Offline: 2 changes kept on this device")).to_be_visible()
    page.context.set_offline(False)
    expect_saved(page)
    assert card_of(acme).notes == "notes yes 3"
    page.get_by_label("Strong no").check()
    page.get_by_role("button", name="Submit the amendment").click()
    expect(page.get_by_text("Your card is amended.")).to_be_visible()
    expect(page.get_by_text("first: yes")).to_be_visible()
    expect(page.get_by_text(WHY)).to_be_visible()
    assert (card_of(acme).notes, card_of(acme).recommendation) == ("written in a tunnel", "strong_no")
    assert kept_in(page) == []


def test_the_reason_survives_a_reload(acme: World, open_as: OpenAs) -> None:
    page = begin_amending(acme, open_as)
    reason_of(page).fill(WHY)
    expect_saved(page)
    page.reload()
    expect(reason_of(page)).to_have_value(WHY)


def test_what_is_missing_leads_to_its_field_with_the_focus_in_it(acme: World, open_as: OpenAs) -> None:
    page = begin_amending(acme, open_as)
    notes_of(page).fill("Changed, and no reason given")
    expect_saved(page)
    page.get_by_role("button", name="Submit the amendment").click()
    expect(page.get_by_role("heading", name="This amendment is not complete yet.")).to_be_visible()
    page.get_by_role("link", name="Say why you amend this card").click()
    expect(reason_of(page)).to_be_focused()
    expect(notes_of(page)).to_have_value("Changed, and no reason given")


def test_withdrawing_is_asked_about_and_empties_the_journal(acme: World, open_as: OpenAs) -> None:
    page = begin_amending(acme, open_as)
    notes_of(page).fill("Away with this")
    expect_saved(page)
    page.get_by_role("link", name="Withdraw it").click()
    expect(page.get_by_text("Away with this")).to_be_visible()
    page.get_by_role("button", name="Withdraw the amendment").click()
    expect(page.get_by_text("The amendment is withdrawn.")).to_be_visible()
    expect(page.get_by_text("notes yes 3")).to_be_visible()
    assert kept_in(page) == []


def test_a_tab_that_types_after_the_other_submitted_keeps_its_text_to_be_copied(
    acme: World, open_as: OpenAs
) -> None:
    page = begin_amending(acme, open_as)
    other = open_as(acme.lead, sheet_of(acme), context=page.context)
    expect(other.locator("#sheet[data-ready]")).to_be_attached()
    notes_of(page).fill("From the first tab")
    reason_of(page).fill(WHY)
    expect_saved(page)
    page.get_by_role("button", name="Submit the amendment").click()
    expect(page.get_by_text("Your card is amended.")).to_be_visible()
    notes_of(other).fill("From the second tab, too late")
    expect(other.get_by_text("it changes by an amendment only")).to_be_visible()
    assert card_of(acme).notes == "From the first tab"
    assert [row["value"] for row in kept_in(other)] == ["From the second tab, too late"]


def test_decided_meanwhile_says_so_and_keeps_what_was_typed(acme: World, open_as: OpenAs) -> None:
    page = begin_amending(acme, open_as)
    notes_of(page).fill("Typed before the decision")
    expect_saved(page)
    with organization_scope(acme.organization):
        Loop.objects.update(state=LoopState.DECIDED)
    page.reload()
    expect(page.get_by_role("heading", name="You had begun to amend this card")).to_be_visible()
    expect(page.get_by_text("Typed before the decision")).to_be_visible()
    with organization_scope(acme.organization):
        assert Scorecard.objects.get(seat__member=acme.lead).notes == "notes yes 3"
        assert Amendment.objects.exists()


def test_every_missing_thing_leads_to_its_field_and_nothing_is_lost(acme: World, open_as: OpenAs) -> None:
    with organization_scope(acme.organization):
        ask_all(acme.session)
    page = open_sheet(open_as, acme)
    notes_of(page).fill("Typed before submitting")
    page.get_by_role("button", name="Submit scorecard").click()
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.locator("#missing")).to_be_focused()
    page.get_by_role("link", name="Question 1: rate Depth").click()
    focused = page.evaluate("[document.activeElement.type, document.activeElement.name.split(':')[0]]")
    assert focused == ["radio", "rating"]
    page.get_by_role("link", name="Choose a recommendation.").click()
    assert page.evaluate("document.activeElement.name") == "recommendation"
    page.get_by_role("link", name="Give the reason for your recommendation.").click()
    expect(page.get_by_label("Reason for the recommendation")).to_be_focused()
    expect(notes_of(page)).to_have_value("Typed before submitting")
