"""Three measures of how alike two questions are, for many pairs at once: `measure` is the way in."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy import sparse

from .rarity import Rarity
from .reading import Reading

Embed = Callable[[Sequence[str]], np.ndarray]
Pairs = tuple[np.ndarray, np.ndarray]

MEASURES = ("likeness", "contrast", "performance")
NO_ANSWER = 0.25  # the likeness of answers that says nothing either way, taken where one has none
PERFORMED = ("story", "code")  # asked to tell of oneself or to write code: another question than an account
_AT_ONCE = 20_000


class Table:
    """Questions as sparse rows. Memory grows with the words, time with the pairs asked for."""

    def __init__(self, readings: Sequence[Reading], rarity: Rarity) -> None:
        places: dict[str, int] = {}
        for reading in readings:
            for term in (*reading.prompt, *reading.answer):
                places.setdefault(term, len(places))
        prompts = _rows(
            [[(places[term], share) for term, share in reading.prompt.items()] for reading in readings],
            np.array([rarity.in_prompts(term) for term in places]),
        )
        self.shares = prompts
        self.prompts = _unit(prompts)
        self.answers = _rows(
            [[(places[term], 1.0) for term in reading.answer] for reading in readings],
            np.sqrt([rarity.weight(term) for term in places]),
        )
        self.told = np.sqrt(np.asarray(self.answers.power(2).sum(axis=1)).ravel())
        self.contrast = np.array([reading.intent == "contrast" for reading in readings])
        self.performed = np.array(
            [PERFORMED.index(reading.intent) if reading.intent in PERFORMED else -1 for reading in readings]
        )

    def measure(self, pairs: Pairs, vectors: np.ndarray | None = None) -> np.ndarray:
        """One row a pair, one column for each of MEASURES.

        `vectors`: unit rows of a caller's embedding; of the two likenesses of prompts the larger counts.
        """
        found = [np.zeros((0, len(MEASURES)))]
        for begin in range(0, len(pairs[0]), _AT_ONCE):
            some = (pairs[0][begin : begin + _AT_ONCE], pairs[1][begin : begin + _AT_ONCE])
            found.append(self._measure(some, vectors))
        return np.concatenate(found)

    def _measure(self, pairs: Pairs, vectors: np.ndarray | None) -> np.ndarray:
        one, two = pairs
        prompts = _dots(self.prompts, pairs)
        if vectors is not None:
            prompts = np.maximum(prompts, np.einsum("ij,ij->i", vectors[one], vectors[two]))
        told = self.told[one] * self.told[two]
        answers = np.where(told > 0, _dots(self.answers, pairs) / np.where(told > 0, told, 1), NO_ANSWER)
        # The geometric mean: long answers share many words whatever is asked, so neither side is enough.
        likeness = np.sqrt(np.maximum(prompts, 0) * answers)
        contrast = self.contrast[one] != self.contrast[two]
        performance = self.performed[one] != self.performed[two]
        return np.column_stack([likeness, contrast, performance])


def _rows(cells: list[list[tuple[int, float]]], weights: np.ndarray) -> sparse.csr_array:
    """One sparse row each of what its cells say, times the weight of the column."""
    ends = np.cumsum([0, *(len(row) for row in cells)])
    columns = np.fromiter((column for row in cells for column, _ in row), dtype=np.int64, count=ends[-1])
    values = np.fromiter((value for row in cells for _, value in row), dtype=float, count=ends[-1])
    made = sparse.csr_array((values * weights[columns], columns, ends), shape=(len(cells), len(weights)))
    made.sort_indices()
    return made


def _unit(rows: sparse.csr_array) -> sparse.csr_array:
    lengths = np.sqrt(np.asarray(rows.power(2).sum(axis=1)).ravel())
    return sparse.diags_array(1 / np.where(lengths > 0, lengths, 1)) @ rows


def _dots(rows: sparse.csr_array, pairs: Pairs) -> np.ndarray:
    return np.asarray(rows[pairs[0]].multiply(rows[pairs[1]]).sum(axis=1)).ravel()
