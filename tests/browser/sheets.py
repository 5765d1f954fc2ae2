"""The live sheet as the browser tests open it."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from accounts.ground.tenancy import organization_scope
from scoring.models import Scorecard
from tests.browser.people import OpenAs
from tests.cast import World


def sheet_of(world: World) -> str:
    return f"/o/{world.slug}/live/{world.session.pk}/"


def open_sheet(open_as: OpenAs, world: World, **options: object) -> Page:
    page = open_as(world.lead, sheet_of(world), **options)
    expect(page.locator("#sheet[data-ready]")).to_be_attached()
    return page


def card_of(world: World) -> Scorecard:
    with organization_scope(world.organization):
        return Scorecard.objects.get(seat__session=world.session, seat__member=world.lead)


def expect_saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_have_attribute("data-save-state", "saved")
    expect(page.get_by_text(re.compile(r"All changes saved \d\d:\d\d:\d\d"))).to_be_visible()


def notes_of(page: Page) -> Locator:
    """The field of the notes."""
    return page.get_by_label("Notes", exact=True)


def module(page: Page, name: str) -> str:
    """The address of one of our modules, "live/store.js", as a page imports it."""
    found: str = page.evaluate("document.querySelector('script[src*=\"/js/live/\"]').src")
    return found.split("/js/")[0] + "/js/" + name


# Every row of the journals in this browser, IndexedDB and small storage, whoever wrote it.
KEPT = """async () => {
  const small = Object.keys(localStorage).filter((name) => name.startsWith("plumbline-edit:"));
  const rows = small.map((name) => JSON.parse(localStorage.getItem(name)));
  if (!(await indexedDB.databases()).some((one) => one.name === "plumbline")) return rows;
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await answer(indexedDB.open("plumbline"));
  rows.push(...await answer(database.transaction("edits").objectStore("edits").getAll()));
  database.close();
  return rows;
}"""


def kept_in(page: Page) -> list[dict[str, Any]]:
    """What the journals of this browser hold."""
    found: list[dict[str, Any]] = page.evaluate(KEPT)
    return found
