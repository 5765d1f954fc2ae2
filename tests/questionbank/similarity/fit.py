"""`python -m tests.questionbank.similarity.fit`: fits the weights again and says how well they do.

Learns from the tuning half only; the thresholds come from that half too. For SAME it prints the best F1
with a precision of at least 0.9 were there as many same pairs as others, on the first round of labels and
on both; what stands in `verdicts.py` lies midway. RELATED tells related from different; ours is lower: a
person looks anyway.
"""

import sys
from collections import Counter
from collections.abc import Iterable

import numpy as np

from questionbank.similarity.finding import find_pairs
from questionbank.similarity.measures import MEASURES, Table
from questionbank.similarity.rarity import Rarity
from questionbank.similarity.reading import read
from questionbank.similarity.verdicts import RELATED, SAME
from tests.questionbank.similarity.labelled import Labelled, labelled_pairs, seed_entries

RIDGE = 1.0


def main() -> None:
    """Prints the lines for `verdicts.py`, then figures of both halves with what stands there now."""
    labelled = [pair for pair in labelled_pairs() if pair.label != "unsure"]
    measures = measure(labelled)
    same = np.array([pair.label == "same" for pair in labelled])
    tuning = np.array([pair.half == "tuning" for pair in labelled])
    intercept, weights = fit(measures[tuning], same[tuning])
    say(f"INTERCEPT = {intercept:.2f}")
    say("WEIGHTS = {" + ", ".join(f'"{n}": {w:.2f}' for n, w in zip(MEASURES, weights, strict=True)) + "}")
    score = 1 / (1 + np.exp(-(measures @ weights + intercept)))
    related = np.array([pair.label == "related" for pair in labelled])
    first = tuning & np.array([pair.round == 1 for pair in labelled])
    say(f"SAME, first round: {best_threshold(score[first], same[first]):.2f}")
    say(f"SAME, both rounds: {best_threshold(score[tuning], same[tuning]):.2f}")
    others = tuning & ~same
    say(f"RELATED: {best_threshold(score[others], related[others], precision=0.8):.2f}")
    hit = score >= SAME
    for name, half in (("tuning", tuning), ("held out", ~tuning)):
        early = half & np.array([pair.round == 1 for pair in labelled])
        say(f"{name}, first round: " + figures(same[early], hit[early]))
        say(f"{name}, both rounds: " + figures(same[half], hit[half]))
    say_by_documents(labelled)


def measure(labelled: list[Labelled]) -> np.ndarray:
    """The measures of the labelled pairs, terms weighed over all questions of the documents."""
    entries = seed_entries()
    place = {entry.key: number for number, entry in enumerate(entries)}
    readings = [read(entry.prompt, entry.answer) for entry in entries]
    ones = np.array([place[pair.first] for pair in labelled])
    twos = np.array([place[pair.second] for pair in labelled])
    return Table(readings, Rarity.of(readings)).measure((ones, twos))


def fit(measures: np.ndarray, same: Iterable[bool]) -> tuple[float, np.ndarray]:
    """Ridge logistic regression by Newton's method, both classes weighing as much."""
    same = np.fromiter(same, dtype=bool)
    middle, spread = measures.mean(axis=0), measures.std(axis=0)
    rows = np.column_stack([np.ones(len(same)), (measures - middle) / spread])
    worth = np.where(same, 0.5 / same.mean(), 0.5 / (~same).mean())
    penalty = np.diag([0.0] + [RIDGE] * len(MEASURES))
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (worth * (same - chance)) - penalty @ weights
        curve = (rows * (worth * chance * (1 - chance))[:, None]).T @ rows + penalty
        weights += np.linalg.solve(curve, slope)
    raw = weights[1:] / spread
    return float(weights[0] - middle @ raw), raw


def best_threshold(score: np.ndarray, true: np.ndarray, precision: float = 0.9) -> float:
    """The one with the best F1 among those precise enough, both classes weighing as much."""

    def quality(threshold: float) -> tuple[bool, float]:
        found, wrong = (score[true] >= threshold).mean(), (score[~true] >= threshold).mean()
        precise = found > 0 and found / (found + wrong) >= precision
        return precise, 2 * found / (found + wrong + 1)

    return float(max(np.arange(0.05, 0.96, 0.01), key=quality))


def figures(same: np.ndarray, hit: np.ndarray) -> str:
    """Counts, precision, recall and F1: as labelled, and with as many others as same pairs."""
    right, wrong, missed = int((hit & same).sum()), int((hit & ~same).sum()), int((~hit & same).sum())
    quiet = int((~hit & ~same).sum())
    false = wrong / max(1, wrong + quiet)
    recall = right / max(1, right + missed)
    even = recall / max(1e-9, recall + false)
    return (
        f"{right} right, {wrong} wrong, {missed} missed, {quiet} rightly not; "
        f"precision {right / max(1, right + wrong):.2f}, recall {recall:.2f}, "
        f"F1 {2 * right / max(1, 2 * right + wrong + missed):.2f}; "
        f"even classes: precision {even:.2f}, F1 {2 * recall / (recall + false + 1):.2f}"
    )


def say_by_documents(labelled: list[Labelled]) -> None:
    """What the whole way finds, candidates included, by pair of documents and half."""
    found = {(pair.first, pair.second): pair for pair in find_pairs(seed_entries())}
    counts: dict[tuple[str, str], Counter[str]] = {}
    for pair in labelled:
        verdict = found[pair.first, pair.second].verdict if (pair.first, pair.second) in found else "none"
        kind = "same" if pair.label == "same" else "other"
        counts.setdefault((pair.half, pair.documents), Counter())[f"{kind} {verdict == 'same'}"] += 1
    for (half, documents), count in sorted(counts.items()):
        say(
            f"{half}, {documents}: {count['same True']} right, {count['other True']} wrong, "
            f"{count['same False']} missed, {count['other False']} rightly not"
        )
    say(f"in all {sum(pair.verdict == 'same' for pair in found.values())} same, thresholds {SAME}, {RELATED}")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
