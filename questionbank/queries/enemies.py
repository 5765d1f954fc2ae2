"""Reads about questions that no loop asks together with a given one."""

import uuid
from dataclasses import dataclass

from django.db.models import Q

from questionbank.enums import PairDecision
from questionbank.models import DuplicatePair, EnemyPair, Question
from questionbank.queries.duplicates import KIN
from questionbank.rules import Actor, may_read_bank


@dataclass(frozen=True)
class Enemy:
    """A question beside which the other one is never asked, and why; `pair` where a curator wrote it down."""

    question: Question
    why: str
    pair: EnemyPair | None = None


def enemies_with(reader: Actor, question: Question) -> list[Enemy]:
    """Those that a curator named, the latest first, then those that are alike, the most alike first.

    Two queries. Refuses who may not read the bank (Denied).
    """
    may_read_bank(reader).require()
    mine = Q(first=question) | Q(second=question)
    named = EnemyPair.objects.filter(mine).select_related(*_both("current__topic"), "written_by__user")
    alike = DuplicatePair.objects.filter(mine, decision__in=[*KIN, PairDecision.OPEN])
    found = [Enemy(_other(pair, question.pk), pair.reason, pair) for pair in named.order_by("-created_at")]
    for pair in alike.select_related(*_both("current__topic")).order_by("-score", "pk"):
        found.append(Enemy(_other(pair, question.pk), _why(pair)))
    return found


def _both(field: str) -> tuple[str, str]:
    return f"first__{field}", f"second__{field}"


def _other(pair: EnemyPair | DuplicatePair, question_id: uuid.UUID) -> Question:
    return pair.second if pair.first_id == question_id else pair.first


def _why(pair: DuplicatePair) -> str:
    if pair.decision == PairDecision.SAME:
        return "A person called them the same."
    if pair.decision == PairDecision.VARIANT:
        return "A person called them variants of each other."
    alike = "Nearly the same" if pair.verdict == "same" else "Related"
    return f"{alike}, as long as nobody has decided: {pair.why}"
