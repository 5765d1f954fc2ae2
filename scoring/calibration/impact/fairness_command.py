"""`python -m scoring.calibration FILE.csv --fairness`: selection by group, from one line an applicant."""

import argparse
from typing import Any

from scoring.calibration.impact.fairness import adverse_impact
from scoring.calibration.impact.text_columns import chance_words, read_columns

YES, NO = ("1", "yes", "true", "y"), ("0", "no", "false", "n")


def run(arguments: argparse.Namespace) -> dict[str, Any]:
    """The keys of Fairness: reference, people, selected, groups, statements.

    Takes `file`, with the columns group, selected (yes or no, 1 or 0) and, if there were several, opening.
    ValueError or OSError with the reason where the file cannot be used.
    """
    columns = read_columns(arguments.file, ("group", "selected"), ("opening",))
    openings = columns.get("opening") or [""] * len(columns["group"])
    counts: dict[str, dict[str, tuple[int, int]]] = {}
    for place, group in enumerate(columns["group"]):
        selected = _answer(columns["selected"][place])
        groups = counts.setdefault(openings[place], {})
        before = groups.get(group, (0, 0))
        groups[group] = (before[0] + selected, before[1] + 1)
    return adverse_impact(counts).as_json()


def words(values: dict[str, Any]) -> str:
    """The answer of `run` to read."""
    said = [
        *values["statements"],
        f"{values['selected']} of {values['people']} selected in the groups shown.",
    ]
    for one in values["groups"]:
        said.append(f"{one['group']}: {_figures(one)}{one['words']}{_reason(one)}")
        if one["across"] and one["across"]["ratio"] is not None:
            across = one["across"]
            said.append(
                f"    across {across['openings']} openings: odds {across['ratio']:.2f} of those of the "
                f"highest group ({across['low']:.2f} to {across['high']:.2f}), {chance_words(across['p'])}"
            )
    return "\n".join(said)


def _answer(text: str) -> int:
    if text.lower() not in (*YES, *NO):
        raise ValueError(f"selected is {text!r}, neither yes nor no")
    return int(text.lower() in YES)


def _figures(one: dict[str, Any]) -> str:
    if one["people"] is None:
        return ""
    p = "" if one["p"] is None else f", exact {chance_words(one['p'])}"
    return f"{one['selected']} of {one['people']} ({one['rate']:.0%}){p}; "


def _reason(one: dict[str, Any]) -> str:
    return f" ({one['hidden']})" if one["hidden"] else ""
