"""Topics and levels, described by the difficulty of their questions."""

from dataclasses import replace

import numpy as np
import pytest

from scoring.calibration import Rating, Ratings, Result, Settings, calibrate
from tests.scoring.calibration.designs import drawn

QUESTIONS = 20
ROWS = drawn(21, candidates=150, questions=QUESTIONS)


def with_topics(rows: list[Rating], topic: list[str | None]) -> list[Rating]:
    """The same ratings, question n under topic[n]."""
    labels = [topic[int(str(row.question)[1:])] for row in rows]
    return [replace(row, topic=label, level=label) for row, label in zip(rows, labels, strict=True)]


def of(rows: list[Rating], **values: int) -> Result:
    return calibrate(Ratings.from_rows(rows), settings=Settings(**values))


def difficulties(result: Result) -> np.ndarray:
    """By number of the question."""
    own = result.elements["question"]
    return own.logit[[own.places[f"q{n}"] for n in range(QUESTIONS)]]


def test_a_topics_net_difficulty_is_that_of_its_questions() -> None:
    level = difficulties(of(ROWS))
    topic = [None if n % 5 == 0 else "hard" if value > 0 else "easy" for n, value in enumerate(level)]
    result = of(with_topics(ROWS, topic))
    hard, easy = result.measure("topic", "hard"), result.measure("topic", "easy")
    assert result.elements["topic"].keys == ("easy", "hard")
    assert hard.severity is not None and easy.severity is not None
    assert hard.severity > 0 > easy.severity
    rows = {n: sum(row.question == f"q{n}" for row in ROWS) for n in range(QUESTIONS)}
    own = [n for n in range(QUESTIONS) if topic[n] == "hard"]
    weights = [rows[n] for n in own]
    expected = np.average(level[own], weights=weights) - np.average(level, weights=list(rows.values()))
    assert hard.logit == pytest.approx(expected, abs=1e-9)
    assert hard.low is not None and hard.high is not None
    assert hard.low < hard.severity < hard.high
    assert hard.mean < easy.mean
    assert [m.as_json() for m in map(result.elements["level"].measure, (0, 1))] == [
        m.as_json() for m in map(result.elements["topic"].measure, (0, 1))
    ]


def test_intervals_are_those_of_questions_drawn_at_random() -> None:
    """Topics dealt out by chance differ from all questions by chance only."""
    rows = drawn(22, candidates=60, questions=QUESTIONS)
    draw, inside = np.random.default_rng(1), []
    for _ in range(12):
        dealt = ["ab"[n] for n in draw.permutation(QUESTIONS) % 2]
        result = of(with_topics(rows, list(dealt)))
        measure = result.measure("topic", "a")
        assert measure.low is not None and measure.high is not None
        inside.append(measure.low < 0 < measure.high)
    assert sum(inside) >= 10


def test_without_topics_there_are_no_topic_measures() -> None:
    assert "topic" not in of(ROWS).elements


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        (["only"] * 20, "no other topic to compare with"),
        (["one", *["rest"] * 19], "fewer than two questions"),
    ],
)
def test_a_topic_with_nothing_to_compare_gets_no_number(topic: list[str | None], words: str) -> None:
    result = of(with_topics(ROWS, topic))
    measure = result.measure("topic", str(topic[0]))
    assert (measure.severity, measure.enough) == (None, False)
    assert words in measure.note


def test_a_topic_under_the_minimum_says_so() -> None:
    result = of(with_topics(ROWS, ["one", "one", *["rest"] * 18]), minimum_ratings=300)
    assert "300 are needed" in result.measure("topic", "one").note
    assert result.measure("topic", "rest").enough


def test_a_topic_whose_questions_lie_in_unlinked_subsets_gets_no_number() -> None:
    one = drawn(23, questions=QUESTIONS)
    other = [
        replace(
            row, candidate=f"b{row.candidate}", interviewer=f"b{row.interviewer}", question=f"b{row.question}"
        )
        for row in drawn(24, questions=QUESTIONS)
    ]
    first = with_topics(one, ["both" if n % 2 else "first" for n in range(QUESTIONS)])
    result = of(first + [replace(row, topic="both", level="both") for row in other])
    both, alone = result.measure("topic", "both"), result.measure("topic", "first")
    assert (both.severity, both.subset) == (None, None)
    assert "lie in 2 subsets" in both.note
    assert alone.severity is not None


def test_without_questions_topics_have_raw_figures_only() -> None:
    ratings = Ratings.of(
        candidate=[row.candidate for row in ROWS],
        interviewer=[row.interviewer for row in ROWS],
        score=[row.score for row in ROWS],
        topic=["a" if row.question < "q3" else "b" for row in ROWS],
    )
    result = calibrate(ratings)
    measure = result.measure("topic", "a")
    assert (measure.severity, measure.enough) == (None, False)
    assert measure.note == "not estimated: there are no questions"
    assert measure.mean > 0
