import pytest

from scoring.calibration.diagnosis.signal_words import signal_words
from scoring.calibration.diagnosis.signals import FEWEST, NAMES


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("drift", 0.42, "rates 0.4 points harsher now than a year ago"),
        ("drift", -1.0, "rates 1.0 point milder now than a year ago"),
        ("central_tendency", 0.4, "differences between candidates come out at 40% of their size"),
        ("central_tendency", -0.1, "rates strong and weak candidates alike"),
        ("range_restriction", -0.25, "ratings spread 0.25 points less"),
        ("inaccuracy", 1.8, "ratings vary 1.8 times as much"),
        ("halo", 0.31, "(correlation 0.31)"),
    ],
)
def test_a_flagged_signal_is_said_in_words(name: str, value: float, words: str) -> None:
    assert words in signal_words(name, value, True, 200, looked_for=True)


@pytest.mark.parametrize("name", NAMES)
def test_where_nothing_is_flagged_nothing_is_alleged(name: str) -> None:
    words = signal_words(name, 0.9, False, 200, looked_for=True)
    assert not any(character.isdigit() for character in words)


def test_too_little_data_says_how_much_is_missing() -> None:
    assert signal_words("drift", None, False, FEWEST - 1, looked_for=True).endswith("1 more rating needed")
    assert signal_words("halo", None, False, 20, looked_for=True).endswith("30 more ratings needed")


@pytest.mark.parametrize(
    ("name", "why"),
    [("drift", "close together in time"), ("halo", "same interview"), ("inaccuracy", "do not differ enough")],
)
def test_enough_ratings_of_the_wrong_kind_say_what_is_wrong(name: str, why: str) -> None:
    assert why in signal_words(name, None, False, 500, looked_for=True)


def test_without_days_there_is_no_drift_to_speak_of() -> None:
    assert "no days" in signal_words("drift", None, False, 500, looked_for=False)
