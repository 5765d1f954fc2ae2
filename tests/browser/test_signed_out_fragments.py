"""A page that was left open asks for a fragment while nobody is signed in: it never gets the sign-in page."""

from playwright.sync_api import expect

from tests.browser.people import OpenAs, put_cookie
from tests.browser.sheets import open_sheet
from tests.cast import World


def test_a_page_says_so_once_with_a_way_back_and_keeps_what_is_on_it(
    acme: World, open_as: OpenAs, live_server
) -> None:
    page = open_as(acme.curator, f"/o/{acme.slug}/bank/")
    field = page.get_by_role("searchbox")
    before = page.locator("#results").inner_html()
    page.context.clear_cookies(name="sessionid")
    for text in ("queue", "pool"):
        with page.expect_response(lambda answer: answer.status == 401):
            field.fill(text)
            field.press("Enter")
    message = page.locator("#messages")
    expect(message).to_have_text("You are signed out. Sign in")
    assert page.locator("#results").inner_html() == before
    expect(field).to_have_value("pool")
    assert message.get_by_role("link").get_attribute("href") == "/account/login/?next=%2Fo%2Facme%2Fbank%2F"
    put_cookie(page.context, acme.curator, live_server.url)
    with page.expect_response(lambda answer: answer.status == 200):
        field.fill("idempotent")
        field.press("Enter")


def test_on_the_sheet_the_dialog_opens_instead(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.locator("summary", has_text="Candidate's screen").click()  # a menu fetches htmx
    page.wait_for_function("() => 'htmx' in window")
    page.context.clear_cookies(name="sessionid")
    page.evaluate("htmx.ajax('GET', location.pathname, {target: '#sheet'})")
    expect(page.get_by_role("dialog", name="Sign in again")).to_be_visible()
    expect(page.locator("[name=notes]")).to_be_attached()
    expect(page.locator("#messages")).to_be_empty()
