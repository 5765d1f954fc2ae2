"""Duplicates in banks of growing size: how the time of a whole scan grows against comparing all pairs."""

import time
from collections.abc import Callable
from itertools import combinations

import numpy as np

from questionbank.similarity import Entry, find_pairs
from questionbank.similarity.measures import Table
from questionbank.similarity.rarity import Rarity
from questionbank.similarity.reading import read
from questionbank.similarity.verdicts import scores
from tests.bench.measuring import Line

VOCABULARY = 30_000
ZIPF = 1.05
REPEATED = 0.05  # of the questions ask what another one asks


def measure_duplicates(sizes: tuple[int, ...], *, all_pairs: int) -> list[Line]:
    """A scan at each size against comparing each question with each at the size `all_pairs`; once each.

    A ratio that grows like the size, and not like its square, is what the index is for.
    """
    few = questions(all_pairs)
    find_pairs(few)  # what is imported and remembered on the first call is no part of it

    def each_with_each() -> None:
        readings = [read(entry.prompt, entry.answer) for entry in few]
        one, two = np.array(list(combinations(range(len(few)), 2))).T
        assert scores(Table(readings, Rarity.of(readings)).measure((one, two))).max() > 0

    baseline = _milliseconds(each_with_each)
    lines = []
    for size in sizes:
        entries = questions(size)
        taken = _milliseconds(lambda entries=entries: find_pairs(entries))
        lines.append(
            Line(f"duplicates among {size:,} questions", f"all pairs of {all_pairs:,}", 1, taken, baseline)
        )
    return lines


def _milliseconds(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def questions(size: int) -> list[Entry]:
    """Prompts and answers of words as common as words are (Zipf), some asking the same in other words."""
    draw = np.random.default_rng(20261121)
    share = 1 / np.arange(1, VOCABULARY + 1) ** ZIPF
    said = draw.choice(VOCABULARY, size=(size, 98), p=share / share.sum())
    # What a question is about is rarer than what it says of it.
    topics = draw.integers(200, VOCABULARY, size=(size, 3))
    again = draw.random(size) < REPEATED
    made: list[Entry] = []
    for key in range(size):
        if made and again[key]:
            made.append(_said_again(key, made[draw.integers(len(made))], draw))
        else:
            prompt = np.concatenate([topics[key, :2], said[key, :8]])
            answer = np.concatenate([topics[key], topics[key], said[key, 8:]])
            made.append(Entry(key, _text(prompt), _text(answer)))
    return made


def _said_again(key: int, entry: Entry, draw: np.random.Generator) -> Entry:
    words, told = entry.prompt.split(), entry.answer.split()
    return Entry(key, " ".join(draw.permutation(words)[:9]), " ".join(draw.permutation(told)[:60]))


def _text(numbers: np.ndarray) -> str:
    return " ".join(_WORDS[number] for number in numbers)


def _word(number: int) -> str:
    """A word of syllables that no ending is cut off from."""
    syllables = []
    number += 40
    while number:
        number, rest = divmod(number, 40)
        syllables.append("bdfgklmnpt"[rest % 10] + "aiou"[rest // 10])
    return "".join(syllables) + "k"


_WORDS = [_word(number) for number in range(VOCABULARY)]
