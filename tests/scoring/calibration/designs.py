"""Small designs, cell by cell: who was rated by whom, asked what, judged by which criterion."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.calibration import Design, Rating, Ratings, Settings, build_design
from scoring.calibration.ratings import FACETS

Cell = tuple[str, str, str, str]


def crossed(candidates: str, interviewers: str, questions: str, criteria: str = "k") -> list[Cell]:
    """Everybody meets everybody, letter by letter."""
    return [(c, i, q, k) for c in candidates for i in interviewers for q in questions for k in criteria]


def design_of(cells: Sequence[Cell], settings: Settings | None = None) -> Design:
    """The cells with scores that run through 1 to 4."""
    rows = [Rating(*cell, 1 + place % 4) for place, cell in enumerate(cells)]
    return build_design(Ratings.from_rows(rows), settings or Settings())


def rated(
    candidates: int,
    interviewers: int,
    questions: int,
    score: Callable[[int, int, int], int],
    criteria: Iterable[str] = ("clarity", "depth"),
) -> list[Rating]:
    """A complete table of ratings."""
    return [
        Rating(f"c{c}", f"i{i}", f"q{q}", k, score(c, i, q))
        for c in range(candidates)
        for i in range(interviewers)
        for q in range(questions)
        for k in criteria
    ]


def jumbled(c: int, i: int, q: int) -> int:
    """Scores in which nothing follows from anything."""
    return 1 + (c * 7 + i * 5 + q * 3 + c * i * q) % 4


def drawn(
    seed: int, candidates: int = 40, interviewers: int = 6, questions: int = 8, shift: float = 0.0
) -> list[Rating]:
    """Ratings drawn from the model on four points, everybody by three interviewers; `shift` is added to every
    location."""
    draw = np.random.default_rng(seed)
    who, severity, hard = (
        draw.normal(0, sd, n) for sd, n in ((1, candidates), (0.6, interviewers), (0.7, questions))
    )
    rows = []
    for c in range(candidates):
        for i in draw.permutation(interviewers)[:3].tolist():
            for q in draw.permutation(questions)[:3].tolist():
                location = who[c] - severity[i] - hard[q] + shift
                rows += [
                    Rating(f"c{c}", f"i{i}", f"q{q}", k, 1 + _category(draw, location - step))
                    for k, step in (("clarity", 0.2), ("depth", -0.2))
                ]
    return rows


def _category(draw: np.random.Generator, location: float) -> int:
    logs = np.concatenate([[0.0], np.cumsum(location - np.array([-1.2, 0.0, 1.2]))])
    weights = np.exp(logs - logs.max())
    return int(draw.choice(4, p=weights / weights.sum()))


def comparable(cells: Sequence[Cell], facet: str, without: str = "") -> set[tuple[str, str]]:
    """By the book (Searle 1971): pairs whose difference is estimable from the matrix of indicators."""
    names = [name for name in FACETS if name != without]
    columns = sorted({(name, cell[FACETS.index(name)]) for cell in cells for name in names})
    matrix: NDArray[np.float64] = np.zeros((len(cells), len(columns)))
    for row, cell in enumerate(cells):
        for name in names:
            matrix[row, columns.index((name, cell[FACETS.index(name)]))] = 1
    _, values, vectors = np.linalg.svd(matrix)
    null = vectors[int((values > 1e-9).sum()) :]
    own = [place for place, (name, _) in enumerate(columns) if name == facet]
    return {
        (columns[one][1], columns[other][1])
        for one in own
        for other in own
        if one < other and np.allclose(null[:, one], null[:, other], atol=1e-7)
    }
