"""Measures in words. Pure: numbers in, sentences out. Positive severity is harsher or harder."""

from dataclasses import dataclass

from scoring.enums import POINT_WORDS, RatingState

NEGLIGIBLE = 0.05  # below this a difference reads as 0.0


@dataclass(frozen=True)
class Estimate:
    """A severity with its interval, in points of the scale; all three or none."""

    severity: float
    low: float
    high: float
    candidates: int

    @property
    def may_be_none(self) -> bool:
        """Whether the interval leaves room for no difference at all."""
        return self.low <= 0 <= self.high or abs(self.severity) < NEGLIGIBLE


def estimate_of(
    severity: float | None, low: float | None, high: float | None, candidates: int
) -> Estimate | None:
    """The estimate, or None where a run gave none."""
    if severity is None or low is None or high is None:
        return None
    return Estimate(severity, low, high, candidates)


def own_words(found: Estimate) -> str:
    """What a run says of an interviewer, to that interviewer."""
    return f"You rate {_against(found, 'below', 'above')}; {_evidence(found, 'below', 'above')}."


def colleague_words(name: str, found: Estimate) -> str:
    """What a run says of an interviewer, to those who read their scores."""
    against = _against(found, "harsher than", "milder than")
    return f"{name} rates {against}; {_evidence(found, 'harsher', 'milder')}."


def difficulty_words(found: Estimate) -> str:
    """A question, criterion, topic or level against the mean of its kind."""
    if found.may_be_none:
        return "no clear difference"
    return f"{abs(found.severity):.1f} {'harder' if found.severity > 0 else 'easier'}"


def severity_words(found: Estimate) -> str:
    """An interviewer against their colleagues, for a table."""
    if found.may_be_none:
        return "no clear difference"
    return f"{abs(found.severity):.1f} {'harsher' if found.severity > 0 else 'milder'}"


def _against(found: Estimate, lower: str, higher: str) -> str:
    if abs(found.severity) < NEGLIGIBLE:
        return "as colleagues do on the same people and questions"
    side = lower if found.severity > 0 else higher
    return f"about {abs(found.severity):.1f} points {side} colleagues on the same people and questions"


def _evidence(found: Estimate, lower: str, higher: str) -> str:
    people = f"{found.candidates} candidate{'' if found.candidates == 1 else 's'}"
    return f"95 % interval {_interval(found, lower, higher)}; from {people}"


def _interval(found: Estimate, lower: str, higher: str) -> str:
    if found.low >= 0:
        return f"{found.low:.1f} to {found.high:.1f}"
    if found.high <= 0:
        return f"{-found.high:.1f} to {-found.low:.1f}"
    return f"from {-found.low:.1f} {higher} to {found.high:.1f} {lower}, so there may be no difference at all"


def verdict_words(state: str | None, value: int | None) -> str:
    """A rating in words: "3, at the bar"; "not assessed"; "nothing said"."""
    if value:
        return f"{value}, {POINT_WORDS[value].lower()}"
    return "not assessed" if state == RatingState.NOT_ASSESSED else "nothing said"
