"""An interviewer at a page: writes words of which each is there once, and knows what should stand where."""

import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.chaos.place import Place
from tests.browser.sheets import kept_in
from tests.cast import PASSWORD
from tests.crashes.house import until

WORDS = count(1)  # no word is ever written twice, by whomever
LOOKS_AT_THE_PAGE = "dispatchEvent(new Event('focus'))"
STATE = "document.getElementById('save-state').dataset.saveState"


@dataclass
class Desk:
    """One page of one person. Two desks of a person get fields of their own: their texts never meet."""

    place: Place
    people: dict[str, Any]
    page: Page
    fields: list[str]
    chance: random.Random
    texts: dict[str, str] = field(default_factory=dict)

    def field(self, name: str) -> Locator:
        return self.page.locator(f'textarea[name="{name}"]')

    def write(self, words: int = 1) -> None:
        """So many words, each at the end of one of the fields."""
        for _ in range(words):
            name = self.chance.choice(self.fields)
            word = f"w{next(WORDS):04} "
            self.field(name).press_sequentially(word)
            self.texts[name] = self.texts.get(name, "") + word

    def mark_asked(self, number: int) -> float:
        """Marks a question as asked; the true time at which it happened."""
        section = self.page.locator(f'[data-question="{self.people["planned"][number]}"]')
        section.locator("[data-mark-as=asked]").click()
        return time.time()

    def sees(self, state: str) -> None:
        """Waits until the page says so of what was typed."""
        expect(self.page.locator("#save-state")).to_have_attribute("data-save-state", state, timeout=60_000)

    def returns(self) -> None:
        """The person looks at the page again, until all is saved."""
        looks = f"() => {{ {LOOKS_AT_THE_PAGE}; return {STATE} === 'saved'; }}"
        self.page.wait_for_function(looks, polling=500, timeout=60_000)

    def loses_the_session(self) -> None:
        """The cookie is gone."""
        self.page.context.clear_cookies(name="sessionid")

    def signs_in_again(self) -> None:
        """In the dialog, which opens when the hands rest."""
        self.page.evaluate("document.activeElement.blur()")
        self.page.evaluate(LOOKS_AT_THE_PAGE)
        dialog = self.page.get_by_role("dialog", name="Sign in again")
        dialog.get_by_label("Password").fill(PASSWORD)
        dialog.get_by_role("button", name="Sign in").click()
        expect(dialog).not_to_be_visible()

    def keeps_nothing(self) -> bool:
        """Whether the journals of this browser are empty."""
        return kept_in(self.page) == []

    def shows_what_was_written(self) -> None:
        for name, text in self.texts.items():
            expect(self.field(name)).to_have_value(text)


def assert_every_word_arrived_once(place: Place, people: dict[str, Any], desks: list[Desk]) -> None:
    """On the server and nowhere else: the texts as typed, no edit twice, nothing left in the browsers."""
    for desk in desks:
        desk.sees("saved")
        expect(desk.page.get_by_text(re.compile(r"All changes saved \d\d:\d\d:\d\d"))).to_be_visible()
        until(desk.keeps_nothing)  # the browser's disk comes after the answer
    stored = texts_of(place, people["card"])
    for desk in desks:
        assert {name: stored[name] for name in desk.texts} == desk.texts
    words = " ".join(stored.values()).split()
    assert sorted(words) == sorted(set(words)) == sorted(written(desks))
    twice = "SELECT field, value FROM scoring_edit WHERE scorecard_id = %s GROUP BY 1, 2 HAVING count(*) > 1"
    assert place.rows(twice, people["card"]) == []


def written(desks: list[Desk]) -> Iterator[str]:
    for desk in desks:
        for text in desk.texts.values():
            yield from text.split()


def texts_of(place: Place, card: str) -> dict[str, str]:
    """Every text of the card by the name of its field."""
    ratings = place.rows(
        "SELECT planned_id, criterion_id, evidence FROM scoring_rating WHERE scorecard_id = %s", card
    )
    texts = {f"evidence:{planned}:{criterion}": text for planned, criterion, text in ratings}
    [own] = place.rows("SELECT notes, reason, private_note FROM scoring_scorecard WHERE id = %s", card)
    return texts | dict(zip(("notes", "reason", "private_note"), own, strict=True))


def asked_at(place: Place, people: dict[str, Any], number: int) -> float:
    """When the server says that a question was asked, in seconds since 1970."""
    statement = "SELECT extract(epoch FROM asked_at)::float FROM interviews_plannedquestion WHERE id = %s"
    [[moment]] = place.rows(statement, people["planned"][number])
    return float(moment)
