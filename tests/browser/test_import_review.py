"""A whole import reviewed with the keyboard alone, then the same page on a tablet and without script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.ground.tenancy import organization_scope
from questionbank.models import ImportBatch, ImportItem
from tests.browser.people import OpenAs, barriers, put_cookie
from tests.cast import World
from tests.questionbank.documents import HOSTILE, resemble, stage, warn

GLUED = """# Queues

### 1. Why do we bound a queue?

Memory runs out.

And what is a worker?

It takes messages.

### 2. What is a dead letter?

A message that failed too often.

### 3. How long does a lease last?

As long as a task may take.

### 4. Twice as long where disks are slow?

Because a retry comes too early.

### 5. What does a retry need?

A pause that grows.
"""


@pytest.fixture
def batch(acme: World) -> ImportBatch:
    with organization_scope(acme.organization):
        batch = stage(acme.curator, GLUED)
        items = list(batch.items.all())
        assert len(items) == 5
        warn(items[0], "Two questions may be glued together.")
        resemble(items[1], acme.questions[0])
        return batch


def address(world: World, batch: ImportBatch) -> str:
    return f"/o/{world.slug}/bank/imports/{batch.pk}/"


def states(batch: ImportBatch) -> dict[str, str]:
    with organization_scope(batch.organization):
        rows = ImportItem.objects.filter(batch=batch)
        return {str(item): item.state for item in rows}


def on(page: Page, prompt: str) -> None:
    """The review is on this question, with its lines marked in the document."""
    row = page.locator('[data-row][aria-current="true"]')
    expect(row).to_contain_text(prompt)
    expect(row).to_be_focused()
    expect(page.locator("[data-lines] li.is-chosen").filter(has_text=prompt)).to_be_visible()


def says(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def at_rest(page: Page) -> None:
    """Waits until what came is in its place: a key that is pressed before chooses in the list that goes."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    page.wait_for_timeout(200)


def test_an_import_is_reviewed_with_the_keyboard_alone(
    acme: World, batch: ImportBatch, open_as: OpenAs
) -> None:
    page = open_as(acme.curator, address(acme, batch))
    press = page.keyboard.press

    press("j")
    on(page, "Why do we bound a queue?")  # the one with a warning stands first
    press("s")
    expect(page.get_by_role("radio").first).to_be_focused()
    press("ArrowDown")
    press("Enter")
    says(page, "Question 1 is split into 6 and 7.")
    on(page, "Why do we bound a queue?")
    press("a")
    says(page, "in the bank, as a draft")
    on(page, "And what is a worker?")
    press("e")
    expect(page.get_by_label("Prompt")).to_be_focused()
    press("Control+a")
    page.keyboard.type("What does a worker do?")  # no letter of it is a key of the page
    page.get_by_role("button", name="Save corrections").press("Enter")
    says(page, "Saved. Accept it when it is right.")
    row = page.locator('[data-row][aria-current="true"]')
    expect(row).to_contain_text("What does a worker do?")
    expect(row).to_be_focused()
    press("a")
    says(page, "in the bank, as a draft")
    on(page, "What is a dead letter?")  # like one in the bank
    press("d")
    expect(page.locator("ins, del").first).to_be_visible()
    press("1")
    says(page, "one more source of the question in the bank")
    on(page, "How long does a lease last?")
    press("m")
    says(page, "Questions 3 and 4 are joined: question 8.")
    on(page, "How long does a lease last?")
    at_rest(page)
    press("j")
    on(page, "What does a retry need?")
    press("j")  # there is none below
    on(page, "What does a retry need?")
    press("ArrowUp")
    on(page, "How long does a lease last?")
    press("ArrowDown")
    press("r")
    says(page, "Question 5 is rejected.")
    on(page, "How long does a lease last?")
    press("a")
    expect(page.get_by_role("heading", name="Nothing left to review")).to_be_visible()
    assert states(batch) == {
        "Why do we bound a queue?": "accepted",
        "What does a worker do?": "accepted",
        "What is a dead letter?": "merged",
        "How long does a lease last?": "accepted",
        "Twice as long where disks are slow?": "split",
        "What does a retry need?": "rejected",
    }


