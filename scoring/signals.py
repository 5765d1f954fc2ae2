"""What may be odd in how somebody rates, in words, with what to try. Pure: details in, words out.

A measure's `details` hold, by fault, its figure and whether it is beyond what chance gives
(scoring/calibration/diagnosis/details.py), in words. Here are the names people read and plain advice.
"""

from dataclasses import dataclass
from typing import Any

# by code: what it is called, and what to try when it is flagged
FAULTS: dict[str, tuple[str, str]] = {
    "halo": (
        "Criteria move together",
        "Rate one criterion at a time, each from its own evidence. Begin with the one you are least sure of, "
        "and ask of each: what was said or done that shows this, and this alone?",
    ),
    "central_tendency": (
        "Middle points preferred",
        "Read the words of the lowest and the highest point before you rate. Where the evidence matches one "
        "of them, give it, and say why in a sentence.",
    ),
    "range_restriction": (
        "Little of the scale is used",
        "Put the last five candidates in order for one question, then check that the points tell them apart. "
        "Use the points' words, not a feel for the average.",
    ),
    "inaccuracy": (
        "Ratings vary beyond expectation",
        "Write the evidence before the number. Sit second with an experienced colleague a few times and "
        "compare, criterion by criterion, once both cards are in.",
    ),
    "drift": (
        "Severity moves over time",
        "Read again what each point looks like, and rate one recorded or written answer together with a "
        "colleague before the next interview.",
    ),
    "harsh": (
        "Harsher than colleagues",
        "Look at ratings of 1 and 2: does the evidence match the words of that point, or of the one above? A "
        "steady difference can be allowed for; it is the words of the points that count.",
    ),
    "mild": (
        "Milder than colleagues",
        "Look at ratings of 4: does the evidence match the words of that point, or of the one below? A "
        "steady difference can be allowed for; it is the words of the points that count.",
    ),
}
SEEN = ("halo", "central_tendency", "range_restriction", "inaccuracy", "drift")
CLEARLY = 0.3  # points of the scale beyond which a severity that is sure is also worth a word of advice


@dataclass(frozen=True)
class Signal:
    """One fault that was looked for: `flagged` None where there was too little to look at."""

    code: str
    label: str
    flagged: bool | None
    words: str
    advice: str
    value: float | None = None
    unit: str = ""
    z: float | None = None

    @property
    def state(self) -> str:
        """In a word or three."""
        if self.flagged is None:
            return "Too little data"
        return "Worth a look" if self.flagged else "Nothing unusual"


def signals_of(details: dict[str, Any]) -> list[Signal]:
    """All five faults, in a fixed order; of those that were not looked for, why not."""
    found = details.get("signals") or {}
    return [_signal(code, found.get(code) or {}) for code in SEEN]


def severity_signal(severity: float | None, low: float | None, high: float | None) -> Signal | None:
    """Harsh or mild, where the interval leaves out no difference and the difference is worth advice."""
    if severity is None or low is None or high is None or low <= 0 <= high or abs(severity) < CLEARLY:
        return None
    code = "harsh" if severity > 0 else "mild"
    label, advice = FAULTS[code]
    words = (
        f"The same answers get {abs(severity):.1f} points {'fewer' if severity > 0 else 'more'} than usual."
    )
    return Signal(code, label, True, words, advice, value=severity, unit="points")


def _signal(code: str, found: dict[str, Any]) -> Signal:
    label, advice = FAULTS[code]
    words = found.get("words") or "cannot be said: this run did not look for it"
    return Signal(
        code=code,
        label=label,
        flagged=None if found.get("value") is None else bool(found.get("flagged")),
        words=f"{words[0].upper()}{words[1:]}.",
        advice=advice if found.get("flagged") else "",
        value=found.get("value"),
        unit=found.get("unit") or "",
        z=found.get("z"),
    )
