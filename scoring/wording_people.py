"""Figures about interviewers in words. Pure: numbers in, sentences out."""

from typing import Any

GRADES = {
    "none": ("Steady", "check"),
    "watch": ("Watch", "eye"),
    "look": ("Look", "flag"),
    "act": ("Act", "warning"),
}
FEW_PAIRS = 10  # pairs of ratings below which a share of agreement is not called high or low


def agreement_words(found: dict[str, Any] | None) -> tuple[str, str]:
    """How often two people gave an answer the same point: a judgement against what the model expects, and the
    figures behind it, which are empty where there are none.
    """
    pairs = (found or {}).get("pairs") or 0
    if not found or not pairs or found.get("observed") is None or found.get("expected") is None:
        return "no answer was rated together with a colleague", ""
    observed, expected = found["observed"], found["expected"]
    figures = (
        f"{observed * 100:.0f} % of {pairs:,} pair{'' if pairs == 1 else 's'} the same, "
        f"{expected * 100:.0f} % expected"
    )
    if pairs < FEW_PAIRS:
        return f"too few to judge: {pairs} of {FEW_PAIRS} pairs of ratings", figures
    # Two standard errors of a share (Bernoulli): nearer than that is chance.
    room = 2 * (max(expected * (1 - expected), 0.01) / pairs) ** 0.5
    if abs(observed - expected) <= room:
        return "as often as expected", figures
    return f"{'more' if observed > expected else 'less'} often than expected", figures


def fit_words(mean_square: float | None) -> str:
    """Infit or outfit: 1 is as the model expects; .5 to 1.5 is productive (Linacre 2002)."""
    if mean_square is None:
        return "too little data"
    if mean_square > 1.5:
        return "less predictable than expected"
    return "more even than expected" if mean_square < 0.5 else "as expected"


def reliability_words(plural: str, found: dict[str, Any] | None) -> str:
    """Whether the elements of a facet differ more than their errors: strata are how many groups can be told
    apart, (4 separation + 1) / 3 (Wright and Masters 1982).
    """
    if not found or found.get("reliability") is None or found.get("strata") is None:
        return f"Too little data to say whether {plural} differ reliably."
    share, strata = found["reliability"], found["strata"]
    if strata < 2:
        return (
            f"{plural.capitalize()} do not differ reliably: most of what seems to set them apart may be "
            f"chance (reliability {share:.2f})."
        )
    groups = {2: "two groups", 3: "three groups", 4: "four groups", 5: "five groups"}.get(int(strata))
    apart = f"about {groups} can be told apart" if groups else "nearly everyone can be told apart"
    return f"{plural.capitalize()} differ reliably: {apart} (reliability {share:.2f})."


def grade_words(grade: str) -> tuple[str, str]:
    """The grade of an alert as a word, with its icon."""
    return GRADES.get(grade, GRADES["none"])
