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
_AT_ONCE = 5_000


def candidates(table: Table, vectors: np.ndarray | None = None) -> Pairs:
    """Pairs of row numbers, the smaller first, without repeats; at most CLOSEST times the number of rows."""
    size = table.shares.shape[0]
    meetings = _meetings(table, vectors)
    across = meetings.T.tocsr()
    found = [np.zeros(0, dtype=np.int64)]
    for begin in range(0, size, _AT_ONCE):
        shared = meetings[begin : begin + _AT_ONCE] @ across
        columns, _ = _weightiest(shared.tocsr(), CLOSEST + 1)  # one of them is the row itself
        one = np.repeat(np.arange(begin, begin + len(columns)), columns.shape[1])
        two = columns.ravel()
        met = (two >= 0) & (two != one)
        one, two = one[met], two[met]
        found.append(np.minimum(one, two) * size + np.maximum(one, two))
    codes = np.unique(np.concatenate(found))
    return codes // max(1, size), codes % max(1, size)


def _meetings(table: Table, vectors: np.ndarray | None) -> sparse.csr_array:
    """Rows by keys: what it is worth that two of them share this one."""
    keys, rows, worth = _keys(table)
    if vectors is not None:
        sides, who = _sides(vectors)
        keys = np.concatenate([keys, sides + keys.max(initial=0) + 1])
        rows = np.concatenate([rows, who])
        worth = np.concatenate([worth, np.ones(len(who))])
    _, places, counts = np.unique(keys, return_inverse=True, return_counts=True)
    several = (counts > 1) & (counts <= FULL)
    kept = several[places]
    number = np.cumsum(several) - 1
    values = np.sqrt(worth / np.log2(counts[places] + 1))
    shape = (table.shares.shape[0], int(several.sum()))
    return sparse.csr_array((values[kept], (rows[kept], number[places[kept]])), shape=shape)


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
