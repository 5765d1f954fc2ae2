"""The signals of an interviewer in words, for somebody who knows no psychometrics."""

from collections.abc import Callable

from scoring.calibration.diagnosis.signals import FEWEST


def signal_words(name: str, value: float | None, flagged: bool, n: int, *, looked_for: bool) -> str:
    """A phrase about the interviewer without a subject ("rates …"), or why there is none.

    `n` is how many ratings there are; `looked_for` False where the data have not what the signal needs.
    """
    if not looked_for:
        return "cannot be said: " + ("the ratings have no days" if name == "drift" else "nothing was fitted")
    if value is None:
        return _too_little(name, n)
    return WORDS[name](value) if flagged else SOUND[name]


def _too_little(name: str, n: int) -> str:
    if n < FEWEST:
        missing = FEWEST - n
        return f"too little data: {missing} more {'rating' if missing == 1 else 'ratings'} needed"
    if name == "drift":
        return "too little data: the ratings lie too close together in time"
    if name == "halo":
        return "too little data: too few ratings belong to the same interview"
    return "too little data: the ratings do not differ enough"


def _points(value: float) -> str:
    size = f"{abs(value):.1f}"
    return f"{size} {'point' if size == '1.0' else 'points'}"


def _drift(value: float) -> str:
    return f"rates {_points(value)} {'harsher' if value > 0 else 'milder'} now than a year ago"


def _halo(value: float) -> str:
    return (
        "ratings of one interview move together beyond what the candidate explains "
        f"(correlation {value:.2f}): rate each criterion on its own evidence"
    )


def _central_tendency(value: float) -> str:
    if value <= 0:
        return "rates strong and weak candidates alike: use the whole scale"
    share = f"{value:.0%} of their size"
    return f"differences between candidates come out at {share}: stays near the middle of the scale"


def _range_restriction(value: float) -> str:
    return f"ratings spread {abs(value):.2f} points less than the same candidates lead to expect"


def _inaccuracy(value: float) -> str:
    return (
        f"ratings vary {value:.1f} times as much around what is expected as they should, and follow the "
        "candidates less than they should"
    )


WORDS: dict[str, Callable[[float], str]] = {
    "drift": _drift,
    "halo": _halo,
    "central_tendency": _central_tendency,
    "range_restriction": _range_restriction,
    "inaccuracy": _inaccuracy,
}
SOUND = {
    "drift": "no change over time beyond chance",
    "halo": "ratings of one interview differ as they should",
    "central_tendency": "uses the scale as widely as the candidates ask for",
    "range_restriction": "ratings spread as widely as expected",
    "inaccuracy": "ratings follow the candidates as closely as expected",
}
