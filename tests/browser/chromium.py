"""Finds a browser to drive; knows nothing of Django."""

import shutil
from contextlib import suppress

from playwright.sync_api import Browser, Playwright
from playwright.sync_api import Error as PlaywrightError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def launch(playwright: Playwright) -> Browser | None:
    """An installed Chromium or Chrome, else Playwright's own, else None."""
    arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
    for path in [*filter(None, map(shutil.which, NAMES)), None]:
        with suppress(PlaywrightError):
            return playwright.chromium.launch(executable_path=path, args=arguments)
    return None
