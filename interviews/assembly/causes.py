"""The sentence for a rule that is given up: what it asks for, what there is, and what stands against more."""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from .shapes import BankQuestion, Choice, Quota, Request, SessionNeed
from .wide import Rule, kept_out

OF_QUESTIONS = {
    "met": "that the candidate has not met",
    "reserved": "that no other loop of the opening holds",
    "bans": "that nobody took out of this loop",
    "kinds": "of the kinds asked there",
    "barred": "that who leads there is qualified for",
}


class Causes:
    """Tells of one request and its nearest loop."""

    def __init__(self, request: Request, choices: Sequence[Choice]) -> None:
        self.request = request
        self.choices = choices
        self.needs = {need.position: need for need in request.sessions}

    def told(self, rule: Rule, quota: Quota, conflict: Collection[Rule] | None) -> str:
        """One sentence. `conflict`: the rules that cannot hold together with it; None: not found out."""
        if rule.kind == "twice":
            return self._of_two(quota, conflict)
        need = self.needs[rule.session]
        usable = self._usable(quota.topic, [rule.session])
        there = self._there(quota.topic, rule.session)
        asked = f"{quota.name} at {need.level_name}: {quota.minimum} needed in {need.title}, "
        if len(usable) < quota.minimum:
            words = self._of_bank(conflict)
            return f"{asked}the bank has {len(usable) or 'none'}{words}."
        causes = "; ".join(self._in_words(rule, quota, conflict or (), usable))
        causes = causes or "the other rules leave no room for more"
        return f"{asked}{there or 'none'} could be placed: {causes}."

    def _of_two(self, quota: Quota, conflict: Collection[Rule] | None) -> str:
        places = [need.position for need in self.request.sessions if not need.closed]
        usable = self._usable(quota.topic, places)
        asked = f"{quota.name}: to be asked by two people in sessions of their own, "
        if len(usable) < 2:
            return f"{asked}the bank has {len(usable) or 'none'}{self._of_bank(conflict)} for these sessions."
        rule = Rule("twice", topic=quota.topic)
        causes = "; ".join(self._in_words(rule, quota, conflict or (), usable))
        return f"{asked}{causes or 'too few of those who lead the sessions can'}."

    def _of_bank(self, conflict: Collection[Rule] | None) -> str:
        kinds = {rule.kind for rule in conflict or ()}
        words = [words for kind, words in OF_QUESTIONS.items() if kind in kinds]
        return f" {' and '.join(words)}" if words else ""

    def _usable(self, topic: UUID, places: Collection[int]) -> set[UUID]:
        """Questions of the topic that no rule of their own keeps out of all these sessions, pinned or not."""
        found = {
            choice.question.question
            for choice in self.request.pins
            if choice.session in places and topic in choice.question.topics
        }
        for row in self.request.bank:
            if topic in row.topics and row.question not in found and self._may(row, places):
                found.add(row.question)
        return found

    def _may(self, row: BankQuestion, places: Collection[int]) -> bool:
        return any(
            kept.session in places and not kept.rules and row.minutes <= self.needs[kept.session].minutes
            for kept in kept_out(self.request, row)
        )

    def _there(self, topic: UUID, place: int) -> int:
        return sum(choice.session == place and topic in choice.question.topics for choice in self.choices)

    def _in_words(
        self, rule: Rule, quota: Quota, conflict: Collection[Rule], usable: set[UUID]
    ) -> Iterator[str]:
        by_kind: dict[str, list[Rule]] = {}
        for other in sorted(conflict, key=str):
            by_kind.setdefault(other.kind, []).append(other)
        elsewhere = sum(c.session != rule.session and c.question.question in usable for c in self.choices)
        others = [other for other in by_kind.get("minimum", []) if other.session != rule.session]
        if (others or "twice" in by_kind) and elsewhere:
            yield f"other sessions take {elsewhere} of the {len(usable)} in the bank"
        for other in by_kind.get("minutes", []):
            need = self.needs[other.session]
            mine = other.session == rule.session
            minutes = f"its {need.minutes} minutes" if mine else f"the {need.minutes} minutes of {need.title}"
            yield f"{minutes} leave no room for more{self._beside(rule, by_kind) if mine else ''}"
        for other in by_kind.get("maximum", []):
            yield self._full(other)
        if "pin" in by_kind:
            yield "what is pinned stands in the way"
        if "pilots" in by_kind:
            yield f"a session has {self.request.most_pilots or 'no'} pilot question at most"
        if "enemies" in by_kind:
            yield "some of the questions give each other away"
        kinds = [kind for kind in OF_QUESTIONS if kind in by_kind]
        if kinds:
            many = f"the bank has {len(usable)}" if rule.kind != "twice" else "there are too few"
            yield f"{many} {' and '.join(OF_QUESTIONS[kind] for kind in kinds)}"

    def _beside(self, rule: Rule, by_kind: dict[str, list[Rule]]) -> str:
        """Topics of the same session that need the minutes too."""
        topics = {other.topic for other in by_kind.get("minimum", []) if other.session == rule.session}
        need: SessionNeed | None = self.needs.get(rule.session)
        names = [quota.name for quota in (need.quotas if need else ()) if quota.topic in topics]
        return f" beside {' and '.join(names)}" if names else ""

    def _full(self, rule: Rule) -> str:
        need = self.needs[rule.session]
        quota = next(quota for quota in need.quotas if quota.topic == rule.topic)
        return f"{need.title} has {quota.maximum or 'no'} {quota.name} at most"
