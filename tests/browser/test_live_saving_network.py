"""How edits travel: pauses that grow and differ, a server's wish, sizes, the last moment of a page."""

import itertools
import json
import time
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from accounts.ground.tenancy import organization_scope
from scoring.models import Edit
from tests.browser.people import OpenAs
from tests.browser.sheets import card_of, expect_saved, kept_in, module, notes_of, open_sheet, sheet_of
from tests.cast import World

# Twenty senders in one page, each with one edit, against a server that is down until `up`; gives back the
# milliseconds from then to each one's first request, and the least and largest pauses before that.
CROWD = """async (path) => {
  const { Sender } = await import(path);
  const { Journal } = await import(path.replace("sender", "journal"));
  let up = null;
  const asked = new Map();
  const answer = { ok: true, json: async () => ({ saved: [1], versions: {}, conflicts: [], errors: [] }) };
  window.fetch = async (url) => {
    asked.set(url, [...(asked.get(url) ?? []), performance.now()]);
    if (up === null) throw new TypeError("no network");
    return answer;
  };
  const store = { write: async () => {}, writeAtOnce: () => true };
  const senders = Array.from({ length: 20 }, (_, number) => {
    const journal = new Journal(store, { user: "u", seat: "s" });
    journal.put("notes", "text", 0);
    const report = (event, detail) => event === "answer" && detail.journal.acknowledge(detail.body.saved);
    return new Sender({ url: `tab-${number}`, seat: "s", journals: [journal], held: new Set(), report });
  });
  for (const sender of senders) sender.now();
  await new Promise((done) => setTimeout(done, 6000));
  const gaps = [...asked.values()].map((times) => times.slice(1).map((time, place) => time - times[place]));
  up = performance.now();
  dispatchEvent(new Event("online"));
  await new Promise((done) => setTimeout(done, 4000));
  return { gaps, first: [...asked.values()].map((times) => times.find((time) => time >= up) - up) };
}"""


