"""My calibration: one's own results, first and in private."""

from collections.abc import Iterable
from itertools import zip_longest
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.ground.request import MemberRequest
from scoring.exports import Row, Table, export_one
from scoring.pictures import bars, history
from scoring.pictures_months import months
from scoring.pictures_people import pairs
from scoring.queries.calibration import axis_of
from scoring.queries.own_calibration import OwnCalibration, own_calibration
from scoring.views.calibration_tabs import tabs


@require_safe
def calibration_mine(request: MemberRequest, org: str) -> HttpResponse:
    """My own results, and nobody else's."""
    mine = own_calibration(request.member)
    if answer := export_one(request, "my-calibration", _tables(mine)):
        return answer
    reach = axis_of(mine.history)
    rows = [(f"run {one.run.number}", one.low, one.severity, one.high) for one in mine.history]
    drawn = pairs(_beside(mine))
    context = {
        "mine": mine,
        "use": [
            {"point": point, "word": word, "count": count, "pair": pair}
            for (point, word, count), pair in zip_longest(mine.ratings.rows(), drawn)
        ],
        "reach": reach,
        "logits": request.GET.get("unit") == "logits",
        "bars": bars(mine.ratings.columns()),
        "pairs": drawn,
        "history": history(rows, reach),
        "months": months(mine.months),
        "tabs": tabs(request, "calibration_mine"),
    }
    return render(request, "scoring/calibration_mine.html", context)


def _beside(mine: OwnCalibration) -> list[tuple[str, int, float]]:
    labels = [str(point) for point in mine.ratings.points]
    return list(zip(labels, mine.beside.given, mine.beside.expected, strict=False))


def _tables(mine: OwnCalibration) -> dict[str, Table]:
    """What the page shows, as files."""
    surprises = ("question", "criterion", "score", "expected", "z", "submitted_at")
    return {
        "severity": Table(SEVERITY, lambda: _history(mine)),
        "use": Table(("point", "given", "counted", "colleagues"), lambda: _use(mine)),
        "signals": Table(
            ("signal", "state", "words", "advice", "value", "unit", "z"),
            lambda: [
                (s.label, s.state, s.words, s.advice, s.value, s.unit, s.z)
                for s in (*mine.to_try, *(s for s in mine.signals if not s.flagged))
            ],
        ),
        "months": Table(
            MONTHS, lambda: [tuple(month.get(column) for column in MONTHS) for month in mine.months]
        ),
        "unexpected": Table(
            surprises,
            lambda: [
                (s.question, s.criterion, s.score, s.expected, s.z, s.at) for s in mine.beside.surprises
            ],
        ),
    }


MONTHS = ("month", "n", "residual", "ewma", "cusum_up", "cusum_down", "grade")
SEVERITY = (
    *("run", "date", "ratings", "candidates", "mean", "spread", "severity", "low", "high"),
    *("logit", "logit_se", "infit", "outfit", "note"),
)


def _history(mine: OwnCalibration) -> Iterable[Row]:
    """Newest first; the first row is what the page says in words, the run that counts."""
    for m in reversed(mine.history):
        figures: tuple[Any, ...] = (m.n, m.candidates, m.mean, m.spread, m.severity, m.low, m.high)
        more = (m.logit, m.logit_se, m.infit, m.outfit, m.note)
        yield (m.run.number, m.run.created_at.date(), *figures, *more)


def _use(mine: OwnCalibration) -> Iterable[Row]:
    beside = {int(label): (given, expected) for label, given, expected in _beside(mine)}
    for point, count in mine.ratings.points.items():
        yield (point, count, *beside.get(point, (None, None)))
    yield ("not assessed", mine.ratings.not_assessed, None, None)
