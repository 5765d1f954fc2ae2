"""How many interviewers one web process holds, each with an edit every two seconds and a stream open.

Held is the largest number whose saves stay under LIMIT at the 99th percentile with none going wrong; found by
doubling, then halving the gap. The same crowd without streams at a bare view that writes one row says what
the machine is worth. Then what one open stream takes of the process's memory.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import psutil
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone

from accounts.enums import Role
from accounts.ground.listening import STREAMS_EACH
from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.models import Membership, User
from interviews.enums import SeatKind, SessionState
from interviews.models import Session
from tests.bench.interviewers import EVERY, Crowd, Interviewer, Round
from tests.bench.saving import BARE, BARE_NAME, ORM, served
from tests.cast import World, build_world, make_candidate, make_loop, make_seat
from tests.scoring.sheets import rating_fields

LIMIT = 250.0  # milliseconds at the 99th percentile
NEAR = 0.1  # how exact the answer is, as a share of it
AIM = 100 * 1024  # bytes of memory for an open stream


@dataclass(frozen=True)
class Load:
    """One line of the result; `ratio` is to the baseline, `facts` say how it was found."""

    name: str
    baseline: str
    ratio: float
    facts: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "baseline": self.baseline, "ratio": self.ratio, **self.facts}


@dataclass(frozen=True)
class Sizes:
    """Where the search begins and ends, how long a round lasts, how many streams are weighed."""

    first: int = 25
    most: int = 400
    seconds: float = 12.0
    settle: float = 4.0
    streams: int = 500


TINY = Sizes(first=4, most=4, seconds=2.0, settle=0.5, streams=12)


def measure_load(sizes: Sizes) -> list[Load]:
    """Both lines. Needs the bench's database, with the table of the bare view in it."""
    with all_organizations():
        world = build_world("load", "Load")
    with organization_scope(world.organization):
        members = _panel(world, max(sizes.most, -(-sizes.streams // STREAMS_EACH)))
    people = [_interviewer(world, *one) for one in members]
    with served("tests.bench.bare") as port, _process() as process:
        plain = [Interviewer(_signed_in(one, ORM), BARE) for one, _, _ in members]
        bare = asyncio.run(_search(port, process, plain, sizes, streams=False))
    with served("tests.bench.served_settings") as port, _process() as process:
        ours = asyncio.run(_search(port, process, people, sizes, streams=True))
    with served("tests.bench.served_settings") as port, _process() as process:
        weight = asyncio.run(_weigh(port, process, people, sizes.streams))
    return [_held(ours, bare), weight]


def _held(ours: list[Round], bare: list[Round]) -> Load:
    held, of_bare = _largest(ours), _largest(bare)
    facts = {
        "held": held,
        "bare_held": of_bare,
        "fails_at": min((one.people for one in ours if not _holds(one)), default=None),
        "rounds": [_facts(one) for one in sorted(ours, key=lambda one: one.people)],
        "bare_rounds": [_facts(one) for one in sorted(bare, key=lambda one: one.people)],
    }
    name = "interviewers with a stream held by one web process"
    return Load(name, f"without streams, {BARE_NAME}", held / max(of_bare, 1), facts)


def _facts(one: Round) -> dict[str, Any]:
    return {
        "people": one.people,
        "p50_ms": round(one.percentile(0.5), 1),
        "p99_ms": round(one.percentile(0.99), 1),
        "saves": len(one.milliseconds),
        "wrong": one.wrong,
        "client_core_share": round(one.client_share, 2),
        "server_core_share": round(one.server_share, 2),
        "server_ms_a_save": round(
            1000 * one.server_share * EVERY / one.people, 1
        ),  # computing, streams and all
    }


def _holds(one: Round) -> bool:
    return one.percentile(0.99) < LIMIT


def _largest(rounds: Sequence[Round]) -> int:
    return max((one.people for one in rounds if _holds(one)), default=0)


async def _search(
    port: int, process: psutil.Process, people: Sequence[Interviewer], sizes: Sizes, *, streams: bool
) -> list[Round]:
    rounds: list[Round] = []
    low, high, count = 0, 0, min(sizes.first, len(people))
    await Crowd(port).work(people[:count], EVERY, EVERY)  # the first requests load much
    while count:
        crowd = Crowd(port)
        if streams:
            await crowd.listen(people[:count])
        before, begun = sum(process.cpu_times()[:2]), asyncio.get_running_loop().time()
        one = await crowd.work(people[:count], sizes.seconds, sizes.settle)
        elapsed = asyncio.get_running_loop().time() - begun
        one.server_share = (sum(process.cpu_times()[:2]) - before) / elapsed
        await crowd.leave()
        rounds.append(one)
        low, high = (count, high) if _holds(one) else (low, count)
        count = _next(low, high, min(sizes.most, len(people)))
    return rounds


def _next(low: int, high: int, most: int) -> int:
    """How many to try next: twice as many, then half-way between what held and what did not; 0 at the end."""
    if not high:
        return 0 if low >= most else min(2 * low, most)
    return 0 if high - low <= max(1, NEAR * high) else (low + high) // 2


async def _weigh(port: int, process: psutil.Process, people: Sequence[Interviewer], count: int) -> Load:
    crowd = Crowd(port)
    many = [one for one in people for _ in range(STREAMS_EACH)]
    first = max(2, count // 20)  # what is loaded with the first streams is not theirs
    await crowd.listen(many[:first])
    before = process.memory_info().rss
    await crowd.listen(many[first:count])
    bytes_each = (process.memory_info().rss - before) / (count - first)
    await crowd.leave()
    facts = {"bytes": round(bytes_each), "streams": count, "aim_bytes": AIM}
    return Load("memory of one open stream", "the aim of 100 KB", max(bytes_each, 1) / AIM, facts)


@contextmanager
def _process() -> Iterator[psutil.Process]:
    """The web process that was started last."""
    children = [one for one in psutil.Process().children() if "deploy.web" in one.cmdline()]
    yield max(children, key=lambda one: one.create_time())


def _panel(world: World, count: int) -> list[tuple[Membership, Session, list[str]]]:
    """So many people, two to a live session, each with the fields of their card."""
    people = []
    for number in range(0, count, 2):
        candidate = make_candidate(world.organization, f"Candidate {number}")
        loop = make_loop(world, candidate, questions=world.questions, title=f"Interview {number}")
        session = loop.sessions.get()
        session.state, session.started_at = SessionState.LIVE, timezone.now()
        session.save()
        fields = [name.replace("rating", "evidence", 1) for name in rating_fields(session)]
        for kind in (SeatKind.LEAD, SeatKind.SECOND):
            member = _member(world, f"{kind} {number}")
            make_seat(session, member, kind)
            people.append((member, session, fields))
    return people


def _member(world: World, name: str) -> Membership:
    user = User.objects.create(email=f"{name.replace(' ', '.')}@load.example", name=name)
    return Membership.unscoped.create(
        organization=world.organization, user=user, roles=[str(Role.INTERVIEWER)]
    )


def _interviewer(world: World, member: Membership, session: Session, fields: list[str]) -> Interviewer:
    base = f"/o/{world.slug}/live/{session.pk}/"
    key = _signed_in(member, settings.AUTHENTICATION_BACKENDS[0])
    return Interviewer(key, f"{base}edits/", f"{base}events/", fields)


def _signed_in(member: Membership, backend: str) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(member.user.pk)
    store[BACKEND_SESSION_KEY] = backend
    store[HASH_SESSION_KEY] = member.user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def told_load(loads: Sequence[Load]) -> str:
    """The same in words."""
    held, weight = loads[0].facts, loads[1].facts
    rows = [
        f"one web process, an edit every 2 s and a stream each: holds {held['held']} interviewers under "
        f"{LIMIT:.0f} ms at p99, fails at {held['fails_at'] or 'none tried'}; "
        f"bare view without streams: {held['bare_held']} ({loads[0].ratio:.2f} of it)"
    ]
    for title, rounds in (("ours", held["rounds"]), ("bare", held["bare_rounds"])):
        for one in rounds:
            shares = f"web {one['server_core_share']:.0%} ({one['server_ms_a_save']} ms a save), "
            shares += f"client {one['client_core_share']:.0%}"
            rows.append(
                f"  {title:4} {one['people']:4} people  p50 {one['p50_ms']:8.1f}  p99 {one['p99_ms']:8.1f} ms"
                f"  {one['saves']} saves, {one['wrong']} wrong; of a core: {shares}"
            )
    rows.append(
        f"memory of one open stream: {weight['bytes'] / 1024:.1f} KB over {weight['streams']} streams "
        f"(aim: under {AIM // 1024} KB)"
    )
    return "\n".join(rows)
