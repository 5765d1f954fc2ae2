"""Whatever happens between two pages and the real server, nothing is lost, and fields end as they were typed.

The pages are those of the model (journal_model.py), the server is `save_edits` with its database. Batches and
answers are lost, repeated, reordered and delayed; the server dies before and after it commits; a tab dies and
its journal is found by the next one.
"""

import uuid
from dataclasses import replace
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.models import Edit, Rating, Scorecard
from tests.cast import World
from tests.scoring.journal_model import (
    FIELDS,
    Answer,
    Page,
    Request,
    State,
    Waiting,
    hear,
    sendable,
    type_text,
)
from tests.scoring.sheets import edit, rating_fields, save

STEPS = ("type", "type", "send", "send", "deliver", "deliver", "deliver", "repeat", "lose", "die", "crash")


class Browser:
    """Two tabs of one person, the journals that dead tabs left behind, and the network."""

    def __init__(self, world: World, names: dict[str, str]) -> None:
        self.world, self.names = world, names
        self.state = State()
        self.network: list[Request | Answer] = []
        self.clients = [uuid.uuid4(), uuid.uuid4()]  # by the place of their page
        self.tabs = [0, 1]  # the pages that somebody looks at

    def type(self, tab: int, name: str, value: str) -> None:
        client = self.tabs[tab]
        held = self.state.pages[client].held[FIELDS.index(name)]
        self.state = type_text(self.state, client, name, value, held or None)

    def send(self, client: int) -> None:
        if edits := sendable(self.state.pages[client]):
            self.network.append(Request(client, edits))

    def deliver(self, place: int, *, keep: bool = False, dies: bool = False) -> None:
        """The server or the page gets a message; a server that dies has committed nothing."""
        message = self.network[place] if keep else self.network.pop(place)
        if isinstance(message, Request):
            answer = self._save(message, dies=dies)
            if not dies:
                self.network.append(answer)
        else:
            page = hear(self.state.pages[message.client], message)
            self._put(message.client, page)

    def _save(self, request: Request, *, dies: bool) -> Answer:
        rows = [edit(one.sequence, self.names[one.field], one.value, one.base) for one in request.edits]
        with transaction.atomic():
            saved = save(self.world.lead, self.world.session, *rows, client=self.clients[request.client])
            transaction.set_rollback(dies)
        known = {name: field for field, name in self.names.items()}
        assert saved.errors == []
        return Answer(
            request.client,
            tuple(saved.saved),
            tuple((known[name], version) for name, version in saved.versions.items()),
            tuple((known[one["field"]], one["sequence"], one["version"]) for one in saved.conflicts),
        )

    def crash(self, tab: int) -> None:
        """The tab is gone; the next one knows what the card says now, and its journal is left behind."""
        card = Scorecard.objects.get(pk=self.world.lead_card.pk)
        knows = tuple(card.field_versions.get(self.names[name], 0) for name in FIELDS)
        self.state = replace(self.state, pages=(*self.state.pages, Page(knows=knows)))
        self.clients.append(uuid.uuid4())
        self.tabs[tab] = len(self.clients) - 1

    def _put(self, client: int, page: Page) -> None:
        pages = list(self.state.pages)
        pages[client] = page
        self.state = replace(self.state, pages=tuple(pages))

    def settle(self) -> None:
        """The network works, and who is asked keeps the text they typed last."""
        for _ in range(100):
            while self.network:
                self.deliver(0)
            for client, page in enumerate(self.state.pages):
                for place, name in enumerate(FIELDS):
                    if page.held[place]:
                        own = [row[3] for row in self.state.typed if row[0] == client and row[2] == name]
                        self.state = type_text(self.state, client, name, own[-1], page.held[place])
                self.send(client)
            if not self.network:
                return
        raise AssertionError("It never comes to rest.")


def check_nothing_acknowledged_is_missing(browser: Browser) -> None:
    stored = {(row.client, row.sequence): row for row in Edit.objects.all()}
    for client, sequence, name, value in browser.state.typed:
        if sequence in browser.state.pages[client].heard:
            row = stored[browser.clients[client], sequence]
            assert (row.field, row.value) == (browser.names[name], value)