def test_twenty_tabs_do_not_come_back_in_the_same_moment(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    seen = page.evaluate(CROWD, module(page, "live/sender.js"))
    first = sorted(seen["first"])
    assert len(first) == 20
    assert first[-1] < 3500  # a single person sees it saved within seconds
    assert max(sum(start <= one < start + 200 for one in first) for start in first) <= 10
    pauses = [gaps[0] for gaps in seen["gaps"]]
    assert max(pauses) - min(pauses) > 400  # no two tabs keep step
    assert all(len(gaps) <= 12 for gaps in seen["gaps"])


def test_pauses_grow_to_a_bound_and_honour_what_the_server_asks(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    asked = """async (path) => {
      const { pauseAfter, wished } = await import(path);
      return {
        most: [1, 2, 3, 10].map((failures) => pauseAfter(failures, 0, () => 1)),
        least: [pauseAfter(1, 0, () => 0), pauseAfter(3, 5000, () => 0)],
        wishes: ["7", "Sat, 21 Nov 2026 10:00:30 GMT", "99999", "soon", null].map((one) =>
          wished(one, Date.parse("2026-11-21T10:00:00Z"))),
      };
    }"""
    found = page.evaluate(asked, module(page, "live/sender.js"))
    assert found == {
        "most": [2000, 4000, 8000, 30_000],
        "least": [0, 5000],
        "wishes": [7000, 30_000, 600_000, 0, 0],
    }


def test_a_server_that_asks_to_wait_is_left_alone_however_much_is_typed(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    times: list[float] = []

    def busy(route: Route) -> None:
        times.append(time.monotonic())
        if len(times) == 1:
            route.fulfill(status=429, headers={"Retry-After": "3"}, body="")
        else:
            route.continue_()

    page.route("**/edits/", busy)
    notes_of(page).press_sequentially("typed on and on while it waits", delay=80)
    expect_saved(page)
    assert 2.8 < times[1] - times[0] < 7
    assert card_of(acme).notes == "typed on and on while it waits"


def test_a_server_that_never_answers_is_asked_again(acme: World, open_as: OpenAs) -> None:
    page = open_as(acme.lead)
    page.add_init_script(
        "AbortSignal.timeout = () => { const c = new AbortController();"
        " setTimeout(() => c.abort(), 500); return c.signal }"
    )
    page.goto(sheet_of(acme))
    silent: list[Any] = []
    page.route("**/edits/", lambda route: silent.append(route) if not silent else route.continue_())
    notes_of(page).fill("unheard at first")
    expect_saved(page)
    assert card_of(acme).notes == "unheard at first"


@pytest.mark.parametrize("body", ["<html>Log in to the train's network</html>", "[]", '{"saved": 1}'])
def test_an_answer_that_is_none_of_ours_acknowledges_nothing(acme: World, open_as: OpenAs, body: str) -> None:
    page = open_sheet(open_as, acme)
    answers: list[bool] = []

    def portal(route: Route) -> None:
        answers.append(True)
        if len(answers) == 1:
            route.fulfill(status=200, body=body)
        else:
            route.continue_()

    page.route("**/edits/", portal)
    notes_of(page).fill("through the portal")
    expect_saved(page)
    assert len(answers) == 2
    assert card_of(acme).notes == "through the portal"


def sizes(page: Page) -> list[int]:
    """The lengths of the batches that the page sends from now on."""
    found: list[int] = []
    page.route("**/edits/", lambda r: (found.append(len(r.request.post_data_buffer or b"")), r.continue_()))
    return found


def test_long_texts_travel_in_several_requests(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    type_long(page)
    found = sizes(page)
    page.context.set_offline(False)
    expect_saved(page)
    assert len(found) >= 2
    assert max(found) < 210_000
    card = card_of(acme)
    assert (len(card.notes), len(card.reason), len(card.private_note), len(card.handover)) == (20_000,) * 4


def type_long(page: Page) -> None:
    page.context.set_offline(True)
    for label in ("Notes", "Reason for the recommendation", "Private note", "Note to the next interviewer"):
        page.get_by_label(label, exact=True).fill("語" * 20_000)
    expect(page.get_by_text("Offline: 4 changes kept on this device")).to_be_visible()


def test_a_proxy_that_takes_little_gets_less_at_once(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    type_long(page)

    def small(route: Route) -> None:
        if len(json.loads(route.request.post_data or "")["edits"]) > 1:
            route.fulfill(status=413, body="")
        else:
            route.continue_()

    page.route("**/edits/", small)
    page.context.set_offline(False)
    expect_saved(page)
    assert len(card_of(acme).notes) == 20_000


def test_what_is_typed_in_the_last_moment_arrives(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.on("dialog", lambda dialog: dialog.accept())
    notes_of(page).fill("the very last word")
    page.goto("/")
    page.wait_for_timeout(500)
    assert card_of(acme).notes == "the very last word"
    page.goto(sheet_of(acme))
    expect(notes_of(page)).to_have_value("the very last word")
    expect_nothing_kept(page)
    with organization_scope(acme.organization):
        assert Edit.objects.filter(field="notes").count() == 1


def expect_nothing_kept(page: Page) -> None:
    for _ in range(50):
        if not kept_in(page):
            return
        page.wait_for_timeout(100)
    assert kept_in(page) == []


def test_the_journal_of_a_tab_that_is_open_is_left_to_it(acme: World, open_as: OpenAs) -> None:
    one = open_sheet(open_as, acme)
    one.route("**/edits/", lambda route: route.abort())
    notes_of(one).fill("still being typed")
    expect(one.locator("#save-state")).to_have_attribute("data-save-state", "offline")
    other = open_sheet(open_as, acme, context=one.context)
    other.wait_for_timeout(1500)
    expect(notes_of(other)).to_have_value("")
    assert card_of(acme).notes == ""
    one.close()
    expect(notes_of(other)).to_have_value("still being typed")
    expect_saved(other)
    assert card_of(acme).notes == "still being typed"


def test_without_web_locks_the_tabs_ask_each_other(acme: World, open_as: OpenAs) -> None:
    page = open_as(acme.lead)
    page.context.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    page.goto(sheet_of(acme))
    page.route("**/edits/", lambda route: route.abort())
    notes_of(page).fill("no locks here")
    expect(page.locator("#save-state")).to_have_attribute("data-save-state", "offline")
    other = open_sheet(open_as, acme, context=page.context)
    other.wait_for_timeout(1500)
    assert card_of(acme).notes == ""
    page.close()
    other.reload()
    expect(notes_of(other)).to_have_value("no locks here")
    expect_saved(other)


def test_a_request_that_fails_is_made_again_after_pauses_that_differ(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    times: list[float] = []
    page.route(
        "**/edits/", lambda route: (times.append(time.monotonic()), route.fulfill(status=503, body=""))
    )
    notes_of(page).fill("again and again")
    page.wait_for_timeout(9000)
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert 2 <= len(gaps) <= 12
    assert len({round(gap, 2) for gap in gaps}) == len(gaps)
    page.unroute("**/edits/")
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect_saved(page)
