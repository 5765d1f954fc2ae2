"""Every interleaving of two pages that type, send, and lose, repeat and reorder, within small bounds.

What must hold (tests/scoring/journal_model.py): an edit is stored once, as it was typed; nothing that was
acknowledged is missing; a late edit never undoes a later one of its page; no text is overwritten that its
writer had not seen; and once the network works again, and who is asked has chosen, each field holds what
somebody typed last.
"""

from collections.abc import Callable

import pytest

from scoring.merging import Journal, Outcome, Sent
from tests.scoring.journal_model import FIELDS, Judge, State, explore, type_text


def begun(texts: int, losses: int, repeats: int, in_flight: int = 3) -> State:
    """The first page has typed into the first field: which of them begins makes no difference."""
    return type_text(State(budget=(texts, losses, repeats), in_flight=in_flight), 0, FIELDS[0], "a")


@pytest.mark.parametrize(
    ("start", "fields", "states"),
    [
        (begun(1, 1, 1), FIELDS, 7_654),  # two texts in two fields, one batch or answer lost, one repeated
        (begun(2, 0, 0, 2), FIELDS[:1], 22_623),  # three texts in one field, two batches or answers under way
    ],
)
def test_in_every_state_of_the_small_world_all_of_it_holds(
    start: State, fields: tuple[str, ...], states: int
) -> None:
    seen, wrong = explore(Journal.judge, start, fields)
    assert wrong == ""
    assert seen == states, "another world than the one that was looked at; say its size here"


def forgets_what_came(journal: Journal, sent: Sent, stored: str) -> Outcome:
    """No edit counts as here already."""
    known, journal.own = journal.own, {}
    outcome = journal.judge(sent, stored)
    journal.own = known
    return outcome


def lets_the_late_win(journal: Journal, sent: Sent, stored: str) -> Outcome:
    """An edit that comes after a later one of its page counts as the newest."""
    outcome = journal.judge(sent, stored)
    return Outcome.APPLY if outcome == Outcome.SUPERSEDED else outcome


def lets_the_last_save_win(journal: Journal, sent: Sent, stored: str) -> Outcome:
    """What another page wrote meanwhile is written over."""
    outcome = journal.judge(sent, stored)
    return Outcome.APPLY if outcome == Outcome.CONFLICT else outcome


def believes_every_base(journal: Journal, sent: Sent, stored: str) -> Outcome:
    """One version more counts as seen than was."""
    return journal.judge(Sent(sent.sequence, sent.field, sent.value, sent.base + 1), stored)


def calls_all_of_it_here(journal: Journal, sent: Sent, stored: str) -> Outcome:
    """What is only superseded is acknowledged and not kept."""
    outcome = journal.judge(sent, stored)
    return Outcome.REPLAY if outcome == Outcome.SUPERSEDED else outcome


def throws_the_other_text_away(journal: Journal, sent: Sent, stored: str) -> Outcome:
    """A conflict is acknowledged and its text is not kept."""
    outcome = journal.judge(sent, stored)
    return Outcome.REPLAY if outcome == Outcome.CONFLICT else outcome


def conflicts_with_itself(journal: Journal, sent: Sent, stored: str) -> Outcome:
    """A page's own texts count as somebody else's."""
    for name, version in journal.mine.items():
        journal.others[name] = max(version, journal.others.get(name, 0))
    journal.mine = {}
    return journal.judge(sent, stored)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (forgets_what_came, "stored twice"),
        (lets_the_late_win, "what anybody typed last"),
        (lets_the_last_save_win, "overwritten that its writer had not seen"),
        (believes_every_base, "overwritten that its writer had not seen"),
        (calls_all_of_it_here, "acknowledged edit is missing"),
        (throws_the_other_text_away, "typed last never arrived"),
        (conflicts_with_itself, "what anybody typed last"),
    ],
)
def test_a_fault_in_the_rules_is_found(fault: Callable[..., Outcome], said: str) -> None:
    judge: Judge = fault
    assert said in explore(judge, begun(1, 1, 1), FIELDS[:1])[1]