def test_a_line_leads_to_its_question_and_a_question_to_its_lines(
    acme: World, batch: ImportBatch, open_as: OpenAs
) -> None:
    page = open_as(acme.curator, address(acme, batch))
    page.locator("#L23 .source-text").click()
    on(page, "What does a retry need?")
    page.get_by_text("Twice as long where disks are slow").last.scroll_into_view_if_needed()
    page.locator("[data-row]").filter(has_text="Twice as long").locator(".row-meta").click(
        position={"x": 2, "y": 2}
    )
    on(page, "Twice as long where disks are slow")


def test_every_key_of_the_review_is_listed(acme: World, batch: ImportBatch, open_as: OpenAs) -> None:
    page = open_as(acme.curator, address(acme, batch))
    page.keyboard.press("j")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog")
    for word in ("Next question", "Accept", "Reject", "Edit", "Split in two", "Join with next"):
        expect(keys).to_contain_text(word)


def test_a_long_document_opens_around_the_question(acme: World, open_as: OpenAs) -> None:
    text = "# Long\n\n" + "\n\n".join(f"### {n}. What is part {n}?\n\nPart {n}." for n in range(1, 401))
    with organization_scope(acme.organization):
        batch = stage(acme.curator, text)
    page = open_as(acme.curator, address(acme, batch) + "?view=all&page=8")
    expect(page.locator("#L1403, #L1407").first).to_be_visible()
    page.get_by_role("link", name=re.compile("Lines before")).click()
    expect(page.locator("#pane")).to_have_attribute("data-last", re.compile(r"1[01]\d\d|\d\d\d"))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 820])
def test_nothing_keeps_people_out(
    acme: World, batch: ImportBatch, open_as: OpenAs, width: int, dark: bool
) -> None:
    page = open_as(acme.curator, address(acme, batch), width=width, dark=dark)
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(page.get_by_label("Prompt")).to_be_visible()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_a_tablet_one_pane_shows_at_a_time(acme: World, batch: ImportBatch, open_as: OpenAs) -> None:
    page = open_as(acme.curator, address(acme, batch), width=820)
    expect(page.locator("#L3")).not_to_be_visible()
    page.get_by_role("button", name="Document", exact=True).click()
    expect(page.locator("#L3")).to_be_visible()
    expect(page.get_by_role("link", name="What is a dead letter?")).not_to_be_visible()
    page.locator("#L11 .source-text").click()
    on_it = page.locator('[data-row][aria-current="true"]')
    expect(on_it).to_be_visible()
    expect(on_it).to_contain_text("What is a dead letter?")


def test_without_script_everything_is_links_and_forms(
    acme: World, batch: ImportBatch, chromium: Browser, live_server
) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    put_cookie(context, acme.curator, live_server.url)
    page = context.new_page()
    page.goto(address(acme, batch))
    row = page.locator("[data-row]").filter(has_text="Why do we bound a queue?")
    row.get_by_role("link", name="Split").click()
    page.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Split here").click()
    page.goto(address(acme, batch))
    page.locator("[data-row]").filter(has_text="dead letter").get_by_role("button", name="Variant").click()
    page.locator("[data-row]").filter(has_text="dead letter").get_by_role("button", name="Accept").click()
    page.get_by_role("button", name=re.compile("Accept all 3 without warnings")).click()
    with organization_scope(acme.organization):
        found = sorted(ImportItem.objects.values_list("state", flat=True))
    assert found == ["accepted"] * 4 + ["pending"] * 2 + ["split"]
    context.close()


def test_a_hostile_document_stays_words_in_a_real_browser(acme: World, open_as: OpenAs) -> None:
    with organization_scope(acme.organization):
        batch = stage(acme.curator, HOSTILE, "<img src=x onerror=alert(9)>.md")
        resemble(batch.items.get(ordinal=1), acme.questions[0], why="<script>alert(13)</script>")
    page = open_as(acme.curator, address(acme, batch))
    said = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.keyboard.press("j")
    page.keyboard.press("d")
    expect(page.locator("ins, del").first).to_be_visible()
    page.keyboard.press("p")
    expect(page.locator(".item-text")).to_contain_text("alert(2)")
    page.keyboard.press("e")
    expect(page.get_by_label("Prompt")).to_be_visible()
    assert said == []
