"""Reads about questions that are alike: the page of pairs, and which questions no loop should ask both of."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value

from questionbank.comparison import Piece, word_difference
from questionbank.enums import PairDecision, State
from questionbank.models import DuplicatePair, EnemyPair, Question
from questionbank.queries.likeness import entries_of, nearest
from questionbank.rules import Actor, may_curate, may_read_bank
from questionbank.similarity import Entry, Rarity, compare_with

# The parts of the list, with their words.
VIEWS = {
    "same": "Same question?",
    "related": "Related",
    "merged": "Merged",
    "variant": "Variants",
    "different": "Different",
}
_DECIDED = {"merged": PairDecision.SAME, "variant": PairDecision.VARIANT, "different": PairDecision.DIFFERENT}
KIN = (PairDecision.SAME, PairDecision.VARIANT)
SHORTEST = 12  # characters of a prompt with which it is worth looking
SHOWN = 5  # questions beside a new one


@dataclass(frozen=True)
class Alike:
    """A question of the bank that resembles a text, how much, and why."""

    question: Question
    score: float
    verdict: str
    why: str


def pairs_of(reader: Actor, view: str) -> QuerySet[DuplicatePair]:
    """The pairs of one part of the list (a key of VIEWS), most alike first. Refuses all but curators.

    An open pair one of which is retired waits for nobody.
    """
    may_curate(reader).require()
    rows = DuplicatePair.objects.select_related(
        *("first__current__topic", "first__current__level", "second__current__topic"),
        *("second__current__level", "decided_by__user"),
    )
    if view in _DECIDED:
        return rows.filter(decision=_DECIDED[view]).order_by("-decided_at", "pk")
    return rows.filter(_open(), verdict=view).order_by("-score", "pk")


def pair_counts(reader: Actor) -> dict[str, int]:
    """How many pairs each part of the list has. One query."""
    may_curate(reader).require()
    decided = {view: Count("pk", filter=Q(decision=decision)) for view, decision in _DECIDED.items()}
    undecided = {
        view: Count("pk", filter=_open() & Q(verdict=view)) for view in VIEWS if view not in _DECIDED
    }
    return DuplicatePair.objects.aggregate(**undecided, **decided)


def difference_of(pair: DuplicatePair) -> list[Piece]:
    """The two prompts as one text: out what only the first says, in what only the second says."""
    first, second = pair.first.current, pair.second.current
    return word_difference(first.prompt if first else "", second.prompt if second else "")


def enemy_pairs() -> list[QuerySet[Any, Any]]:
    """Pairs of questions that no loop asks both of, as lines ("pair", one, other, 0); each maybe twice.

    Those that a person called the same or a variant, those that are alike and that nobody has decided on, and
    those of which a curator said that one gives the other away. Two querysets for a union.
    """
    alike = DuplicatePair.objects.filter(decision__in=[*KIN, PairDecision.OPEN])
    return [_as_pairs(alike), _as_pairs(EnemyPair.objects.all())]


def _as_pairs(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    rows = rows.order_by().annotate(what=Value("pair"), one=F("first"), other=F("second"), count=Value(0))
    return rows.values_list("what", "one", "other", "count")


def alike_questions(reader: Actor, organization_id: uuid.UUID, prompt: str, answer: str = "") -> list[Alike]:
    """Questions of the bank that a text resembles, most alike first; for a person who is writing one.

    Four queries, none that grows with the bank. Nothing for a text that is too short to say.
    """
    may_read_bank(reader).require()
    if len(prompt.strip()) < SHORTEST:
        return []
    written = Entry(uuid.UUID(int=0), prompt, answer)
    entries = entries_of(nearest(organization_id, [written])[written.key])
    pairs = compare_with(written, list(entries.values()), rarity=Rarity())[:SHOWN]
    rows = Question.objects.select_related("current").in_bulk([pair.second for pair in pairs])
    return [
        Alike(rows[pair.second], pair.score, pair.verdict, pair.why) for pair in pairs if pair.second in rows
    ]


def _open() -> Q:
    gone = Q(first__state=State.RETIRED) | Q(second__state=State.RETIRED)
    return Q(decision=PairDecision.OPEN) & ~gone
