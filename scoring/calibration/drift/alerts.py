"""What of the control charts is worth reading: one alert an element, three grades, the gravest first."""

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.calibration.drift.control import DECISION, GRADES, Month

SMALL = 0.2  # points: a change below it is one grade less grave, however sure
BACK = 3  # months after its peak from which a change may be said to have gone back
MOST = 10  # alerts read at one sitting
WAYS = {
    "interviewer": {"up": "milder", "down": "harsher"},
    "question": {"up": "easier", "down": "harder"},
}
TO_DO = {
    (
        "interviewer",
        "act",
    ): "Talk with them before their next interview, and read a few recent cards together "
    "against the rubric's anchors.",
    ("interviewer", "look"): "Compare some of their cards from before and since; ask whether anything in how "
    "they rate has changed.",
    ("interviewer", "watch"): "Nothing to do yet. Look again after next month's interviews.",
    ("question", "act"): "Take it out of new kits until somebody has checked whether it has leaked or its "
    "wording is read in another way.",
    ("question", "look"): "Read recent answers to it: a question that became easier may be known outside.",
    ("question", "watch"): "Nothing to do yet. Look again after next month's interviews.",
}

NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

Key = tuple[str, str]  # facet, key
Alert = dict[str, Any]


def alerts_of(charts: Mapping[Key, Sequence[Month]], names: Mapping[Key, str]) -> list[Alert]:
    """One alert for each element whose months carry a grade, the gravest first; ready for JSON.

    `charts` holds what control_chart gave, interviewers and questions; `names` what people call them (the key
    where there is none). The months' grades hold the false discovery rate. The alert's grade is the gravest
    of its months; a change that has gone back is a watch at most, one under SMALL points a grade less.
    Keys: facet, key, name, grade, way (milder, harsher, easier, harder), since, until (None: still so),
    points (scores since less those of the other months), n (ratings since), words, to_do.
    """
    found = [
        alert
        for key, months in charts.items()
        if (alert := _alert(key, [one for one in months if one["z"] is not None], names)) is not None
    ]
    return sorted(found, key=lambda one: (-GRADES.index(one["grade"]), -abs(one["points"]), one["key"]))


def few_of(alerts: Sequence[Alert], most: int = MOST) -> tuple[list[Alert], int]:
    """The gravest, and how many more there are."""
    return list(alerts[:most]), max(0, len(alerts) - most)


def _alert(key: Key, months: list[Month], names: Mapping[Key, str]) -> Alert | None:
    graded = [place for place, one in enumerate(months) if one["grade"] != "none"]
    if not graded:
        return None
    side = _side(months[graded[-1]])
    peak = max(range(len(months)), key=lambda place: months[place][f"cusum_{side}"])
    since = _onset(months, side, peak)
    last = len(months) - 1
    still = last - peak < BACK or _goes_on(months, since, peak)
    end = last if still else peak
    points = _difference(months, since, end)
    grade = _grade(months, side, still=still, small=abs(points) < SMALL)
    if grade == "none":
        return None
    facet, name = key
    alert = {
        "facet": facet,
        "key": name,
        "name": names.get(key, name),
        "grade": grade,
        "way": WAYS[facet][side],
        "since": months[since]["month"],
        "until": None if still else months[end]["month"],
        "points": round(points, 2),
        "n": sum(one["n"] for one in months[since : end + 1]),
    }
    return alert | {"words": words_of(alert), "to_do": TO_DO[facet, grade]}


def words_of(alert: Alert) -> str:
    """What an alert says, as the end of a sentence that begins with the name."""
    size = f"{abs(alert['points']):.1f} points {alert['way']}"
    verb = "scores" if alert["facet"] == "interviewer" else "is"
    since = month_words(alert["since"])
    if alert["until"] is None:
        return f"{verb} {size} since {since} than before ({alert['n']} ratings)"
    past, until = "scored" if alert["facet"] == "interviewer" else "was", month_words(alert["until"])
    return f"{past} {size} from {since} to {until} than in the other months ({alert['n']} ratings)"


def month_words(month: str) -> str:
    """ "2026-03" as March 2026."""
    year, _, number = month.rpartition("-")
    return f"{NAMES[int(number) - 1]} {year}"


def _side(month: Month) -> str:
    return "up" if month["cusum_up"] > max(DECISION, month["cusum_down"]) else "down"


def _onset(months: Sequence[Month], side: str, peak: int) -> int:
    """Where the change began: the likeliest month since the CUSUM last stood at 0 (Page 1954) up to its peak.

    With z normal, the start that makes (sum of z)^2 / months the largest is the likeliest one (Hinkley 1970).
    """
    first = peak
    while first > 0 and months[first - 1][f"cusum_{side}"] > 0:
        first -= 1
    best, start, total = 0.0, peak, 0.0
    for place in range(peak, first - 1, -1):
        total += months[place]["z"]
        if total * total / (peak - place + 1) > best:
            best, start = total * total / (peak - place + 1), place
    return start


def _goes_on(months: Sequence[Month], since: int, peak: int) -> bool:
    """Whether the months after the peak lie nearer to those of the change than to rest."""
    changed = [one["z"] for one in months[since : peak + 1]]
    after = [one["z"] for one in months[peak + 1 :]]
    middle = sum(changed) / len(changed)
    return sum(after) / len(after) / middle > 0.5


def _difference(months: Sequence[Month], since: int, end: int) -> float:
    """The mean residual of those months less that of the others; of these months alone if there are none."""

    def mean(some: Sequence[Month]) -> float:
        n = sum(one["n"] for one in some)
        return sum(one["residual"] * one["n"] for one in some) / n if n else 0.0

    return mean(months[since : end + 1]) - mean([*months[:since], *months[end + 1 :]])


def _grade(months: Sequence[Month], side: str, *, still: bool, small: bool) -> str:
    places = [GRADES.index(one["grade"]) for one in months if _side(one) == side]
    place = max(places, default=0) - (1 if small else 0)
    return GRADES[max(0, place if still else min(place, 1))]
