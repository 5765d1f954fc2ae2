"""Signed out in the middle of an interview: a dialog signs the same person in; nothing typed is touched."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from scoring.models import Edit
from tests.browser.people import OpenAs, barriers, put_cookie
from tests.browser.sheets import card_of, expect_saved, open_sheet
from tests.cast import PASSWORD, World

OUT = "() => fetch('/account/again/', {headers: {Accept: 'application/json'}}).then((a) => a.json())"


def notes(page: Page) -> Locator:
    return page.locator("[name=notes]")


def dialog_of(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Sign in again")


def write_signed_out(page: Page, text: str) -> None:
    """The session is gone, and the person leaves the field in which they typed on."""
    page.context.clear_cookies(name="sessionid")
    notes(page).fill(text)
    notes(page).blur()
    expect(dialog_of(page)).to_be_visible()


def sign_in_with(page: Page, password: str) -> None:
    dialog_of(page).get_by_label("Password").fill(password)
    dialog_of(page).get_by_role("button", name="Sign in").click()


def test_the_same_person_signs_in_and_what_was_typed_arrives(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    write_signed_out(page, "typed while signed out")
    expect(page.locator("#save-state")).to_contain_text("1 change kept on this device")
    dialog = dialog_of(page)
    expect(dialog.get_by_label("Email")).to_have_value(acme.lead.user.email)
    expect(dialog.get_by_label("Email")).not_to_be_editable()
    sign_in_with(page, PASSWORD)
    expect(dialog).not_to_be_visible()
    expect_saved(page)
    expect(notes(page)).to_have_value("typed while signed out")
    assert card_of(acme).notes == "typed while signed out"
    assert PASSWORD not in page.evaluate("JSON.stringify(localStorage) + location.href")
    notes(page).press_sequentially(", and after")  # the key of forms has changed
    expect_saved(page)
    assert card_of(acme).notes == "typed while signed out, and after"


def test_it_does_not_open_under_the_hands_of_who_types(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.context.clear_cookies(name="sessionid")
    with page.expect_response("**/edits/"):
        notes(page).press_sequentially("word0 ")
    expect(page.locator("#save-state")).to_contain_text("you are signed out")
    for number in range(1, 6):
        notes(page).press_sequentially(f"word{number} ")
        expect(dialog_of(page)).not_to_be_visible()
    expect(notes(page)).to_have_value("word0 word1 word2 word3 word4 word5 ")
    expect(dialog_of(page)).to_be_visible()  # after a pause
    expect(dialog_of(page).get_by_label("Password")).to_be_focused()
    sign_in_with(page, PASSWORD)
    expect_saved(page)
    expect(notes(page)).to_be_focused()


def test_not_now_keeps_everything_and_it_can_be_opened_again(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    write_signed_out(page, "later")
    page.keyboard.press("Escape")
    expect(dialog_of(page)).not_to_be_visible()
    expect(page.locator("#save-state")).to_contain_text("1 change kept on this device")
    with page.expect_response("**/edits/"):
        page.evaluate("dispatchEvent(new Event('focus'))")  # it is tried again, and refused again
    expect(dialog_of(page)).not_to_be_visible()
    page.get_by_role("link", name="Sign in", exact=True).click()
    expect(dialog_of(page).get_by_label("Password")).to_have_value("")
    sign_in_with(page, PASSWORD)
    expect_saved(page)
    assert card_of(acme).notes == "later"


def test_a_wrong_password_is_said_and_the_next_try_counts(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    write_signed_out(page, "patience")
    sign_in_with(page, "not my password")
    expect(dialog_of(page).get_by_role("alert")).to_have_text("This is not the password.")
    expect(dialog_of(page).get_by_label("Password")).to_be_focused()
    sign_in_with(page, PASSWORD)
    expect_saved(page)


def test_too_many_tries_say_how_long_to_wait(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    write_signed_out(page, "patience")
    for _ in range(6):
        with page.expect_response("**/account/again/"):
            sign_in_with(page, "not my password")
    expect(dialog_of(page).get_by_role("alert")).to_have_text(
        "Too many tries. Wait 5 minutes, then try again."
    )


def test_a_closed_account_is_told_so(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    acme.lead.user.is_active = False
    acme.lead.user.save()
    write_signed_out(page, "my last words")
    sign_in_with(page, PASSWORD)
    expect(dialog_of(page).get_by_role("alert")).to_contain_text("This account is closed")


def test_a_server_that_is_away_is_no_wrong_password(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    write_signed_out(page, "patience")
    page.context.set_offline(True)
    sign_in_with(page, PASSWORD)
    expect(dialog_of(page).get_by_role("alert")).to_contain_text("The server cannot be reached")
    page.context.set_offline(False)
    sign_in_with(page, PASSWORD)
    expect_saved(page)
    assert card_of(acme).notes == "patience"


def test_with_every_cookie_gone_it_works_too(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.context.clear_cookies()
    write_signed_out(page, "without any cookie")
    sign_in_with(page, PASSWORD)
    expect_saved(page)
    assert card_of(acme).notes == "without any cookie"


@pytest.mark.parametrize("part", ["second", "nobody"])
def test_somebody_else_in_another_tab_gets_no_word_and_the_dialog_says_whose_page_it_is(
    acme: World, open_as: OpenAs, live_server, part: str
) -> None:
    page = open_sheet(open_as, acme)
    other: Membership = getattr(acme, part)
    page.context.clear_cookies(name="sessionid")
    put_cookie(page.context, other, live_server.url)
    notes(page).fill("Lea's own words")
    notes(page).blur()
    expect(dialog_of(page)).to_contain_text(
        f"This page belongs to Lea Lead, but {other.user.name} has signed in"
    )
    with organization_scope(acme.organization):
        assert not Edit.objects.exists()
    sign_in_with(page, PASSWORD)
    expect_saved(page)
    assert card_of(acme).notes == "Lea's own words"
    assert page.evaluate(OUT)["email"] == acme.lead.user.email


def test_who_signs_in_in_another_tab_finds_the_page_going_on(
    acme: World, open_as: OpenAs, live_server
) -> None:
    page = open_sheet(open_as, acme)
    write_signed_out(page, "from the other tab")
    with page.context.expect_page() as opened:
        dialog_of(page).get_by_role("link", name="Sign in another way").click()
    opened.value.get_by_label("Email").fill(acme.lead.user.email)
    opened.value.get_by_label("Password").fill(PASSWORD)
    opened.value.get_by_role("button", name="Sign in").click()
    expect(opened.value).to_have_url(re.compile("/o/acme/"))
    opened.value.close()
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(dialog_of(page)).not_to_be_visible()
    expect_saved(page)
    assert card_of(acme).notes == "from the other tab"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_dialog_keeps_nobody_out(acme: World, open_as: OpenAs, dark: bool, width: int) -> None:
    page = open_sheet(open_as, acme, dark=dark, width=width)
    write_signed_out(page, "x")
    sign_in_with(page, "not my password")
    expect(dialog_of(page).get_by_role("alert")).not_to_be_empty()
    assert barriers(page) == []
    box = dialog_of(page).bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
    for _ in range(12):  # the focus stays within
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || Boolean(document.activeElement.closest('dialog'))"
        )
