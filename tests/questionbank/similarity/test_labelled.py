"""How well verdicts agree with a person's, on the real documents: ids and figures only."""

from collections import Counter
from functools import cache

import pytest

from questionbank.similarity import find_pairs
from questionbank.similarity.verdicts import SAME, WEIGHTS
from tests.questionbank.similarity.fit import fit, measure
from tests.questionbank.similarity.labelled import labelled_pairs, seed_entries

PAIRS = labelled_pairs()


@cache
def verdicts():
    return {(pair.first, pair.second): pair.verdict for pair in find_pairs(seed_entries())}


def quality(pairs):
    """Precision and F1 of "same", were there as many same pairs as others."""
    said = {pair: verdicts().get((pair.first, pair.second)) == "same" for pair in pairs}
    same = [said[pair] for pair in pairs if pair.label == "same"]
    other = [said[pair] for pair in pairs if pair.label in ("related", "different")]
    found, wrong = sum(same) / len(same), sum(other) / len(other)
    return found / (found + wrong), 2 * found / (found + wrong + 1)


def test_the_labels_are_many_over_all_documents_and_said_once():
    counts = Counter(pair.label for pair in PAIRS)

    assert counts["same"] >= 50
    assert counts["related"] + counts["different"] >= 80
    assert len({(pair.first, pair.second) for pair in PAIRS}) == len(PAIRS)
    assert all(pair.first < pair.second for pair in PAIRS)
    assert len({pair.documents for pair in PAIRS}) == 15  # five documents, each with each and with itself


@pytest.mark.parametrize("half", ["tuning", "held out"])
def test_same_is_said_of_what_a_person_calls_the_same(half):
    precision, f1 = quality([pair for pair in PAIRS if pair.half == half and pair.round == 1])

    assert precision >= 0.9
    assert f1 >= 0.85


def test_the_weights_in_the_code_are_those_that_the_labels_give():
    tuning = [pair for pair in PAIRS if pair.half == "tuning" and pair.label != "unsure"]
    measures = measure(tuning)

    _, weights = fit(measures, (pair.label == "same" for pair in tuning))

    assert dict(zip(WEIGHTS, weights, strict=True)) == pytest.approx(WEIGHTS, abs=0.5)
    assert 0 < SAME < 1
