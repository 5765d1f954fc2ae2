"""From the sign-in page to the first question by keyboard alone, and on to a kit that a colleague uses."""

import time

from playwright.sync_api import Locator, Page, expect

from tests.browser.people import OpenAs
from tests.cast import PASSWORD, World

FARTHEST = 60  # presses of Tab, within which everything on these pages is reached


def test_an_interviewer_is_at_the_first_question_by_keyboard_alone(acme: World, open_as: OpenAs) -> None:
    page = open_as(None, "/")
    began = time.monotonic()
    type_sign_in(page, acme.lead.user.email)
    quick_loop(page, candidate="Noa North")
    expect(page.get_by_role("timer", name="Time in the session")).to_be_visible()
    first = page.locator("section.question").first
    expect(first).to_be_in_viewport()
    expect(first.locator(".question-prompt")).to_contain_text("?")
    seconds = time.monotonic() - began
    print(f"from the sign-in page to the first question: {seconds:.1f} s")  # noqa: T201  # for people to read
    expect(page.locator("#sheet[data-ready]")).to_be_attached()
    page.keyboard.press("a")
    page.keyboard.press("3")
    expect(first.get_by_role("radio", name="3 ").first).to_be_checked()
    expect(page.locator("#save-state")).to_have_attribute("data-save-state", "saved")


def test_a_loop_becomes_a_kit_that_a_colleague_uses_by_keyboard_alone(acme: World, open_as: OpenAs) -> None:
    page = open_as(acme.lead)
    quick_loop(page)
    expect(page.get_by_text("Nothing is reserved until the candidate is named.")).to_be_visible()
    questions = page.locator(".loop-question").all_inner_texts()
    press(page, page.get_by_role("link", name="Save as kit"))
    write(page, page.get_by_label("Name", exact=True), "Queues in 45 minutes")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Queues in 45 minutes is saved as a kit for everybody.")).to_be_visible()

    colleague = open_as(acme.second, f"/o/{acme.slug}/loops/")
    press(colleague, colleague.get_by_role("link", name="Kits"))
    press(colleague, colleague.get_by_role("link", name="Queues in 45 minutes").first)
    write(colleague, colleague.get_by_label("Or somebody new: name"), "Sky South")
    press(colleague, colleague.get_by_role("button", name="Build and start"))
    expect(colleague.get_by_role("heading", name="Sky South")).to_be_visible()
    assert colleague.locator(".question-prompt").all_inner_texts() == questions


def type_sign_in(page: Page, email: str) -> None:
    """The first field has the focus already."""
    expect(page.get_by_label("Email")).to_be_focused()
    page.keyboard.type(email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="My work")).to_be_visible()


def quick_loop(page: Page, candidate: str = "") -> None:
    """From my work: level, topic, and perhaps for whom, whom one then meets at once."""
    page.wait_for_load_state()  # so that the key is heard
    page.keyboard.press("q")
    expect(page.get_by_role("heading", name="Quick loop")).to_be_visible()
    reach(page, page.get_by_role("group", name="Level").get_by_role("radio").first)
    page.keyboard.press("Space")
    while not page.get_by_label("Senior", exact=True).is_checked():
        page.keyboard.press("ArrowDown")
    reach(page, page.get_by_label("Queues", exact=True))
    page.keyboard.press("Space")
    if candidate:
        write(page, page.get_by_label("Candidate's name"), candidate)
        page.keyboard.press("Enter")
    else:
        press(page, page.get_by_role("button", name="Just build"))


def write(page: Page, field: Locator, text: str) -> None:
    """Goes to the field and types, over what stood there."""
    reach(page, field)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def press(page: Page, element: Locator) -> None:
    reach(page, element)
    page.keyboard.press("Enter")


def reach(page: Page, element: Locator) -> None:
    """Presses Tab until the element has the focus."""
    expect(element).to_be_visible()
    page.wait_for_load_state()
    for _ in range(FARTHEST):
        if element.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{element} is not reached by Tab")
