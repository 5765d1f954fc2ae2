"""Topics and levels, described by the difficulty of their questions net of who was asked."""

import numpy as np
import pytest

from scoring.calibration import Ratings, Settings, calibrate
from tests.scoring.calibration.simulator import WIDE, World, simulate


def with_topics(world: World, topic: list[str | None]) -> Ratings:
    """The same ratings, question q under topic[q]."""
    r = world.ratings
    labels = [topic[int(q)] for q in r.question]
    return Ratings(r.candidate, r.interviewer, r.question, r.criterion, r.score, topic=labels, level=labels)


def halves(world: World) -> list[str | None]:
    """The harder half of the questions is "hard", but one in five has no topic."""
    middle = np.median(world.difficulty)
    return [None if n % 5 == 0 else "hard" if d > middle else "easy" for n, d in enumerate(world.difficulty)]


def test_a_topics_net_difficulty_is_that_of_its_questions() -> None:
    world = simulate(21, candidates=150)
    topic = halves(world)
    result = calibrate(with_topics(world, topic), settings=WIDE)
    hard, easy = result.measure("topic", "hard"), result.measure("topic", "easy")
    mine = np.array([name == "hard" for name in topic])
    assert [m.key for m in result.measures["topic"]] == ["easy", "hard"]
    assert hard.severity > 0 > easy.severity
    assert hard.severity == pytest.approx(world.difficulty[mine].mean() - world.difficulty.mean(), abs=0.6)
    assert hard.low < hard.severity < hard.high
    assert hard.mean < easy.mean
    assert [m.as_json() for m in result.measures["level"]] == [m.as_json() for m in result.measures["topic"]]


def test_without_topics_there_are_no_topic_measures() -> None:
    assert "topic" not in calibrate(simulate(21).ratings, settings=WIDE).measures


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        (["only"] * 20, "no other topic to compare with"),
        (["one", *["rest"] * 19], "fewer than two questions"),
    ],
)
def test_a_topic_with_nothing_to_compare_gets_no_number(topic: list[str | None], words: str) -> None:
    result = calibrate(with_topics(simulate(22), topic), settings=WIDE)
    measure = next(m for m in result.measures["topic"] if m.key == topic[0])
    assert (measure.severity, measure.enough) == (None, False)
    assert words in measure.note


def test_a_topic_under_the_minimum_says_so() -> None:
    settings = Settings(highest=99, minimum_ratings=200)
    result = calibrate(with_topics(simulate(22), ["one", *["rest"] * 19]), settings=settings)
    assert "200 are needed" in result.measure("topic", "one").note
    assert result.measure("topic", "rest").enough


def test_a_topic_whose_questions_lie_in_unlinked_subsets_gets_no_number() -> None:
    one, other = simulate(23, candidates=40).ratings, simulate(24, candidates=40).ratings
    apart = Ratings(
        *[
            [*(f"a{x}" for x in getattr(one, name)), *(f"b{x}" for x in getattr(other, name))]
            for name in ("candidate", "interviewer", "question")
        ],
        [*one.criterion, *other.criterion],
        np.concatenate([one.score, other.score]),
        topic=[*["both" if int(q) % 2 else "first" for q in one.question], *["both"] * len(other)],
    )
    result = calibrate(apart, settings=WIDE)
    both, first = result.measure("topic", "both"), result.measure("topic", "first")
    assert (both.severity, both.subset) == (None, None)
    assert "lie in 2 subsets" in both.note
    assert first.severity is not None
