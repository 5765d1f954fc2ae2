"""The journal as it is, in Chromium, on a network that loses, repeats and delays: the last text arrives."""

import os
import random

import pytest
from playwright.sync_api import Page, Route, expect

from accounts.ground.tenancy import organization_scope
from scoring.models import Edit
from tests.browser.people import OpenAs
from tests.browser.sheets import card_of, expect_saved, kept_in, open_sheet
from tests.cast import World

SEEDS = int(os.environ.get("JOURNAL_SEEDS", "3"))
STEPS = 25
FIELDS = {
    "notes": "Notes",
    "reason": "Reason for the recommendation",
    "private_note": "Private note",
    "handover": "Note to the next interviewer",
}


def hostile(route: Route, dice: random.Random) -> None:
    """Loses the request or its answer, sends it twice, fails, or lets it through."""
    match dice.randrange(7):
        case 0:
            route.abort()
        case 1:
            route.fetch()
            route.abort()
        case 2:
            route.fetch()
            route.fulfill(response=route.fetch())
        case 3:
            route.fulfill(status=dice.choice([429, 500, 503]), body="")
        case 4:
            answer = route.fetch()
            route.request.frame.page.wait_for_timeout(dice.randrange(400))
            route.fulfill(response=answer)
        case _:
            route.continue_()


def type_some(page: Page, dice: random.Random, typed: dict[str, str], step: int) -> None:
    name = dice.choice(list(FIELDS))
    place = page.get_by_label(FIELDS[name], exact=True)
    if dice.random() < 0.5:
        typed[name] = f"{name} of step {step}"
        place.fill(typed[name])
    else:
        place.press("Control+End")
        place.press_sequentially(f" {step}", delay=dice.randrange(30))
        typed[name] = place.input_value()


def load_again(page: Page, typed: dict[str, str]) -> None:
    """Reloads, and reads what stands in the fields before typing on, as a person would."""
    page.reload()
    expect(page.locator("#sheet[data-ready]")).to_be_attached()
    for name, text in typed.items():
        expect(page.get_by_label(FIELDS[name], exact=True)).to_have_value(text)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_at_the_end_the_server_has_what_was_typed_last_once(acme: World, open_as: OpenAs, seed: int) -> None:
    dice = random.Random(seed)
    page = open_sheet(open_as, acme)
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/edits/", lambda route: hostile(route, dice))
    page.route("**/fields/", lambda route: route.abort() if dice.random() < 0.3 else route.continue_())
    typed: dict[str, str] = {}
    for step in range(STEPS):
        if dice.random() < 0.15:
            load_again(page, typed)
        type_some(page, dice, typed, step)
        page.wait_for_timeout(dice.choice([0, 30, 200, 600]))
    page.unroute("**/edits/")
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect_saved(page)
    expect(page.locator("#conflict-dialog")).not_to_be_visible()
    card = card_of(acme)
    assert {name: getattr(card, name) for name in typed} == typed
    assert kept_in(page) == []
    with organization_scope(acme.organization):
        for name, text in typed.items():
            applied = Edit.objects.filter(field=name).exclude(version=None).order_by("version")
            assert [edit.value for edit in applied].count(text) == 1
            assert applied.last().value == text  # type: ignore[union-attr]  # there is one
