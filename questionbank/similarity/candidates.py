"""Which pairs are worth comparing: questions that meet under a key that few others have.

A question's keys are its weightiest prompt terms, each two of those together, the weightiest terms of its
answer and, with an embedding, which side of some planes it lies on. A key that more than FULL questions have
tells nothing and is left out; two terms together do then. So the work grows with the number of questions, not
of pairs.
"""

from itertools import combinations

import numpy as np
from scipy import sparse

from .measures import Pairs, Table

PROMPT_TERMS = 6
ANSWER_TERMS = 10
FULL = 60  # questions under one key
CLOSEST = 30  # candidates that are compared of one question
PLANES_SEED = 20_261_121
TABLES = 8


def candidates(table: Table, vectors: np.ndarray | None = None) -> Pairs:
    """Pairs of row numbers, the smaller first, without repeats; at most CLOSEST times the number of rows."""
    size = table.shares.shape[0]
    keys, rows, worth = _keys(table)
    if vectors is not None:
        more, who = _sides(vectors)
        keys = np.concatenate([keys, more + keys.max(initial=0) + 1])
        rows = np.concatenate([rows, who])
        worth = np.concatenate([worth, np.ones(len(who))])
    met, value = _meetings(keys, rows, worth)
    if not len(met):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    codes = met[:, 0] * size + met[:, 1]
    codes, where = np.unique(codes, return_inverse=True)
    total = np.bincount(where, value)
    one, two = codes // size, codes % size
    kept = _closest(one, two, total) | _closest(two, one, total)
    return one[kept], two[kept]


def _keys(table: Table) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(key, row, worth) of all rows. A key is a number: of a term, or of two."""
    width = table.shares.shape[1]
    terms, weights = _weightiest(table.shares, PROMPT_TERMS)
    told, told_weights = _weightiest(table.answers, ANSWER_TERMS)
    keys, worths = [], []
    for column in range(terms.shape[1]):
        keys.append(np.where(terms[:, column] >= 0, terms[:, column], -1))
        worths.append(weights[:, column] * 2)
    for one, two in combinations(range(terms.shape[1]), 2):
        low = np.minimum(terms[:, one], terms[:, two])
        high = np.maximum(terms[:, one], terms[:, two])
        keys.append(np.where(low >= 0, (low + 2) * width + high, -1))
        worths.append(weights[:, one] + weights[:, two])
    for column in range(told.shape[1]):
        keys.append(np.where(told[:, column] >= 0, width + told[:, column], -1))
        worths.append(told_weights[:, column] ** 2)
    if not keys:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0)
    rows = np.tile(np.arange(table.shares.shape[0]), len(keys))
    key, worth = np.concatenate(keys), np.concatenate(worths)
    there = key >= 0
    return key[there], rows[there], worth[there]


def _weightiest(rows: sparse.csr_array, most: int) -> tuple[np.ndarray, np.ndarray]:
    """The columns of the largest values of each row, and the values; -1 and 0 where there are fewer."""
    size = rows.shape[0]
    lengths = np.diff(rows.indptr)
    owner = np.repeat(np.arange(size), lengths)
    order = np.lexsort((rows.indices, -rows.data, owner))
    rank = np.arange(len(order)) - np.repeat(rows.indptr[:-1], lengths)
    chosen = order[rank < most]
    place = rank[rank < most]
    columns = np.full((size, most), -1, dtype=np.int64)
    values = np.zeros((size, most))
    columns[owner[chosen], place] = rows.indices[chosen]
    values[owner[chosen], place] = rows.data[chosen]
    return columns, values


def _sides(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Random planes through the origin: like vectors lie mostly on the same sides (Charikar 2002)."""
    size, width = vectors.shape
    planes = max(1, int(np.ceil(np.log2(max(2, size / 8)))))
    normals = np.random.default_rng(PLANES_SEED).standard_normal((TABLES, planes, width))
    keys = [
        ((vectors @ normal.T) > 0) @ (1 << np.arange(planes, dtype=np.int64)) + (number << planes)
        for number, normal in enumerate(normals)
    ]
    return np.concatenate(keys), np.tile(np.arange(size), TABLES)


def _meetings(keys: np.ndarray, rows: np.ndarray, worth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All pairs of rows that have a key in common, once for each such key, with what that is worth."""
    order = np.lexsort((rows, keys))
    keys, rows, worth = keys[order], rows[order], worth[order]
    begins = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, dtype=np.int64)
    lengths = np.diff(np.r_[begins, len(keys)])
    met, value = [np.zeros((0, 2), dtype=np.int64)], [np.zeros(0)]
    for length in range(2, FULL + 1):
        groups = begins[lengths == length]
        if len(groups):
            one, two = np.triu_indices(length, 1)
            left, right = (groups[:, None] + one).ravel(), (groups[:, None] + two).ravel()
            met.append(np.column_stack([rows[left], rows[right]]))
            value.append(np.minimum(worth[left], worth[right]) / np.log2(length + 1))
    return np.concatenate(met), np.concatenate(value)


def _closest(one: np.ndarray, two: np.ndarray, total: np.ndarray) -> np.ndarray:
    """Whether the second is among those that share most with the first."""
    order = np.lexsort((two, -total, one))
    begins = np.flatnonzero(np.r_[True, one[order][1:] != one[order][:-1]])
    rank = np.arange(len(order)) - np.repeat(begins, np.diff(np.r_[begins, len(order)]))
    kept = np.zeros(len(order), dtype=bool)
    kept[order[rank < CLOSEST]] = True
    return kept
