"""The pure cores against the least work on the same data: assembly, import."""

import random
from uuid import UUID

from interviews.assembly import BankQuestion, Quota, Request, SessionNeed, assemble
from questionbank.importing import parse_document
from tests.bench.measuring import Line, compare

LEVEL = UUID(int=1)
TOPICS = [UUID(int=10 + number) for number in range(12)]


def measure_assembly(sizes: tuple[int, ...], *, repeats: int) -> list[Line]:
    """A loop of four interviews against picking at random what fits."""
    lines = []
    for size in sizes:
        request = _request(size)

        def plan(request: Request = request) -> None:
            assert assemble(request).choices

        def pick(request: Request = request) -> None:
            assert _pick_at_random(request)

        lines += compare(
            {f"loop out of {size:,} questions": plan}, "random feasible pick", pick, repeats=repeats
        )
    return lines


def _request(size: int) -> Request:
    draw = random.Random(1)
    bank = []
    for number in range(size):
        topic = draw.choice(TOPICS)
        bank.append(
            BankQuestion(
                question=UUID(int=10_000 + number),
                revision=UUID(int=1_000_000 + number),
                topic=topic,
                topic_name=f"Topic {topic.int}",
                topics=frozenset({topic}),
                level=LEVEL,
                kind="concept",
                minutes=draw.choice((5, 10, 15, 20)),
                difficulty=draw.choice((1, 2, 3)),
                asked=draw.randrange(20),
            )
        )
    needs = [
        SessionNeed(
            position=position,
            title=f"Interview {position + 1}",
            minutes=60,
            level=LEVEL,
            level_name="Senior",
            quotas=tuple(Quota(topic, f"Topic {topic.int}", 1, 2) for topic in TOPICS[position * 3 :][:3]),
        )
        for position in range(4)
    ]
    return Request(tuple(needs), tuple(bank), seed=1)


def _pick_at_random(request: Request) -> list[tuple[int, UUID]]:
    """Questions in random order, each into the first interview that has time and room for its topic."""
    draw = random.Random(request.seed)
    free = {need.position: need.minutes for need in request.sessions}
    room = {(need.position, quota.topic): quota.maximum for need in request.sessions for quota in need.quotas}
    picked = []
    for row in draw.sample(request.bank, len(request.bank)):
        for position, minutes in free.items():
            if row.minutes <= minutes and room.get((position, row.topic), 0):
                free[position] -= row.minutes
                room[position, row.topic] -= 1
                picked.append((position, row.question))
                break
    return picked


def measure_import(questions: int, *, repeats: int) -> list[Line]:
    """A document of ours, read and parsed whole, against splitting it into lines."""
    data = _document(questions).encode()

    def parse() -> None:
        assert parse_document("bench.md", data).found == questions

    def split() -> None:
        assert len(data.decode().splitlines()) > questions

    return compare({f"import of {questions} questions": parse}, "str.splitlines", split, repeats=repeats)


def _document(questions: int) -> str:
    """Sections, levels, prose, a list, code and a table, as such documents have them."""
    parts = ["# Questions of the bench"]
    for number in range(1, questions + 1):
        if number % 10 == 1:
            parts.append(f"## Section {number // 10 + 1}")
        parts.append(f"### {number}. How does part {number} of the system fail?")
        parts.append("**Level:** Senior")
        parts.append(f"It fails slowly at first. Part {number} fills its queue, and then every caller waits.")
        parts.append("- it retries\n- it sheds load\n- it tells somebody")
        parts.append(f"```python\ndef part_{number}(queue):\n    return queue.get(timeout={number})\n```")
        parts.append("| load | waiting |\n|---|---|\n| low | none |\n| high | long |")
    return "\n\n".join(parts) + "\n"
