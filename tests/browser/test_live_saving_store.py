"""Where unsent changes are kept, by person: IndexedDB, else the small storage, else nowhere; it says so."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.ground.tenancy import organization_scope
from scoring.models import Edit
from tests.browser.people import OpenAs, put_cookie
from tests.browser.sheets import card_of, expect_saved, kept_in, module, notes_of, open_sheet, sheet_of
from tests.cast import World
from tests.crashes.house import until

NO_DATABASE = {
    "missing": "Object.defineProperty(window, 'indexedDB', { value: undefined })",
    "forbidden": "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') }",
    "silent": "IDBFactory.prototype.open = () => ({})",
    "full": "IDBObjectStore.prototype.put = function () {"
    " this.transaction.abort(); throw new DOMException('full', 'QuotaExceededError') }",
}
NO_SMALL = {
    "missing": "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
}
NOTHING = "This browser keeps nothing: leave the page open until all changes are saved."


def crippled(open_as: OpenAs, world: World, *scripts: str) -> Page:
    """A sheet in a browser in which these scripts ran first."""
    page = open_as(world.lead)
    for script in scripts:
        page.context.add_init_script(script)
    page.goto(sheet_of(world))
    expect(page.locator("#sheet[data-ready]")).to_be_attached()
    return page


def type_offline(page: Page, text: str) -> BrowserContext:
    """Types the notes without a connection and closes the page once it says that they wait."""
    page.context.set_offline(True)
    notes_of(page).fill(text)
    expect(page.locator("#save-state")).to_have_attribute("data-save-state", "offline")
    return page.context


def reopened(open_as: OpenAs, world: World, page: Page) -> Page:
    context = page.context
    page.close()
    context.set_offline(False)
    return open_sheet(open_as, world, context=context)


def test_a_change_is_kept_before_it_is_sent(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    found: list[list[dict[str, Any]]] = []
    page.route("**/edits/", lambda route: (found.append(kept_in(page)), route.continue_()))
    notes_of(page).fill("kept first")
    expect_saved(page)
    [row] = found[0]
    assert (row["user"], row["field"], row["value"]) == (str(acme.lead.user_id), "notes", "kept first")
    assert kept_in(page) == []


@pytest.mark.parametrize("fault", NO_DATABASE)
def test_without_indexeddb_the_small_storage_serves_and_the_page_says_so(
    acme: World, open_as: OpenAs, fault: str
) -> None:
    page = crippled(open_as, acme, NO_DATABASE[fault])
    type_offline(page, "in the small storage")
    expect(page.locator("#save-state")).to_contain_text("small storage only")
    page = reopened(open_as, acme, page)
    expect(notes_of(page)).to_have_value("in the small storage")
    expect_saved(page)
    assert card_of(acme).notes == "in the small storage"
    assert (
        page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('plumbline-edit'))") == []
    )


@pytest.mark.parametrize(("fault", "small"), [("forbidden", "missing"), ("full", "full")])
def test_a_browser_that_keeps_nothing_says_so_and_still_saves(
    acme: World, open_as: OpenAs, fault: str, small: str
) -> None:
    page = crippled(open_as, acme, NO_DATABASE[fault], NO_SMALL[small])
    type_offline(page, "in this page only")
    expect(page.get_by_text(NOTHING)).to_be_visible()
    expect(page.get_by_text("Offline: 1 change not kept on this device")).to_be_visible()
    page.context.set_offline(False)
    expect_saved(page)
    assert card_of(acme).notes == "in this page only"


def test_a_database_deleted_while_the_page_is_open_is_written_again(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    type_offline(page, "still here")
    page.evaluate("""() => new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase("plumbline");
      request.onsuccess = resolve;
      request.onerror = request.onblocked = reject;
    })""")
    page.get_by_label("Private note").fill("and this")
    expect(page.get_by_text("Offline: 2 changes kept on this device")).to_be_visible()
    page.wait_for_timeout(300)
    assert {row["value"] for row in kept_in(page)} == {"still here", "and this"}
    page = reopened(open_as, acme, page)
    expect(notes_of(page)).to_have_value("still here")
    expect_saved(page)


FAILS_ONCE_TOLD = """
const put = IDBObjectStore.prototype.delete;
IDBObjectStore.prototype.delete = function (key) {
  if (!window.fails) return put.call(this, key);
  this.transaction.abort();
  throw new DOMException("busy", "UnknownError");
};
"""


def test_a_row_that_could_not_be_deleted_is_deleted_with_the_next(acme: World, open_as: OpenAs) -> None:
    page = crippled(open_as, acme, FAILS_ONCE_TOLD)
    page.clock.install()
    page.evaluate("window.fails = true")
    notes_of(page).fill("sent, and still kept")
    expect_saved(page)
    page.clock.run_for(1000)
    assert [row["value"] for row in kept_in(page)] == ["sent, and still kept"]

    page.evaluate("window.fails = false")
    page.clock.run_for(16_000)

    until(lambda: kept_in(page) == [])


def test_the_journal_of_the_former_version_is_taken_over(acme: World, open_as: OpenAs) -> None:
    page = open_as(acme.lead)
    with organization_scope(acme.organization):
        seat = acme.session.seats.get(member=acme.lead).pk
    former = {"sequence": 4, "waiting": {"notes": {"sequence": 4, "value": "typed last week", "base": 0}}}
    key = f"plumbline-edits:{seat}:0b7c4f0e-0000-4000-8000-000000000009"
    page.evaluate("([key, journal]) => localStorage.setItem(key, JSON.stringify(journal))", [key, former])
    page.goto(sheet_of(acme))
    expect(notes_of(page)).to_have_value("typed last week")
    expect_saved(page)
    assert card_of(acme).notes == "typed last week"
    assert page.evaluate("(key) => localStorage.getItem(key)", key) is None


def test_what_is_typed_before_the_script_runs_is_not_lost(acme: World, open_as: OpenAs) -> None:
    page = open_as(acme.lead)
    late: list[Any] = []
    page.route("**/js/live/sheet*.js", lambda route: late.append(route))
    page.goto(sheet_of(acme), wait_until="commit")
    notes_of(page).fill("in the very first instant")
    assert page.locator("#sheet[data-ready]").count() == 0
    late[0].continue_()
    expect_saved(page)
    assert card_of(acme).notes == "in the very first instant"


def test_typing_and_saving_do_not_wait_for_a_slow_database(acme: World, open_as: OpenAs) -> None:
    page = crippled(open_as, acme, NO_DATABASE["silent"])
    notes_of(page).fill("saved all the same")
    expect_saved(page)
    assert card_of(acme).notes == "saved all the same"


def test_another_person_on_the_same_browser_neither_sees_nor_sends_it(
    acme: World, open_as: OpenAs, live_server: Any
) -> None:
    page = open_sheet(open_as, acme)
    context = type_offline(page, "Lea's own words")
    page.close()
    context.set_offline(False)
    context.clear_cookies()
    put_cookie(context, acme.second, live_server.url)
    other = open_sheet(open_as, acme, context=context)
    notes_of(other).fill("Sam's words")
    expect_saved(other)
    expect(notes_of(other)).to_have_value("Sam's words")
    with organization_scope(acme.organization):
        assert list(Edit.objects.values_list("value", flat=True)) == ["Sam's words"]
    context.clear_cookies()
    put_cookie(context, acme.lead, live_server.url)
    page = open_sheet(open_as, acme, context=context)
    expect(notes_of(page)).to_have_value("Lea's own words")
    expect_saved(page)


def test_signing_out_empties_this_persons_journals_and_no_others(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    type_offline(page, "not for the next person")
    store = module(page, "live/store.js")
    user = str(acme.lead.user_id)
    left = page.evaluate(
        """async ([path, user]) => {
          const { Store, forgetAll, unsentOf } = await import(path);
          const row = { seat: "s", client: "c", field: "notes", sequence: 1, value: "theirs", base: 0 };
          await new Store().write([{ user: "someone else", ...row }]);
          const before = [await unsentOf(user), await unsentOf("someone else")];
          await forgetAll(user);
          return [before, [await unsentOf(user), await unsentOf("someone else")]];
        }""",
        [store, user],
    )
    assert left == [[1, 1], [0, 1]]
    expect(page.get_by_text(NOTHING)).to_be_visible()
    notes_of(page).fill("typed after signing out elsewhere")
    page.wait_for_timeout(300)
    assert [row["user"] for row in kept_in(page)] == ["someone else"]
