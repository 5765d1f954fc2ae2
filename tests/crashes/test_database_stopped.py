"""PostgreSQL is stopped as by a crash while people type as fast as they can; then it comes back."""

import json
import threading
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import psycopg

from deploy import engines
from tests.crashes.house import House, by_session, by_token, until

SLUG = "stopped"


@dataclass
class Tab:
    """One browser tab or program: sends one edit after the other, the same one again until it is taken."""

    house: House
    path: str
    headers: dict[str, str]
    field: str
    client: str = field(default_factory=lambda: str(uuid.uuid4()))
    sequence: int = 0
    base: int = 0
    acknowledged: list[int] = field(default_factory=list)
    refused: list[tuple[int, dict[str, str], str]] = field(default_factory=list)
    ends: threading.Event = field(default_factory=threading.Event)

    def text(self, sequence: int) -> str:
        return f"{self.client} wrote {sequence}"

    def run(self) -> None:
        while not self.ends.is_set():
            self.sequence += 1
            while not self.send() and not self.ends.is_set():
                time.sleep(0.05)

    def send(self) -> bool:
        edit = {"sequence": self.sequence, "field": self.field, "base": self.base}
        edit["value"] = self.text(self.sequence)
        body = json.dumps({"client": self.client, "edits": [edit]})
        status, text, headers = self.house.request("POST", self.path, body, self.headers)
        if status != 200:
            self.refused.append((status, headers, text))
            return False
        answer = json.loads(text)
        assert answer["saved"] == [self.sequence] and not answer["errors"] + answer["conflicts"], answer
        self.acknowledged.append(self.sequence)
        self.base = answer["versions"][self.field]
        return True


def make_tabs(house: House, people: dict[str, Any]) -> list[Tab]:
    """Two tabs of a browser and two programs of one interviewer, each in a field of its own."""
    lead, session = people["lead"], people["session"]
    page = f"/o/{SLUG}/live/{session}/edits/", by_session(lead, "application/json")
    api = f"/api/v1/o/{SLUG}/my/sessions/{session}/card/edits/", by_token(lead)
    ways = (page, api, page, api)
    card = json.loads(house.request("GET", api[0].removesuffix("edits/"), None, api[1])[1])
    names = people["fields"]
    return [
        Tab(house, *way, name, base=card["field_versions"][name])
        for way, name in zip(ways, names, strict=True)
    ]


def whole_card(card: str) -> tuple[int, dict[str, str], dict[str, list[tuple[int, str]]]]:
    """The card's version, its texts by field, and the journal by client, all of one moment."""
    with psycopg.connect(engines.database_url()) as database:
        database.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        [version] = database.execute("SELECT version FROM scoring_scorecard WHERE id = %s", [card]).fetchone()
        texts = database.execute(
            "SELECT planned_id, criterion_id, evidence FROM scoring_rating WHERE scorecard_id = %s", [card]
        ).fetchall()
        edits = database.execute(
            "SELECT client, sequence, value, version FROM scoring_edit WHERE scorecard_id = %s"
            " ORDER BY client, sequence",
            [card],
        ).fetchall()
    assert sorted(edit[3] for edit in edits) == list(range(1, version + 1)), "each applied once, none lost"
    journal: dict[str, list[tuple[int, str]]] = {}
    for client, sequence, value, _ in edits:
        journal.setdefault(str(client), []).append((sequence, value))
    return version, {f"evidence:{p}:{c}": text for p, c, text in texts}, journal


def assert_nothing_is_half_written(card: str, tabs: list[Tab], before: dict[str, list[int]]) -> None:
    """What was acknowledged before is in the journal, and the card says what the journal said last."""
    _, texts, journal = whole_card(card)
    for tab in tabs:
        numbers = [sequence for sequence, _ in journal[tab.client]]
        assert numbers == list(range(1, len(numbers) + 1))
        assert set(before[tab.client]) <= set(numbers)
        assert [value for _, value in journal[tab.client]] == [tab.text(number) for number in numbers]
        assert texts[tab.field] == tab.text(numbers[-1])


def acknowledged(tabs: list[Tab]) -> dict[str, list[int]]:
    return {tab.client: list(tab.acknowledged) for tab in tabs}


def test_no_acknowledged_edit_is_lost_and_none_is_applied_twice(house: House) -> None:
    people = house.people[SLUG]
    house.serve()
    tabs = make_tabs(house, people)
    threads = [threading.Thread(target=tab.run) for tab in tabs]
    for thread in threads:
        thread.start()
    try:
        until(lambda: all(len(tab.acknowledged) >= 10 for tab in tabs))
        engines.stop("immediate", engines=("postgres",))
        before = acknowledged(tabs)
        until(lambda: all(tab.refused for tab in tabs))
        page = house.request("GET", f"/o/{SLUG}/", None, by_session(people["lead"], ""))
        engines.start()
        assert_nothing_is_half_written(people["card"], tabs, before)
        until(lambda: all(len(tab.acknowledged) >= len(before[tab.client]) + 10 for tab in tabs))
    finally:
        for tab in tabs:
            tab.ends.set()
        for thread in threads:
            thread.join()
        engines.start()
    assert_nothing_is_half_written(people["card"], tabs, acknowledged(tabs))
    assert page[0] == 503 and "cannot be reached right now" in page[1] and "Traceback" not in page[1]
    for status, headers, text in (refusal for tab in tabs for refusal in tab.refused):
        assert status == 503, text
        assert headers["Retry-After"] == "5"
        assert json.loads(text)["error"]["code"] == "unavailable"
