"""Walks the routes as one reader, and says where two worlds answer differently."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.urls import reverse
from structlog.testing import capture_logs

from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from tests.architecture.doors import accounts, interviews, scoring
from tests.architecture.test_doors import PATTERNS, SPEAKS_JSON, TABLE, parameters
from tests.cast import sign_in
from tests.gate.clock import Clock
from tests.gate.readers import Reader
from tests.gate.worlds import Scene, consequences, say_the_opposite

# Endless answers; what they tell is told by asking too, from the same function, and that is walked.
STREAMS = {
    "live_events": "live_together",
    "screen_events": "screen_poll",
    "debrief_events": "debrief_room",
    "meeting_events": "meeting_room",
}
# What knows of no loop: only who walks wide goes there.
FAR = ("rubric", "api_rubric", "api_proposal", "exercise", "api_exercise", "job", "api_job")
NEAR = {
    name
    for name in (interviews.PAGES | interviews.API | scoring.PAGES | scoring.API)
    if not name.startswith(FAR)
}
NEAR |= {"audit", "api_audit", "question", "api_question", "question_list", "api_questions", "bank_health"}
NEAR |= {"calendar_feed", "candidate_page", "screen", "screen_poll", "people", "settings"}
# What differs from request to request anyway, whatever the clock says.
CHANGING = [
    (rb'name="csrfmiddlewaretoken" value="[^"]+"', b"csrf"),
    (rb'"X-CSRFToken": "[^"]+"', b"csrf"),
    (rb"'nonce-[^']+'", b"nonce"),
    (rb'nonce="[^"]+"', b"nonce"),
    (rb'"saved_at": ?"[^"]+"', b"saved_at"),  # by a clock that was bound before ours
]
IGNORED_HEADERS = {"Date", "Expires", "Set-Cookie", "Server-Timing"}


@dataclass(frozen=True)
class Answer:
    """One answer as far as its reader, or who measures it, could tell it from another."""

    status: int
    headers: tuple[tuple[str, bytes], ...]
    body: bytes
    statements: int
    log: str

    def differs_from(self, other: "Answer") -> str:
        """The first difference in words; empty if there is none."""
        if self.status != other.status:
            return f"status {self.status} / {other.status}"
        if self.body != other.body:
            return _first_difference(self.body, other.body)
        if self.headers != other.headers:
            return f"headers {sorted(set(self.headers) ^ set(other.headers))}"
        if self.statements != other.statements:
            return f"{self.statements} statements / {other.statements}"
        return f"log {self.log} / {other.log}" if self.log != other.log else ""


def _first_difference(one: bytes, other: bytes) -> str:
    at = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    cut = slice(max(0, at - 60), at + 90)
    return f"at byte {at}: …{one[cut].decode(errors='replace')}… / …{other[cut].decode(errors='replace')}…"


@dataclass
class Walk:
    """Answers by route and method."""

    answers: dict[str, Answer] = field(default_factory=dict)

    def differences(self, other: "Walk") -> dict[str, str]:
        """Where the two were answered differently, each with its first difference."""
        assert self.answers.keys() == other.answers.keys()
        found = {name: answer.differs_from(other.answers[name]) for name, answer in self.answers.items()}
        return {name: difference for name, difference in found.items() if difference}


def unknown() -> dict[str, str]:
    """The routes that the walk cannot send to, or not as it should, each with what is missing."""
    known = TABLE.keys() | accounts.OPEN.keys() | accounts.SIGNED_IN.keys()
    found = dict.fromkeys(map(str, PATTERNS.keys() - known), "it is in no table of doors")
    return found | dict.fromkeys(STREAMS.keys() - PATTERNS.keys(), "there is no such stream any more")


def routes() -> list[str]:
    """Every route of the resolver but the streams, whether a table knows it or not."""
    return sorted(str(name) for name in PATTERNS.keys() - STREAMS.keys())


def readable() -> list[str]:
    """The routes that take GET."""
    return [name for name in routes() if name not in TABLE or "GET" in TABLE[name]]


def told(differences: dict[str, str]) -> str:
    """The differences for who reads the test's failure, one a line."""
    return "\n".join(f"{name}: {difference}" for name, difference in differences.items())


