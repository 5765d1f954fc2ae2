"""Signing out on a shared machine: nothing of the person stays, and nothing unsent is deleted unasked."""

import json

from playwright.sync_api import Locator, Page, expect

from tests.browser.people import OpenAs, barriers
from tests.browser.sheets import card_of, expect_saved, kept_in, open_sheet
from tests.cast import World

PLACES = "Object.keys(localStorage).filter((name) => name.startsWith('plumbline-place:'))"


def leave_something(open_as: OpenAs, world: World, text: str) -> Page:
    """A sheet was closed without a connection; another page of the same person is open now."""
    page = open_sheet(open_as, world)
    page.route("**/edits/", lambda route: route.abort())
    page.locator("[name=notes]").fill(text)
    expect(page.locator("#save-state")).to_have_attribute("data-save-state", "offline")
    context = page.context
    page.close()
    return open_as(world.lead, f"/o/{world.slug}/", context=context)


def sign_out(page: Page) -> None:
    page.get_by_label("account, theme, keys").click()
    page.get_by_role("button", name="Sign out", exact=True).click()


def dialog_of(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Not everything is saved")


def expect_signed_out(page: Page) -> None:
    expect(page).to_have_url("/account/login/")
    assert not [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    assert page.evaluate(PLACES) == []


def test_a_plain_sign_out_leaves_nothing_of_the_person(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.locator("[name=notes]").fill("all saved")
    expect_saved(page)
    assert len(page.evaluate(PLACES)) == 1
    sign_out(page)
    expect_signed_out(page)
    assert kept_in(page) == []


def test_what_is_unsent_is_named_and_sent_when_the_person_says_so(acme: World, open_as: OpenAs) -> None:
    page = leave_something(open_as, acme, "written in a tunnel")
    sign_out(page)
    expect(dialog_of(page)).to_contain_text("1 change of Queues in depth")
    assert acme.candidate.person.name not in page.evaluate("JSON.stringify(localStorage)")
    dialog_of(page).get_by_role("button", name="Send them now").click()
    expect_signed_out(page)
    assert kept_in(page) == []
    assert card_of(acme).notes == "written in a tunnel"


def test_it_is_deleted_only_when_the_person_says_so(acme: World, open_as: OpenAs) -> None:
    page = leave_something(open_as, acme, "never mind")
    sign_out(page)
    dialog_of(page).get_by_role("button", name="Stay signed in").click()
    assert len(kept_in(page)) == 1
    sign_out(page)
    dialog_of(page).get_by_role("button", name="Sign out and delete them").click()
    expect_signed_out(page)
    assert kept_in(page) == []


def test_without_a_connection_nothing_is_deleted_and_nobody_is_signed_out(
    acme: World, open_as: OpenAs
) -> None:
    page = leave_something(open_as, acme, "still in the tunnel")
    page.context.set_offline(True)
    sign_out(page)
    for button in ("Send them now", "Sign out and delete them"):
        dialog_of(page).get_by_role("button", name=button).click()
        expect(dialog_of(page).get_by_role("alert")).to_contain_text("You are still signed in")
    assert len(kept_in(page)) == 1
    page.context.set_offline(False)
    dialog_of(page).get_by_role("button", name="Send them now").click()
    expect_signed_out(page)
    assert card_of(acme).notes == "still in the tunnel"


def test_the_sign_out_page_asks_too(acme: World, open_as: OpenAs) -> None:
    page = leave_something(open_as, acme, "from the page")
    page.goto("/account/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(dialog_of(page)).to_contain_text("1 change of Queues in depth")


def test_another_persons_unsent_words_stay_when_this_one_signs_out(
    acme: World, open_as: OpenAs, live_server
) -> None:
    page = leave_something(open_as, acme, "Lea's own words")
    page.context.clear_cookies()
    other = open_as(acme.second, f"/o/{acme.slug}/")
    session = next(cookie for cookie in other.context.cookies() if cookie["name"] == "sessionid")
    page.context.add_cookies([session])
    page.goto(f"/o/{acme.slug}/")
    sign_out(page)
    expect_signed_out_but_for(page, "Lea's own words")


def expect_signed_out_but_for(page: Page, text: str) -> None:
    """Sam is out, and Lea's words are still there."""
    expect(page).to_have_url("/account/login/")
    assert [row["value"] for row in kept_in(page)] == [text]
    assert len(json.loads(page.evaluate(f"JSON.stringify({PLACES})"))) == 1


def test_a_sheet_left_open_keeps_nothing_after_the_sign_out(acme: World, open_as: OpenAs) -> None:
    sheet = open_sheet(open_as, acme)
    page = open_as(acme.lead, f"/o/{acme.slug}/", context=sheet.context)
    sign_out(page)
    expect_signed_out(page)
    sheet.locator("[name=notes]").fill("typed into a page that is over")
    expect(sheet.locator("#save-state")).to_contain_text("signed out")
    assert kept_in(page) == []


def test_the_dialog_keeps_nobody_out(acme: World, open_as: OpenAs) -> None:
    page = leave_something(open_as, acme, "x")
    sign_out(page)
    expect(dialog_of(page)).to_be_visible()
    assert barriers(page) == []
