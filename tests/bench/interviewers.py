"""Simulated interviewers: raw sockets in one event loop, so that the client takes little of the machine.

Each has one connection for saves, with an edit every two seconds, and where asked to an open stream. What a
save took counts from the moment it was due, so that a server that falls behind cannot hide it.
"""

import asyncio
import json
import random
import time
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

EVERY = 2.0  # seconds between the edits of one person
OPENING = 8  # streams that are opened at once
HOST = "127.0.0.1"
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Interviewer:
    """One person: their cookies, where they save to and listen, and the fields of their card in turn."""

    session: str
    save_to: str
    listen_at: str = ""
    fields: Sequence[str] = ()
    client: str = field(default_factory=lambda: str(uuid.uuid4()))
    sequence: int = 0
    versions: dict[str, int] = field(default_factory=dict)

    def body(self) -> bytes:
        """The next edit; for a bare view the next row."""
        self.sequence += 1
        text = f"what was said, sentence {self.sequence} of an hour in which much is said"
        if not self.fields:
            return json.dumps({"text": text}).encode()
        name = self.fields[self.sequence // 10 % len(self.fields)]
        edit = {"sequence": self.sequence, "field": name, "value": text, "base": self.versions.get(name, 0)}
        return json.dumps({"client": self.client, "edits": [edit]}).encode()

    def took(self, status: int, answer: bytes) -> bool:
        """Whether the edit is on the server."""
        if status != 200 or not self.fields:
            return status == 200
        told = json.loads(answer)
        self.versions |= told["versions"]
        return told["saved"] == [self.sequence] and not told["conflicts"] + told["errors"]


@dataclass
class Round:
    """What so many people met: milliseconds of each save, and how many went wrong."""

    people: int
    milliseconds: list[float]
    wrong: int
    told: int  # events that arrived on their streams
    client_share: float  # of one core, taken by the client
    server_share: float = 0.0  # of one core, taken by the web process

    def percentile(self, share: float) -> float:
        """The save that so large a share were not slower than; infinite if one failed."""
        if self.wrong or not self.milliseconds:
            return float("inf")
        return sorted(self.milliseconds)[min(len(self.milliseconds) - 1, int(share * len(self.milliseconds)))]


class Crowd:
    """People with their streams open, at one port; more may come between two rounds."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.told = 0
        self._listening: list[asyncio.Task[None]] = []
        self._turns = asyncio.Semaphore(OPENING)

    async def listen(self, people: Sequence[Interviewer]) -> None:
        """Opens a stream for each; returns when every one has answered."""
        opened = [asyncio.get_running_loop().create_future() for _ in people]
        for person, answered in zip(people, opened, strict=True):
            self._listening.append(asyncio.create_task(self._hear(person, answered)))
        await asyncio.gather(*opened)

    async def _hear(self, person: Interviewer, answered: "asyncio.Future[None]") -> None:
        async with self._turns:
            reader, writer = await asyncio.open_connection(HOST, self.port)
            try:
                writer.write(_request("GET", f"{person.listen_at}?tab={uuid.uuid4()}", person.session))
                head = await reader.readuntil(b"\r\n\r\n")
                assert b" 200 " in head.split(b"\r\n", 1)[0], head
                while b"data:" not in await reader.readline():
                    pass
                answered.set_result(None)
            except BaseException as error:
                answered.cancel() if answered.done() else answered.set_exception(error)
                writer.close()
                raise
        try:
            while line := await reader.readline():
                self.told += line.startswith(b"data:")
        finally:
            writer.close()

    async def leave(self) -> None:
        """Hangs every stream up."""
        for task in self._listening:
            task.cancel()
        await asyncio.gather(*self._listening, return_exceptions=True)
        self._listening.clear()

    async def work(self, people: Sequence[Interviewer], seconds: float, settle: float) -> Round:
        """Everybody saves for so long; what happened in the first `settle` seconds is not counted."""
        told, begun = self.told, time.perf_counter()
        spent = time.process_time()
        results: list[float] = []
        wrong = [0]
        ends = begun + settle + seconds
        await asyncio.gather(*(self._type(one, begun + settle, ends, results, wrong) for one in people))
        share = (time.process_time() - spent) / (time.perf_counter() - begun)
        return Round(len(people), results, wrong[0], self.told - told, share)

    async def _type(
        self, person: Interviewer, counted: float, ends: float, results: list[float], wrong: list[int]
    ) -> None:
        due = time.perf_counter() + random.random() * EVERY
        connection: Connection | None = None
        while due < ends:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            try:
                connection = connection or await asyncio.open_connection(HOST, self.port)
                fine = await asyncio.wait_for(_save(person, connection), 30)
            except (OSError, TimeoutError, asyncio.IncompleteReadError):
                fine, connection = False, None
            wrong[0] += not fine
            if due >= counted:
                results.append((time.perf_counter() - due) * 1000)
            due += EVERY
        if connection:
            connection[1].close()
            with suppress(OSError):
                await connection[1].wait_closed()


async def _save(person: Interviewer, connection: Connection) -> bool:
    reader, writer = connection
    writer.write(_request("POST", person.save_to, person.session, person.body()))
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    length = next(
        int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")
    )
    return person.took(status, await reader.readexactly(length))


def _request(method: str, path: str, session: str, body: bytes = b"") -> bytes:
    token = "c" * 32
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: localhost",
        f"Cookie: sessionid={session}; csrftoken={token}",
        f"X-CSRFToken: {token}",
        f"Accept: {'text/event-stream' if method == 'GET' else 'application/json'}",
    ]
    if method == "POST":
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body