def writable() -> list[str]:
    """The routes of the tables that take something else."""
    return [name for name in routes() if TABLE.get(name, {}).keys() - {"GET"}]


def address(scene: Scene, name: str, ids: dict[str, Any]) -> str:
    """Where this route is for these ids; AssertionError naming the id that the table of ids has not."""
    needed = parameters(name)
    given = {"uidb36": "1", "key": "set-password", **ids}
    missing = needed - given.keys()
    assert not missing, f"{name}: no id for {', '.join(missing)}; give it one in doors/world.py"
    filled = {key: given[key] for key in needed}
    if name not in accounts.OPEN.keys() | accounts.SIGNED_IN.keys():
        filled["org"] = scene.world.slug
    return reverse(name, kwargs=filled)


class Walker:
    """Sends one reader's requests, each undone afterwards, at the same moments in every world."""

    def __init__(self, scene: Scene, clock: Clock, member: Membership, ids: dict[str, Any]) -> None:
        self.scene, self.clock, self.ids = scene, clock, ids
        self.client = sign_in(member)

    def get(self, names: Collection[str], start: int = 20) -> Walk:
        """The answers to GET, a minute each."""
        walk = Walk()
        for minute, name in enumerate(sorted(names), start=start):
            self.clock.set_to(minute)
            walk.answers[name] = self._answer(name, "GET", {})
        return walk

    def write(self, names: Collection[str]) -> Walk:
        """The answers to every other method of these routes, with the bodies of the doors' table."""
        walk = Walk()
        for minute, name in enumerate(sorted(names), start=20):
            for method, door in TABLE[name].items():
                if method == "GET":
                    continue
                self.clock.set_to(minute)
                options: dict[str, Any] = {"data": door.body(self.scene.ids) if door.body else {}}
                if name in SPEAKS_JSON:
                    options["content_type"] = "application/json"
                walk.answers[f"{name} {method}"] = self._answer(name, method, options)
        return walk

    def _answer(self, name: str, method: str, options: dict[str, Any]) -> Answer:
        counted: list[int] = []

        def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            counted.append(1)
            return execute(sql, params, many, context)

        with transaction.atomic(), capture_logs() as log:
            where = address(self.scene, name, self.ids)
            with connection.execute_wrapper(count):
                answer = getattr(self.client, method.lower())(where, **options)
                body = _body(answer)
            transaction.set_rollback(True)
        return Answer(
            answer.status_code,
            _headers(answer),
            _settled(body),
            len(counted),
            _settled(repr(log).encode()).decode(),
        )


def _body(answer: HttpResponseBase) -> bytes:
    if answer.streaming:
        return b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a streaming answer has it
    return answer.content  # type: ignore[attr-defined]  # any other has this


def _headers(answer: HttpResponseBase) -> tuple[tuple[str, bytes], ...]:
    rows = [(name, value) for name, value in answer.items() if name not in IGNORED_HEADERS]
    return tuple((name, _settled(value.encode())) for name, value in sorted(rows))


def _settled(content: bytes) -> bytes:
    """Without what changes from request to request anyway."""
    for pattern, word in CHANGING:
        content = re.sub(pattern, word, content)
    return content


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves no trace."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def compare(
    scene: Scene,
    clock: Clock,
    reader: Reader,
    names: Collection[str],
    *,
    opposite: Any = say_the_opposite,
    writing: bool = False,
) -> dict[str, str]:
    """Where this reader could tell the world from its opposite, by route, with the first difference."""
    world = scene.world
    with undone():
        clock.set_to(10)
        with organization_scope(world.organization):
            member = reader.arrive(scene)
        ids = scene.ids | ({"session": scene.later.pk} if reader.own_session else {})
        walks = []
        for turn in (None, opposite):
            with undone():
                clock.set_to(11)
                with organization_scope(world.organization):
                    if turn is not None:
                        turn(world)
                    consequences(world, clock, 12)
                walker = Walker(scene, clock, member, ids)
                walks.append(walker.write(names) if writing else walker.get(names))
    return walks[0].differences(walks[1])
