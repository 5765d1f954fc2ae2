"""The bank by keyboard only, and without script."""

import re
from typing import Any

from playwright.sync_api import Browser, Page, expect

from accounts.ground.tenancy import organization_scope
from questionbank.actions.refresh_words import refresh_words
from tests.browser.people import OpenAs, put_cookie
from tests.cast import World, make_question

POOL = "How do you size a worker pool?"


def results(page: Page) -> list[str]:
    return page.locator("[data-result]").all_inner_texts()


def test_a_question_is_searched_found_opened_and_left_by_key(acme: World, open_as: OpenAs) -> None:
    with organization_scope(acme.organization):
        make_question(acme.organization, "Which pool of threads is too large?", topic=acme.topic)
    page = open_as(acme.lead, f"/o/{acme.slug}/bank/")
    field = page.get_by_label("Search questions")

    page.keyboard.press("/")
    page.keyboard.type("pool")
    expect(page.locator("[data-result]")).to_have_count(2)
    expect(page).to_have_url(re.compile(r"/bank/\?q=pool$"))
    first, second = results(page)
    page.keyboard.press("ArrowUp")  # nowhere to go
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-result]").nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")  # the last one stays
    expect(page.locator("[data-result]").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(first)
    page.go_back()
    expect(page.get_by_label("Search questions")).to_have_value("pool")
    expect(page.locator("[data-result]")).to_have_text([first, second])
    page.go_back()
    expect(page.locator("[data-result]")).to_have_count(5)


def test_counts_follow_and_the_focus_stays_where_it_is(acme: World, open_as: OpenAs) -> None:
    page = open_as(acme.lead, f"/o/{acme.slug}/bank/")
    live = page.locator("#count-state-live")
    expect(live).to_have_text("4")

    page.get_by_role("checkbox", name="Case").focus()
    page.keyboard.press("Space")

    expect(live).to_have_text("0")
    expect(page).to_have_url(re.compile(r"/bank/\?kind=case$"))
    expect(page.get_by_role("checkbox", name="Case")).to_be_focused()
    page.get_by_role("link", name="Any kind").click()
    expect(page.locator("[data-result]")).to_have_count(4)


def test_another_spelling_is_one_key_away(acme: World, open_as: OpenAs) -> None:
    with organization_scope(acme.organization):
        refresh_words(actor=None, organization=acme.organization)
    page = open_as(acme.lead, f"/o/{acme.slug}/bank/?q=wroker")

    page.get_by_role("link", name="worker").click()

    expect(page.locator("[data-result]")).to_have_text([POOL])


def test_pages_are_turned_by_key(acme: World, open_as: OpenAs) -> None:
    with organization_scope(acme.organization):
        for number in range(40):
            make_question(acme.organization, f"Part {number}?", topic=acme.topic)
    page = open_as(acme.lead, f"/o/{acme.slug}/bank/")
    expect(page.locator("[data-result]")).to_have_count(30)

    page.keyboard.press("]")
    expect(page.locator("[data-result]")).to_have_count(14)
    expect(page).to_have_url(re.compile("after="))
    page.keyboard.press("[")
    expect(page.locator("[data-result]")).to_have_count(30)


def test_the_same_is_done_without_script(acme: World, chromium: Browser, live_server: Any) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    put_cookie(context, acme.lead, live_server.url)
    page = context.new_page()
    page.goto(f"/o/{acme.slug}/bank/")

    page.get_by_label("Search questions").fill("pool or consumer")
    page.get_by_role("checkbox", name="Live").check()
    page.get_by_role("button", name="Apply filters").click()

    expect(page.locator("[data-result]")).to_have_count(2)
    expect(page.locator("#count-kind-concept")).to_have_text("2")
    expect(page).to_have_url(re.compile(r"q=pool\+or\+consumer.*state=live"))
    page.get_by_role("link", name="Without Live").click()
    expect(page.get_by_role("checkbox", name="Live")).not_to_be_checked()
    context.close()