def check_it_ends_as_typed(browser: Browser) -> None:
    card = Scorecard.objects.get(pk=browser.world.lead_card.pk)
    every = {(row.client, row.sequence, row.value) for row in Edit.objects.all()}
    for name, field in browser.names.items():
        last: dict[int, tuple[int, str]] = {}
        for client, sequence, one, value in browser.state.typed:
            if one == name:
                last[client] = (sequence, value)
        for client, (sequence, value) in last.items():
            assert (browser.clients[client], sequence, value) in every, "what was typed last never arrived"
        if last:
            assert stands(card, field) in {value for _, value in last.values()}


def stands(card: Scorecard, field: str) -> str:
    if ":" not in field:
        return str(getattr(card, field))
    _, planned, criterion = field.split(":")
    return Rating.objects.get(scorecard=card, planned=planned, criterion=criterion).evidence


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_two_tabs_and_the_real_server_lose_nothing_whatever_happens_between_them(
    in_acme: World, data: Any
) -> None:
    evidence = rating_fields(in_acme.session)[0].replace("rating", "evidence", 1)
    with transaction.atomic():
        browser = Browser(in_acme, dict(zip(FIELDS, ("notes", evidence), strict=True)))
        for step in data.draw(st.lists(st.sampled_from(STEPS), min_size=4, max_size=25)):
            tab = data.draw(st.integers(0, 1))
            if step == "type":
                name, value = data.draw(st.sampled_from(FIELDS)), data.draw(st.text("ab \n", max_size=3))
                browser.type(tab, name, value)
            elif step == "send":
                browser.send(data.draw(st.integers(0, len(browser.clients) - 1)))
            elif step == "crash" and len(browser.clients) < 4:
                browser.crash(tab)
            elif step in ("deliver", "repeat", "lose", "die") and browser.network:
                place = data.draw(st.integers(0, len(browser.network) - 1))
                if step == "lose":
                    browser.network.pop(place)
                else:
                    browser.deliver(place, keep=step == "repeat", dies=step == "die")
            check_nothing_acknowledged_is_missing(browser)
        browser.settle()
        check_nothing_acknowledged_is_missing(browser)
        check_it_ends_as_typed(browser)
        transaction.set_rollback(True)


def test_the_answer_to_a_repetition_says_again_what_the_lost_one_said(in_acme: World) -> None:
    one, two = uuid.uuid4(), uuid.uuid4()
    save(in_acme.lead, in_acme.session, edit(1, "notes", "one"), client=one)
    lost = save(in_acme.lead, in_acme.session, edit(1, "notes", "two"), client=two)
    again = save(in_acme.lead, in_acme.session, edit(1, "notes", "two"), client=two)
    assert again.conflicts == lost.conflicts != []
    settled = save(in_acme.lead, in_acme.session, edit(2, "notes", "both", base=1), client=two)
    assert settled.conflicts == []
    assert save(in_acme.lead, in_acme.session, edit(1, "notes", "two"), client=two).conflicts == []


def test_an_answer_never_gives_a_version_that_its_page_has_not_seen(in_acme: World) -> None:
    one, two = uuid.uuid4(), uuid.uuid4()
    save(in_acme.lead, in_acme.session, edit(1, "notes", "one"), client=one)
    save(in_acme.lead, in_acme.session, edit(1, "notes", "two", base=1), client=two)
    again = save(in_acme.lead, in_acme.session, edit(1, "notes", "one"), client=one)
    assert again.versions == {"notes": 1}
    typed_on = save(in_acme.lead, in_acme.session, edit(2, "notes", "one more", base=1), client=one)
    assert [one["value"] for one in typed_on.conflicts] == ["two"]


def test_a_choice_is_built_on_by_what_is_typed_before_its_answer_came(in_acme: World) -> None:
    one, two = uuid.uuid4(), uuid.uuid4()
    save(in_acme.lead, in_acme.session, edit(1, "notes", "one"), client=one)
    save(in_acme.lead, in_acme.session, edit(1, "notes", "two"), client=two)
    save(in_acme.lead, in_acme.session, edit(2, "notes", "both", base=1), client=two)
    assert save(in_acme.lead, in_acme.session, edit(3, "notes", "both.", base=0), client=two).conflicts == []


def test_the_model_waits_as_the_page_does() -> None:
    """A newer text takes the place of the one that waits, with a sequence of its own."""
    state = type_text(type_text(State(), 0, "notes", "a"), 0, "notes", "ab")
    assert state.pages[0].waiting == (Waiting(2, "notes", "ab", 0),)
