"""What each question is worth as a question: facility, discrimination, agreement. Raw, without the model.

Facility is the mean as a share of the scale. Discrimination is the correlation, over candidates, of the mean
they got on the question with the mean they got on all others (the item-rest correlation, Crocker & Algina
1986, ch. 14: the question itself is left out, or it would correlate with itself). Agreement is the share of
pairs of ratings of one answer on one criterion that lie within one point.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.calibration.design import Floats, Ints
from scoring.calibration.ratings import Column, Ratings
from scoring.calibration.settings import Settings


@dataclass(frozen=True, slots=True)
class Item:
    """The figures of one question; `discrimination` over so many candidates, `agreement` over so many pairs.

    `discrimination` is None below three candidates or where one side does not vary; `agreement` None without
    a pair.
    """

    facility: float
    discrimination: float | None
    discrimination_n: int
    agreement: float | None
    agreement_n: int


def measure_items(
    ratings: Ratings, answers: Sequence[str] | Column, *, settings: Settings | None = None
) -> dict[str, Item]:
    """The figures of every question in the ratings, by its key; the order of the rows does not matter.

    `answers` names for each rating the answer that it judges, or has them coded. Takes time linear in the
    ratings but for sorts. Raises ValueError where there are more or fewer answers than ratings.
    """
    coded = answers if isinstance(answers, Column) else Column.of(answers)
    if coded.codes.size != len(ratings):
        raise ValueError(f"{coded.codes.size} answers for {len(ratings)} ratings")
    settings = settings or Settings()
    asked = ratings.facets["question"]
    keys, question = asked.keys, asked.codes.astype(np.int64)
    candidate = ratings.facets["candidate"].codes.astype(np.int64)
    score = ratings.score.astype(np.float64)
    means = _sums(question, score, len(keys)) / np.bincount(question, minlength=len(keys))
    facility = (means - settings.lowest) / (settings.highest - settings.lowest)
    correlation, candidates = _discrimination(question, candidate, score, len(keys))
    share, pairs = _agreement(question, _groups(ratings, coded), ratings.score.astype(np.int64), len(keys))
    return {
        key: Item(
            facility=float(facility[place]),
            discrimination=_known(correlation[place]),
            discrimination_n=int(candidates[place]),
            agreement=_known(share[place]),
            agreement_n=int(pairs[place]),
        )
        for place, key in enumerate(keys)
    }


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _sums(codes: Ints, values: Floats, size: int) -> Floats:
    return np.bincount(codes, weights=values, minlength=size).astype(np.float64)


def _discrimination(question: Ints, candidate: Ints, score: Floats, size: int) -> tuple[Floats, Ints]:
    """The item-rest correlation of each question (NaN: none), and over how many candidates."""
    people = int(candidate.max()) + 1
    pair, row = np.unique(candidate * size + question, return_inverse=True)
    who, what = pair // size, pair % size
    own_n, own = np.bincount(row), np.bincount(row, weights=score)
    rest_n = np.bincount(candidate, minlength=people)[who] - own_n
    rest = _sums(candidate, score, people)[who] - own
    met = rest_n > 0
    what, x, y = what[met], own[met] / own_n[met], rest[met] / rest_n[met]
    n = np.bincount(what, minlength=size)
    with np.errstate(invalid="ignore", divide="ignore"):
        x = x - (_sums(what, x, size) / n)[what]
        y = y - (_sums(what, y, size) / n)[what]
        both, xx, yy = (_sums(what, product, size) for product in (x * y, x * x, y * y))
        found = both / np.sqrt(xx * yy)
    # Means that should be equal differ in the last bits; that is no variance.
    found[(n < 3) | (xx < 1e-12 * np.maximum(n, 1)) | (yy < 1e-12 * np.maximum(n, 1))] = np.nan
    return np.clip(found, -1.0, 1.0), n


def _groups(ratings: Ratings, answers: Column) -> Ints:
    """A number for each answer and criterion that was rated, by row."""
    answer = answers.codes.astype(np.int64)
    criterion = ratings.facets["criterion"]
    return np.unique(answer * len(criterion.keys) + criterion.codes, return_inverse=True)[1].astype(np.int64)


def _agreement(question: Ints, group: Ints, score: Ints, size: int) -> tuple[Floats, Ints]:
    """The share of pairs within a point for each question (NaN: no pair), and how many pairs."""
    points = score - score.min()
    width = int(points.max()) + 1
    given = np.bincount(group * width + points, minlength=(int(group.max()) + 1) * width)
    given = given.reshape(-1, width)
    equal = (given * (given - 1) // 2).sum(axis=1)
    beside = (given[:, :-1] * given[:, 1:]).sum(axis=1)
    raters = given.sum(axis=1)
    of_question = np.zeros(given.shape[0], dtype=np.int64)
    of_question[group] = question
    pairs = _sums(of_question, raters * (raters - 1) / 2, size)
    near = _sums(of_question, (equal + beside).astype(np.float64), size)
    with np.errstate(invalid="ignore"):
        return near / pairs, pairs.astype(np.int64)
