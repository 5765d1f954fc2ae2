"""A real Chromium with people in it: one browser context each, signed in, watched for errors.

Fixtures: `chromium` (one a run), `open_as(member, …)` → a page. Every test may ask for them.
Without any Chromium the tests are reported as skipped; with REQUIRE_BROWSER=1 that is a failure.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from accounts.models import Membership
from tests.cast import sign_in

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OpenAs = Callable[..., Page]


def launch(playwright: Playwright) -> Browser | None:
    """An installed Chromium or Chrome, else Playwright's own, else None."""
    arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
    for path in [*filter(None, map(shutil.which, NAMES)), None]:
        with suppress(PlaywrightError):
            return playwright.chromium.launch(executable_path=path, args=arguments)
    return None


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run."""
    expect.set_options(timeout=30_000)  # a loaded machine is slow, not wrong
    with sync_playwright() as playwright:
        browser = launch(playwright)
        if browser is None:
            missing = "No Chromium or Chrome is installed, and Playwright's own is not there either."
            if os.environ.get("REQUIRE_BROWSER") == "1":
                pytest.fail(missing)
            pytest.skip(missing)
        yield browser
        browser.close()


@pytest.fixture
def open_as(chromium: Browser, live_server: Any) -> Iterator[OpenAs]:
    """open_as(member, "/o/acme/", dark=False, width=1280, touch=False, context=None): a page, signed in.

    The member None is somebody who is not signed in; the same `context` (page.context) again is another tab
    of the same person. A script error or something that the content security policy refused fails the test
    at its end.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(
        member: Membership | None,
        path: str = "/",
        *,
        dark: bool = False,
        width: int = 1280,
        touch: bool = False,
        context: BrowserContext | None = None,
    ) -> Page:
        if context is None:
            context = chromium.new_context(
                base_url=live_server.url,
                color_scheme="dark" if dark else "light",
                viewport={"width": width, "height": 900},
                reduced_motion="reduce",
                has_touch=touch,
            )
            context.set_default_timeout(30_000)
            contexts.append(context)
            if member is not None:
                put_cookie(context, member, live_server.url)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if "Content Security" in line.text else None)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def put_cookie(context: BrowserContext, member: Membership, address: str) -> None:
    """Signs the person in without the form."""
    session = sign_in(member).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])


# What is folded away counts too, and lies where a reader meets it.
OPEN = "for (const part of document.querySelectorAll('details.disclosure')) part.open = true"


def barriers(page: Page, *, colours: bool = False) -> list[str]:
    """What axe finds on the page that keeps people out, each with its first element; empty is good.

    `colours`: looks at contrast only, for the second theme of a page whose first has had every rule.
    """
    page.evaluate(OPEN)
    # What passed need not be written down: on a long page that takes longer than looking.
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if colours:
        options["runOnly"] = ["color-contrast"]
    found = Axe().run(page, options=options)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
