"""The loop while it is being made: what is where, and whether one question more may go somewhere."""

from collections.abc import Iterable
from hashlib import blake2b
from uuid import UUID

from .shapes import BankQuestion, Choice, Quota, Request, SessionNeed


def tie(seed: int, question: UUID) -> bytes:
    """An order among equals that depends on the seed and the question alone."""
    return blake2b(f"{seed}:{question}".encode(), digest_size=8).digest()


def unfit(need: SessionNeed, question: BankQuestion) -> str:
    """Why the question could never be in this session, in a sentence; empty if it could."""
    if question.level != need.level:
        return f"Its level is not {need.level_name}."
    if need.kinds and question.kind not in need.kinds:
        return f"Questions of its kind are not asked in {need.title}."
    if need.quotas and not any(quota.topic in question.topics for quota in need.quotas):
        return f"It belongs to none of the topics of {need.title}."
    if question.minutes > need.minutes:
        return f"It takes {question.minutes} minutes, all of {need.title} has {need.minutes}."
    return ""


class Board:
    """Which questions are in which session. Holds no opinion on which would be good."""

    def __init__(self, request: Request, placed: Iterable[Choice] = ()) -> None:
        self.forbidden = request.forbidden
        self.needs = {need.position: need for need in request.sessions}
        self.chosen: dict[int, list[BankQuestion]] = {need.position: [] for need in request.sessions}
        self.used: set[UUID] = set()
        for choice in placed:
            self.place(choice.session, choice.question)

    def place(self, position: int, question: BankQuestion) -> None:
        """Puts it there without asking."""
        self.chosen[position].append(question)
        self.used.add(question.question)

    def remove(self, position: int, question: BankQuestion) -> None:
        """Takes it away again."""
        self.chosen[position].remove(question)
        self.used.remove(question.question)

    def free(self, position: int) -> int:
        """Minutes left; negative if a person put in too much."""
        return self.needs[position].minutes - sum(question.minutes for question in self.chosen[position])

    def count(self, position: int, topic: UUID) -> int:
        """How many questions of the topic, sub-topics included, the session holds."""
        return sum(topic in question.topics for question in self.chosen[position])

    def unmet(self, position: int) -> list[tuple[Quota, int]]:
        """The quotas below their minimum, and by how many."""
        missing = [
            (quota, quota.minimum - self.count(position, quota.topic))
            for quota in self.needs[position].quotas
        ]
        return [(quota, short) for quota, short in missing if short > 0]

    def same_topic(self, topic: UUID | None) -> int:
        """How many questions of exactly this topic the whole loop holds."""
        return sum(question.topic == topic for chosen in self.chosen.values() for question in chosen)

    def full(self, position: int, question: BankQuestion) -> str:
        """Why a question that is fit for the session may not be added as things stand; empty if it may."""
        if question.enemies & self.used:
            return "It asks nearly the same as a question of this loop."
        for quota in self.needs[position].quotas:
            if quota.topic in question.topics and self.count(position, quota.topic) >= quota.maximum:
                return f"{quota.name} has its maximum of {quota.maximum} already."
        free = self.free(position)
        if question.minutes > free:
            return f"It takes {question.minutes} minutes, {max(free, 0)} are free."
        return ""

    def refusal(self, position: int, question: BankQuestion) -> str:
        """Why the question may not be added to the session, in a sentence; empty if it may."""
        if question.question in self.used:
            return "It is in this loop already."
        if question.question in self.forbidden:
            return "The candidate has met it, or another loop has it reserved for them."
        return unfit(self.needs[position], question) or self.full(position, question)
