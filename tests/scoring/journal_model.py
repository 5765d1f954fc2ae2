"""A card, two pages that write into it, and the network between, small enough to look at every state.

A state never changes. The server's part asks the real rules (scoring/merging.py); the page's part does what
static/js/live does: one waiting edit a field, the base is the version that the page knows, an answer
drops what it acknowledges, a conflict holds the field until the person chooses.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from scoring.card_fields import CardField, parse_field
from scoring.merging import Journal, Outcome, Sent

FIELDS = ("notes", "reason")
Judge = Callable[[Journal, Sent, str], Outcome]


@dataclass(frozen=True)
class Row:
    """An edit that the server holds."""

    client: int
    sequence: int
    field: str
    value: str
    version: int | None
    base: int


@dataclass(frozen=True)
class Waiting:
    """An edit that a page has not been told of."""

    sequence: int
    field: str
    value: str
    base: int


@dataclass(frozen=True)
class Page:
    """One tab. `knows`: the version of each field that it builds on."""

    sequence: int = 0
    waiting: tuple[Waiting, ...] = ()
    knows: tuple[int, ...] = (0, 0)
    held: tuple[int, ...] = (0, 0)  # the version of the other text; 0: none
    heard: frozenset[int] = frozenset()  # sequences that an answer acknowledged


@dataclass(frozen=True)
class Request:
    """A batch on its way."""

    client: int
    edits: tuple[Waiting, ...]


@dataclass(frozen=True)
class Answer:
    """What became of a batch, on its way back."""

    client: int
    saved: tuple[int, ...]
    versions: tuple[tuple[str, int], ...]
    conflicts: tuple[tuple[str, int, int], ...]  # field, sequence, version of the other text


@dataclass(frozen=True)
class State:
    """Everything. `budget`: how many more texts, losses, repetitions. A page sends, or sends again what is
    unanswered, while fewer batches and answers are on their way than `in_flight`.
    """

    rows: tuple[Row, ...] = ()
    pages: tuple[Page, ...] = (Page(), Page())
    network: frozenset[Any] = frozenset()
    typed: tuple[tuple[int, int, str, str], ...] = ()  # client, sequence, field, value
    budget: tuple[int, int, int] = (3, 1, 1)
    in_flight: int = 3


@cache
def card_field(name: str) -> CardField:
    return parse_field(name)


def value_of(rows: tuple[Row, ...], name: str) -> str:
    """What stands in the field: the text of its newest version."""
    return next((row.value for row in reversed(rows) if row.field == name and row.version), "")


def version_of(rows: tuple[Row, ...], name: str) -> int:
    return next((row.version for row in reversed(rows) if row.field == name and row.version), 0)


def journal_of(rows: tuple[Row, ...], client: int) -> Journal:
    """All that the server knows, as the rules want it."""
    journal = Journal()
    for row in rows:
        if row.client == client:
            journal.note(row.sequence, row.field, row.version)
        elif row.version:
            journal.others[row.field] = max(row.version, journal.others.get(row.field, 0))
    return journal


def receive(rows: tuple[Row, ...], request: Request, judge: Judge) -> tuple[tuple[Row, ...], Answer]:
    """The server takes a batch, as save_edits does."""
    journal, saved, versions, conflicts = journal_of(rows, request.client), [], {}, []
    for edit in sorted(request.edits, key=lambda one: one.sequence):
        sent = Sent(edit.sequence, card_field(edit.field), edit.value, edit.base)
        stored = value_of(rows, edit.field)
        outcome = judge(journal, sent, stored)
        saved.append(edit.sequence)
        if outcome != Outcome.REPLAY:
            newest = max((row.version or 0 for row in rows), default=0)
            version = newest + 1 if outcome == Outcome.APPLY else None
            journal.note(edit.sequence, edit.field, version)
            row = Row(request.client, edit.sequence, edit.field, edit.value, version, edit.base)
            rows = (*rows, row)
        if journal.unsettled(sent, stored):
            conflicts.append((edit.field, edit.sequence, version_of(rows, edit.field)))
        if own := journal.version(edit.field):
            versions[edit.field] = own
    return rows, Answer(request.client, tuple(saved), tuple(versions.items()), tuple(conflicts))


def type_text(state: State, client: int, name: str, value: str, base: int | None = None) -> State:
    """A person types; with a base, they choose."""
    page, place = state.pages[client], FIELDS.index(name)
    base = page.knows[place] if base is None else base
    edit = Waiting(page.sequence + 1, name, value, base)
    waiting = (*[one for one in page.waiting if one.field != name], edit)
    held = _put(page.held, place, 0)
    page = replace(page, sequence=edit.sequence, waiting=waiting, held=held)
    typed = (*state.typed, (client, edit.sequence, name, value))
    return replace(state, pages=_put(state.pages, client, page), typed=typed)


def sendable(page: Page) -> tuple[Waiting, ...]:
    return tuple(edit for edit in page.waiting if not page.held[FIELDS.index(edit.field)])


def hear(page: Page, answer: Answer) -> Page:
    """A page takes an answer. An old one may come after a newer one: a version never goes back."""
    waiting = tuple(one for one in page.waiting if one.sequence not in answer.saved)
    knows, held = list(page.knows), list(page.held)
    for name, version in answer.versions:
        knows[FIELDS.index(name)] = max(version, knows[FIELDS.index(name)])
    for name, sequence, version in answer.conflicts:
        place = FIELDS.index(name)
        is_last = not any(one.field == name for one in waiting) and sequence not in page.heard
        if is_last and version > knows[place]:
            held[place] = version
    heard = page.heard | set(answer.saved)
    return replace(page, waiting=waiting, knows=tuple(knows), held=tuple(held), heard=heard)


def steps(state: State, judge: Judge, names: tuple[str, ...]) -> Iterator[State]:
    """Every state that may come next: somebody types or chooses, a page sends, the network does its worst."""
    for client, page in enumerate(state.pages):
        yield from _typing(state, client, names)
        request = Request(client, sendable(page))
        if request.edits and len(state.network) < state.in_flight:
            yield replace(state, network=state.network | {request})
    texts, losses, repeats = state.budget
    for message in state.network:
        rest = state.network - {message}
        yield deliver(replace(state, network=rest), message, judge)
        if losses:
            yield replace(state, network=rest, budget=(texts, losses - 1, repeats))
        if repeats:
            yield deliver(replace(state, budget=(texts, losses, repeats - 1)), message, judge)


def _typing(state: State, client: int, names: tuple[str, ...]) -> Iterator[State]:
    texts, losses, repeats = state.budget
    for name in names:
        held = state.pages[client].held[FIELDS.index(name)]
        for value in ("a", "b"):
            if held:
                yield type_text(state, client, name, value, held)
            elif texts:
                yield type_text(replace(state, budget=(texts - 1, losses, repeats)), client, name, value)


def deliver(state: State, message: Request | Answer, judge: Judge) -> State:
    """A batch reaches the server, or an answer its page."""
    if isinstance(message, Request):
        rows, answer = receive(state.rows, message, judge)
        return replace(state, rows=rows, network=state.network | {answer})
    page = hear(state.pages[message.client], message)
    return replace(state, pages=_put(state.pages, message.client, page))


def settle(state: State, judge: Judge) -> State:
    """The network works again and stays: all arrives, and who is asked keeps their own text."""
    state = replace(state, budget=(0, 0, 0))
    for _ in range(100):
        if state.network:
            message = next(iter(state.network))
            state = deliver(replace(state, network=state.network - {message}), message, judge)
            continue
        for client, page in enumerate(state.pages):
            for place, name in enumerate(FIELDS):
                if page.held[place]:
                    own = [row[3] for row in state.typed if row[0] == client and row[2] == name]
                    state = type_text(state, client, name, own[-1], page.held[place])
        requests = [Request(client, sendable(page)) for client, page in enumerate(state.pages)]
        if not (network := frozenset(one for one in requests if one.edits)):
            return state
        state = replace(state, network=network)
    raise AssertionError("It never comes to rest.")


def _put(values: tuple[Any, ...], place: int, value: Any) -> tuple[Any, ...]:
    return (*values[:place], value, *values[place + 1 :])


# --- what must hold -----------------------------------------------------------------------------------------


def broken_now(state: State) -> str:
    """What is wrong in this state, in words; empty when nothing is."""
    here = {(row.client, row.sequence): row for row in state.rows}
    if len(here) != len(state.rows):
        return "an edit is stored twice"
    for client, sequence, name, value in state.typed:
        row = here.get((client, sequence))
        if row is None and sequence in state.pages[client].heard:
            return "an acknowledged edit is missing"
        if row is not None and (row.field, row.value) != (name, value):
            return "a text was stored as another"
    for place, row in enumerate(state.rows):
        if wrong := _wrong(state.rows[:place], row):
            return wrong
    return ""


def _wrong(before: tuple[Row, ...], row: Row) -> str:
    if row.version is None:
        return ""
    mine = [one for one in before if (one.client, one.field) == (row.client, row.field)]
    if any(one.sequence > row.sequence for one in mine):
        return "a late edit undid a later one of the same page"
    known = max([row.base, *(one.version for one in mine if one.version)])
    unseen = [one for one in before if one.field == row.field and (one.version or 0) > known]
    if any(one.client != row.client for one in unseen) and value_of(before, row.field) != row.value:
        return "a text was overwritten that its writer had not seen"
    return ""


def broken_at_rest(state: State) -> str:
    """What is wrong once all has arrived and been settled."""
    here = {(row.client, row.sequence) for row in state.rows}
    for name in FIELDS:
        last = {client: (sequence, value) for client, sequence, one, value in state.typed if one == name}
        if any((client, sequence) not in here for client, (sequence, _) in last.items()):
            return "what was typed last never arrived"
        if last and value_of(state.rows, name) not in {value for _, value in last.values()}:
            return "the field does not hold what anybody typed last"
        if len(last) == 1 and value_of(state.rows, name) != next(iter(last.values()))[1]:
            return "the field does not hold what its one writer typed last"
    return ""


def explore(judge: Judge, start: State, names: tuple[str, ...] = FIELDS) -> tuple[int, str]:
    """Looks at every state that can be reached from the start: how many there are, and what is wrong in one
    of them, in words; then it stops.
    """
    seen, waiting = {start}, [start]
    while waiting:
        state = waiting.pop()
        wrong = broken_now(state)
        if not wrong and not state.budget[0]:
            wrong = broken_at_rest(settle(state, judge))
        if wrong:
            return len(seen), wrong
        for after in steps(state, judge, names):
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return len(seen), ""
