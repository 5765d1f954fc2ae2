"""Takes the pictures of README.md: `python -m tests.browser.screenshots [ADDRESS]` (`make screenshots`).

Without an address it runs a demonstration of its own, on fresh data in a folder of its own, and removes both
at the end. With one it uses the demonstration that answers there; it uploads one document to it and rates
one criterion on the live sheet.
"""

import argparse
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from deploy import engines
from tests.browser.chromium import launch

REPOSITORY = Path(__file__).resolve().parents[2]
PICTURES = REPOSITORY / "docs" / "screenshots"
DOCUMENT = REPOSITORY / "docs" / "examples" / "queues-and-caches.md"
ORGANIZATION, PASSWORD = "meridian", "plumbline-demo"
LARGEST = 250_000  # bytes of a picture
START_SECONDS, RUN_SECONDS = 300, 150


@dataclass(frozen=True)
class Picture:
    """One picture: whose page, how to get there, and how it is seen."""

    name: str
    person: str
    go: Callable[[Page], None]
    width: int = 1280
    height: int = 800
    dark: bool = False


def bank(page: Page) -> None:
    """The list of questions."""
    visit(page, "bank/")


def question(page: Page) -> None:
    """A question that has a code block or a table to show."""
    visit(page, "bank/?q=gradient")
    follow(page, "table tbody a, .rows a")


def import_review(page: Page) -> None:
    """A document of ours, uploaded and waiting for a decision."""
    visit(page, "bank/imports/")
    page.set_input_files("input[type=file]", DOCUMENT)
    page.get_by_role("button", name="Upload and read").click()
    page.wait_for_url(re.compile(r"/bank/imports/[0-9a-f-]{36}/"))


def loop(page: Page) -> None:
    """The newest loop: what is proven of it, its interviews side by side."""
    visit(page, "loops/")
    follow(page, "td.cell-title a")
    page.get_by_role("heading", name="Coverage").wait_for()


def times(page: Page) -> None:
    """The loop that is placed over three time zones, at its days."""
    visit(page, "loops/")
    follow(page, "tr:has-text('Anil Deshmukh') td.cell-title a")
    page.get_by_role("link", name="Times", exact=True).click()
    page.get_by_role("heading", name="Days").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('h2').scrollIntoView()")


def live_sheet(page: Page) -> None:
    """The interview that is going on, with a first rating and its evidence saved."""
    visit(page, "")
    follow(page, "a:has-text('Back to the sheet')")
    page.locator("[data-criterion] label").nth(3).click()  # after that of the evidence
    evidence = "Began with the smallest case that can fail, and said why before writing any code."
    page.locator("[data-criterion] textarea").first.fill(evidence)
    page.locator("[data-save-state=saved]").wait_for()
    page.evaluate("scrollTo(0, 0)")


def packet(page: Page) -> None:
    """The first packet that waits for its decision, at the recommendations and the spread."""
    visit(page, "debrief/")
    follow(page, "table tbody a, .rows a")
    page.locator(".packet-split").evaluate("place => scrollTo(0, place.getBoundingClientRect().top - 80)")


def calibration(page: Page) -> None:
    """Interviewers, once the worker has calculated; that may take a minute after the start."""
    deadline = time.monotonic() + RUN_SECONDS
    while True:
        visit(page, "calibration/interviewers/")
        if page.get_by_role("link", name=re.compile(r"^Run \d+$")).count() or time.monotonic() > deadline:
            return
        time.sleep(3)


def my_work(page: Page) -> None:
    """What waits for an interviewer."""
    visit(page, "")


PAGES = [
    Picture("bank", "curator", bank),
    Picture("question", "curator", question),
    Picture("import-review", "curator", import_review),
    Picture("loop", "coordinator", loop, height=1000),
    Picture("times", "coordinator", times, height=1000),
    Picture("live-sheet", "interviewer", live_sheet),
    Picture("packet", "committee", packet, height=900),
    Picture("calibration", "committee", calibration),
    Picture("my-work-dark", "interviewer", my_work, width=820, height=900, dark=True),
]


def visit(page: Page, path: str) -> None:
    """A page of the organisation."""
    page.goto(f"/o/{ORGANIZATION}/{path}")


def follow(page: Page, selector: str) -> None:
    """The first link that the selector finds."""
    page.locator(selector).first.click()


def take(browser: Browser, address: str, picture: Picture) -> Path:
    """Signs in as the person, goes there, and writes the picture; refuses one that is too large."""
    context = browser.new_context(
        base_url=address,
        color_scheme="dark" if picture.dark else "light",
        viewport={"width": picture.width, "height": picture.height},
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    with contextlib.closing(context):
        page = context.new_page()
        sign_in(page, picture.person)
        picture.go(page)
        page.wait_for_load_state("networkidle")
        path = PICTURES / f"{picture.name}.png"
        page.screenshot(path=path, animations="disabled", caret="hide")
    shrink(path)
    size = path.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{path.name} has {size:,} bytes; {LARGEST:,} are the most.")
    return path


def shrink(path: Path) -> None:
    """Keeps 256 colours, which no eye misses on pages like ours; a third of the bytes are left."""
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def sign_in(page: Page, person: str) -> None:
    """Through the form, as anybody would."""
    page.goto("/account/login/")
    page.get_by_label("Email").fill(f"{person}@{ORGANIZATION}.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda address: "/account/login/" not in address)


@contextlib.contextmanager
def demonstration() -> Iterator[str]:
    """A demonstration of our own, beside the usual data and removed at the end; gives its address."""
    data = engines.data_folder() / "screenshots"
    os.environ["PLUMBLINE_DATA"] = str(data)
    command = [sys.executable, "-m", "deploy.demo", "--reset"]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as demo:
        try:
            yield wait_for_address(demo)
        finally:
            demo.send_signal(signal.SIGINT)
            demo.communicate(timeout=60)
            engines.wipe()
            shutil.rmtree(data, ignore_errors=True)


def wait_for_address(demo: "subprocess.Popen[str]") -> str:
    """What the demonstration prints when it answers; its own words when it gives up."""
    deadline, said = time.monotonic() + START_SECONDS, []
    for line in demo.stdout or ():
        said.append(line)
        if found := re.search(r"answers at (http://\S+?)/?$", line):
            return found[1]
        if time.monotonic() > deadline:
            break
    raise SystemExit("The demonstration did not start:\n" + "".join(said))


def main(arguments: list[str] | None = None) -> int:
    """Takes all pictures, or those named."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screenshots", description=__doc__)
    parser.add_argument("address", nargs="?", help="a demonstration that runs, such as http://127.0.0.1:8000")
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=[one.name for one in PAGES])
    options = parser.parse_args(arguments)
    PICTURES.mkdir(parents=True, exist_ok=True)
    source = contextlib.nullcontext(options.address) if options.address else demonstration()
    with sync_playwright() as playwright, source as address:
        browser = launch(playwright)
        if browser is None:
            raise SystemExit("No Chromium or Chrome is installed, and Playwright's own is not there either.")
        for picture in PAGES:
            if not options.only or picture.name in options.only:
                path = take(browser, address.rstrip("/"), picture)
                sys.stdout.write(f"{path.relative_to(REPOSITORY)}  {path.stat().st_size:,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
