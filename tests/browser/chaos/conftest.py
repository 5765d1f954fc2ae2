"""One place for the tests of this folder; each test has an organisation of its own in it."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.chaos.desk import Desk
from tests.browser.chaos.place import Place, open_place

SLUGS = ("cut", "out", "killed", "base", "cache", "asleep", "tabs", "clocks", "train")
SitDown = Callable[..., Desk]

# The clock of the device goes wrong by so many milliseconds.
WRONG = """(() => {
  const Right = Date;
  globalThis.Date = class extends Right {
    constructor(...given) { super(...(given.length ? given : [Right.now() + %d])); }
    static now() { return Right.now() + %d; }
  };
})()"""


@pytest.fixture(scope="session")
def place(chromium: Browser) -> Iterator[Place]:
    """Asked for after the browser: without one there is nothing to start."""
    with open_place(*SLUGS) as opened:
        yield opened


@pytest.fixture
def sit_down(chromium: Browser, place: Place) -> Iterator[SitDown]:
    """sit_down(slug, fields=…, beside=desk, clock=hours): the lead's sheet, open and ready.

    `beside` is another desk in whose browser this is a second tab; else it is a device of its own.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def new_context(slug: str, hours: int) -> BrowserContext:
        context = chromium.new_context(base_url=place.address, reduced_motion="reduce")
        contexts.append(context)
        context.set_default_timeout(30_000)
        session = {"name": "sessionid", "value": place.people[slug]["cookie"], "url": place.address}
        context.add_cookies([session])  # type: ignore[list-item]  # playwright's own type is not exported
        if hours:
            context.add_init_script(WRONG % (hours * 3_600_000, hours * 3_600_000))
        return context

    def sit(
        slug: str, *, fields: list[str] | None = None, beside: Desk | None = None, clock: int = 0
    ) -> Desk:
        people: dict[str, Any] = place.people[slug]
        page = (beside.page.context if beside else new_context(slug, clock)).new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"/o/{slug}/live/{people['session']}/")
        expect(page.locator("#sheet[data-ready]")).to_be_attached()
        return Desk(
            place, people, page, fields or [*people["evidence"], "notes", "reason"], random.Random(slug)
        )

    yield sit
    for context in contexts:
        context.close()
    assert wrong == []
