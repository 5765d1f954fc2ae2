"""An interview from its start to the submitted card, by keyboard only."""

import re

from playwright.sync_api import Page, expect

from accounts.ground.tenancy import organization_scope
from interviews.models import HintGiven, PlannedQuestion
from scoring.models import Rating
from tests.browser.people import OpenAs
from tests.browser.sheets import card_of, expect_saved, open_sheet
from tests.cast import World, make_question

KEYS = ("1–4", "x", "c", "e", "a", "k", "r", "h", "m", "n", "p", "s", "?")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until the focus is on what is called so."""
    for _ in range(200):
        page.keyboard.press("Tab")
        text = page.evaluate(
            "(document.activeElement.textContent || document.activeElement.name || '').trim()"
        )
        if re.fullmatch(name, text):
            return
    raise AssertionError(f"Tab never came to {name}")


def with_hints(world: World) -> None:
    with organization_scope(world.organization):
        first = world.session.planned.earliest("position")
        rubric = world.questions[0].current.rubric  # type: ignore[union-attr]  # it has one
        made = make_question(
            world.organization, "Why?", level=world.level, topic=world.topic, rubric=rubric, hints=["One."]
        )
        PlannedQuestion.objects.filter(pk=first.pk).update(revision=made.current)


def test_every_key_is_listed_and_none_is_listed_twice(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    press(page, "?")
    dialog = page.get_by_role("dialog", name="Keys on this page")
    expect(dialog).to_be_visible()
    listed = [key.strip() for key in dialog.locator("dt").all_inner_texts()]
    assert set(KEYS) <= set(listed)
    assert len(listed) == len(set(listed))


def test_a_whole_interview_by_keyboard(acme: World, open_as: OpenAs) -> None:
    with_hints(acme)
    page = open_sheet(open_as, acme)
    tab_to(page, "Start the interview")
    press(page, "Enter")
    expect(page.get_by_role("timer", name="Time in the session")).to_be_visible()
    expect(page.locator("#sheet[data-ready]")).to_be_attached()
    press(page, "a", "h", "Enter", "e")
    page.keyboard.type("Named two causes, 3 of 4 measured.")
    press(page, "Escape", "3", "c", "2", "m")
    expect(page.get_by_text("Model answer to:")).to_be_visible()
    press(page, "n", "k")
    page.keyboard.type("No time left")
    press(page, "Enter", "n")
    tab_to(page, "notes")
    page.keyboard.type("Calm.")
    tab_to(page, "handover")
    page.keyboard.type("Please cover testing.")
    tab_to(page, "recommendation")
    press(page, "ArrowRight", "ArrowRight")
    tab_to(page, "reason")
    page.keyboard.type("Solid.")
    press(page, "Escape")
    expect_saved(page)
    press(page, "s")
    press(page, "Tab") if page.evaluate("document.activeElement.value") == "cancel" else None
    press(page, "Enter")
    expect(page.get_by_text("Your scorecard is submitted.")).to_be_visible()
    card = card_of(acme)
    assert (card.state, card.notes, card.handover, card.reason) == (
        "submitted",
        "Calm.",
        "Please cover testing.",
        "Solid.",
    )
    with organization_scope(acme.organization):
        assert HintGiven.objects.count() == 1
        assert list(acme.session.planned.values_list("state", "reason")) == [
            ("asked", ""),
            ("skipped", "No time left"),
        ]
        given = Rating.objects.filter(state="rated").values_list("value", "evidence")
        assert set(given) == {(3, "Named two causes, 3 of 4 measured."), (2, "")}
