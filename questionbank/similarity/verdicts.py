"""From measures to a score, from a score to a verdict, and both said in words."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from .measures import MEASURES, PERFORMED
from .rarity import Rarity
from .reading import Entry, Reading, words_of

Verdict = Literal["same", "related"]

# Logistic regression (ridge 1 on standardised measures) on the tuning half of 513 pairs labelled by hand
# (tests/questionbank/similarity/pairs.csv), same and not same weighing alike: a score of a half is an even
# chance among pairs that look alike. `python -m tests.questionbank.similarity.fit` prints weights and
# thresholds again: SAME lies midway between where precision reaches 0.9 on the first round of labels and on
# both.
INTERCEPT = -4.20
WEIGHTS = {"likeness": 15.12, "contrast": -1.68, "performance": -2.70}
SAME = 0.54
RELATED = 0.25

BEST = 0.99  # of what is not the same word for word
_NAMED = 4  # terms that a reason names


@dataclass(frozen=True)
class Pair:
    """Two questions by their keys, the smaller first; how alike they are (0 to 1), and why."""

    first: Any
    second: Any
    score: float
    verdict: Verdict
    why: str


def scores(measures: np.ndarray) -> np.ndarray:
    """The chance that a pair asks the same, among pairs that look alike and as often do as do not.

    To tell of oneself, to write code and to give an account are never the same, however many words are.
    """
    weights = np.array([WEIGHTS[name] for name in MEASURES])
    logits = measures @ weights + INTERCEPT
    most = np.where(measures[:, MEASURES.index("performance")] > 0, SAME - 0.01, BEST)
    return np.round(np.minimum(most, 1 / (1 + np.exp(-logits))), 4)


def verdict_of(score: float) -> Verdict | None:
    """What a score means; None: not worth a person's look."""
    if score >= SAME:
        return "same"
    return "related" if score >= RELATED else None


def why(first: tuple[Entry, Reading], second: tuple[Entry, Reading], rarity: Rarity) -> str:
    """What the two share and where they part, in sentences. The first is the pair's first."""
    (one, left), (two, right) = first, second
    if left.digest and left.digest == right.digest:
        return "The prompts are the same word for word."
    said = words_of(f"{two.prompt} {two.answer}") | words_of(f"{one.prompt} {one.answer}")

    def name(terms: set[str]) -> str:
        weighty = sorted(terms, key=lambda term: (-rarity.weight(term), term))[:_NAMED]
        return ", ".join(f"“{said.get(term, term)}”" for term in weighty)

    asked = set(left.prompt) & set(right.prompt)
    told = (set(left.answer) & set(right.answer)) - asked
    reasons = [f"Both ask about {name(asked)}." if asked else "The prompts share no word that counts."]
    if told:
        reasons.append(f"Both answers speak of {name(told)}.")
    for which, mine, other in (("first", left, right), ("second", right, left)):
        alone = set(mine.prompt) - set(other.prompt) - set(other.answer)
        if alone:
            reasons.append(f"Only the {which} mentions {name(alone)}.")
    return " ".join(reasons + _clashes(left.intent, right.intent))


_WANTED = {
    "story": "a story of one's own",
    "code": "code",
    "contrast": "a comparison",
}


def _clashes(one: str, two: str) -> list[str]:
    if one == two:
        return []
    wanted = [_WANTED[intent] for intent in (*PERFORMED, "contrast") if intent in (one, two)]
    return [f"Only one of them asks for {kind}." for kind in wanted]
