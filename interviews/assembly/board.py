"""The loop while it is being made: what is where, and whether one question more may go somewhere."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID

from .place import Place
from .shapes import BankQuestion, Choice, Quota, Request, SessionNeed


class Refusal(NamedTuple):
    """A rule that a question would break: in few words to be counted, and in a sentence."""

    obstacle: str
    told: str


def tie(seed: int, question: UUID) -> bytes:
    """An order among equals that depends on the seed and the question alone."""
    return blake2b(f"{seed}:{question}".encode(), digest_size=8).digest()


def unfit(need: SessionNeed, question: BankQuestion) -> str:
    """Why the question could never be in this session, in a sentence; empty if it could."""
    if question.level != need.level and question.level not in need.neighbours:
        beside = ", nor a level that may stand in for it" if need.neighbours else ""
        return f"Its level is not {need.level_name}{beside}."
    if need.kinds and question.kind not in need.kinds:
        return f"Questions of its kind are not asked in {need.title}."
    if need.quotas and not any(quota.topic in question.topics for quota in need.quotas):
        return f"It belongs to none of the topics of {need.title}."
    if question.topic in need.barred:
        return f"Nobody who leads {need.title} is qualified for {question.topic_name}."
    if question.minutes > need.minutes:
        return f"It takes {question.minutes} minutes, all of {need.title} has {need.minutes}."
    return ""


class Board:
    """Which questions are in which session. Holds no opinion on which would be good.

    With `replacing`, that question is taken out: the board then answers for what might stand in its place,
    and allows nothing that would leave the loop worse by any rule than it was with it. A question that may
    not stay where it is (not in the bank any more, met, banned) is no measure: then the loop without it is.
    """

    def __init__(
        self, request: Request, placed: Iterable[Choice] = (), *, replacing: UUID | None = None
    ) -> None:
        self.request = request
        self.needs = {need.position: need for need in request.sessions}
        self.chosen: dict[int, list[BankQuestion]] = {need.position: [] for need in request.sessions}
        self.used: set[UUID] = set()
        self.at_odds: Counter[UUID] = Counter()  # the enemies of what is here
        self._places: dict[int, Place] = {}
        self.old: Choice | None = None
        for choice in placed:
            if choice.question.question == replacing:
                self.old = choice
            else:
                self.place(choice.session, choice.question)
        if self.old is not None and self._may_stay(self.old):
            self._places[self.old.session] = self._place_at(self.old.session, self.old.question)

    def place(self, position: int, question: BankQuestion) -> None:
        """Puts it there without asking."""
        self.chosen[position].append(question)
        self.used.add(question.question)
        self.at_odds.update(question.enemies)
        self._places.clear()

    def remove(self, position: int, question: BankQuestion) -> None:
        """Takes it away again."""
        self.chosen[position].remove(question)
        self.used.remove(question.question)
        self.at_odds.subtract(question.enemies)
        self._places.clear()

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

    def refusal(self, position: int, question: BankQuestion) -> str:
        """Why the question may not be added to the session, in a sentence; empty if it may."""
        return next((refusal.told for refusal in self.refusals(position, question)), "")

    def refusals(self, position: int, question: BankQuestion) -> Iterator[Refusal]:
        """Every rule that the question would break in the session, the gravest first."""
        yield from self._of_its_own(position, question)
        if position not in self._places:
            self._places[position] = self._place_at(position, None)
        yield from (Refusal(rule.obstacle, rule.told) for rule in self._places[position].worse(question))

    def final(self, question: BankQuestion) -> Iterator[Refusal]:
        """What nobody may set aside: a question is asked once, whatever the reason."""
        if question.question in self.used:
            yield Refusal("in this loop already", "It is in this loop already.")
        elif question.question in self.request.forbidden:
            told = "The candidate has met it, or another loop has it reserved for them."
            yield Refusal("met by the candidate", told)

    def full(self, position: int, question: BankQuestion) -> str:
        """Why a question that is fit for the session may not be added as things stand; empty if it may."""
        return next((refusal.told for refusal in self._crowded(self.needs[position], question)), "")

    def _of_its_own(self, position: int, question: BankQuestion) -> Iterator[Refusal]:
        yield from self.final(question)
        if question.question in self.request.bans:
            yield Refusal("not wanted in this loop", "Somebody said that this loop is not to ask it.")
        if question.question in self.request.reserved:
            told = "Another open loop of this opening has it reserved."
            yield Refusal("reserved by another loop of the opening", told)
        need = self.needs[position]
        swapped_here = self.old is not None and self.old.session == position
        if need.closed and not swapped_here:
            yield Refusal("too late for a session that has begun", f"{need.title} has begun.")
        problem = unfit(need, question)
        if problem:
            yield Refusal("not allowed in that session at all", problem)
        yield from self._crowded(need, question)

    def _crowded(self, need: SessionNeed, question: BankQuestion) -> Iterator[Refusal]:
        if not question.enemies.isdisjoint(self.used) or self.at_odds[question.question] > 0:
            told = (
                "It asks nearly the same as a question of this loop, or one of the two gives the other away."
            )
            yield Refusal("at odds with a question of this loop", told)
        for quota in need.quotas:
            if quota.topic in question.topics and self.count(need.position, quota.topic) >= quota.maximum:
                told = f"{quota.name} has its maximum of {quota.maximum} already."
                yield Refusal("above a topic's maximum", told)
        most, here = self.request.most_pilots, self.chosen[need.position]
        if most is not None and question.pilot and sum(other.pilot for other in here) >= most:
            told = f"{need.title} takes {f'{most} at most' if most else 'none'} of the pilot questions."
            yield Refusal("one pilot question too many", told)
        free = self.free(need.position)
        if question.minutes > free:
            told = f"It takes {question.minutes} minutes, {max(free, 0)} are free."
            yield Refusal("too long for the free minutes", told)

    def _may_stay(self, old: Choice) -> bool:
        """Whether the old question breaks no rule where it is, so that the loop with it is the measure."""
        if all(row.question != old.question.question for row in self.request.bank):
            return False
        return next(self._of_its_own(old.session, old.question), None) is None

    def _place_at(self, position: int, old: BankQuestion | None) -> Place:
        return Place(self.request, self.chosen, self.needs[position], old)
