"""The bank in a real browser: finding by key, and deciding on an import by key."""

import re

from playwright.sync_api import Page, expect

from accounts.ground.tenancy import organization_scope
from questionbank.models import ImportBatch, ImportItem
from tests.browser.people import OpenAs
from tests.cast import World
from tests.questionbank.documents import stage


def staged(world: World) -> ImportBatch:
    with organization_scope(world.organization):
        return stage(world.curator)


def states(batch: ImportBatch) -> list[str]:
    with organization_scope(batch.organization):
        return list(
            ImportItem.objects.filter(batch=batch).order_by("ordinal").values_list("state", flat=True)
        )


def test_a_question_is_found_by_key_while_one_types(acme: World, open_as: OpenAs) -> None:
    page = open_as(acme.lead, f"/o/{acme.slug}/bank/")
    expect(page.get_by_role("row")).to_have_count(1 + 4)
    page.keyboard.press("/")
    expect(page.get_by_label("Search questions")).to_be_focused()
    page.keyboard.type("idempotent consumers n")  # typed in a field, n is no key of the page
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    expect(page.get_by_role("row")).to_have_count(1 + 1)
    expect(page.get_by_role("link", name="What makes a consumer idempotent?")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="1 question")).to_be_visible()
    expect(page).to_have_url(re.compile("q=idempotent(%20|[+])consumers"))
    page.reload()
    expect(page.get_by_role("row")).to_have_count(1 + 1)
    page.keyboard.press("/")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("nothing of the kind")
    expect(page.get_by_role("heading", name="No question matches")).to_be_visible()


def test_a_facet_narrows_the_list_without_a_button(acme: World, open_as: OpenAs) -> None:
    page = open_as(acme.lead, f"/o/{acme.slug}/bank/")
    page.get_by_role("checkbox", name="Mid").check()
    expect(page.get_by_role("heading", name="No question matches")).to_be_visible()
    page.get_by_role("checkbox", name="Senior").check()
    expect(page.get_by_role("row")).to_have_count(1 + 4)


def test_the_keys_of_a_page_are_listed(acme: World, open_as: OpenAs) -> None:
    page = open_as(acme.curator, f"/o/{acme.slug}/bank/")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog")
    expect(keys).to_contain_text("Search")
    expect(keys).to_contain_text("New question")
    page.keyboard.press("Escape")
    expect(keys).not_to_be_visible()


def test_an_import_is_decided_question_by_question_with_keys(acme: World, open_as: OpenAs) -> None:
    batch = staged(acme)
    page = open_as(acme.curator, f"/o/{acme.slug}/bank/imports/{batch.pk}/")
    page.get_by_role("link", name="What does at-least-once delivery ask of a consumer?").click()
    press(page, "]", "Question 2")
    press(page, "[", "Question 1")
    press(page, "a", "Question 2")
    press(page, "r", "Question 3")
    assert states(batch) == ["accepted", "rejected", "pending", "pending"]


def test_what_has_no_warning_is_accepted_at_once_and_undone_at_once(acme: World, open_as: OpenAs) -> None:
    batch = staged(acme)
    page = open_as(acme.curator, f"/o/{acme.slug}/bank/imports/{batch.pk}/")
    page.get_by_role("button", name="Accept all 4 without warnings").click()
    expect(page.get_by_role("status").filter(has_text="4 questions")).to_be_visible()
    assert states(batch) == ["accepted"] * 4
    page.get_by_role("link", name="Undo import").click()
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("The import of queues.md is undone.")).to_be_visible()
    page.goto(f"/o/{acme.slug}/bank/")
    expect(page.get_by_role("row")).to_have_count(1 + 4)


def press(page: Page, key: str, leads_to: str) -> None:
    page.wait_for_load_state()
    page.keyboard.press(key)
    expect(page.get_by_role("heading", name=leads_to, exact=True)).to_be_visible()
