"""Questions as calibration sees them: difficulty against the level's bar, discrimination, use, time."""

import math
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from scoring import rules
from scoring.enums import Facet
from scoring.exports import Table, export_one
from scoring.level_bar import BAR
from scoring.models import CalibrationRun
from scoring.pictures_questions import Spot, Strips, strips, use_columns
from scoring.queries.calibration import facts_of, latest_run
from scoring.queries.calibration_questions import NO_LEVEL, QuestionRow, QuestionTable, question_table
from scoring.queries.calibration_tables import MeasureRow, MeasureTable, measure_table
from scoring.views.calibration_tabs import tabs

PER_PAGE = 60
KINDS = {"question": "Questions", "topic": "Topics", "level": "Levels"}
COLUMNS = [
    *("question", "name", "level", "topic", "n", "candidates", "interviewers", "mean", "spread"),
    *("difficulty_logits", "difficulty_logits_se", "difficulty_points", "low", "high", "subset"),
    *("at_the_bar", "at_the_bar_low", "at_the_bar_high", "against_level"),
    *("slope", "slope_low", "slope_high", "slope_words", "infit", "outfit"),
    *("times_asked", "minutes_median", "minutes_n", "minutes_planned"),
]
GROUP_COLUMNS = [
    "id",
    "name",
    "n",
    "candidates",
    "mean",
    "spread",
    "harder",
    "low",
    "high",
    "subset",
    "words",
]


@require_safe
def calibration_questions(request: MemberRequest, org: str) -> HttpResponse:
    """Questions, or topics or levels (`?facet=`), of the run that counts; `?unit=logits`, `?format=`."""
    rules.may_read_calibration(request.member, Facet.QUESTION).require()
    kind = request.GET.get("facet", "") or Facet.QUESTION.value
    if kind not in KINDS:
        raise Invalid("There is no such table here.", {"facet": f"One of {', '.join(KINDS)}."})
    run = latest_run(request.organization)
    context: dict[str, Any] = {
        "tabs": tabs(request, "calibration_questions"),
        "run": run,
        "kind": kind,
        "kinds": [
            {"label": label, "url": f"?facet={one}", "current": one == kind} for one, label in KINDS.items()
        ],
        "unit": "logits" if request.GET.get("unit") == "logits" else "points",
        "may_calibrate": rules.may_calibrate(request.member),
    }
    if run is None:
        return render(request, "scoring/calibration_questions.html", context)
    if kind == Facet.QUESTION:
        return _questions(request, question_table(run), context)
    return _groups(request, measure_table(run, Facet(kind)), context)


def _questions(request: MemberRequest, table: QuestionTable, context: dict[str, Any]) -> HttpResponse:
    chosen = {name: request.GET.get(name, "") for name in ("level", "topic")}
    rows = table.of(**chosen)
    exported = {"questions": Table(COLUMNS, lambda: [_plain(row) for row in rows])}
    file = export_one(request, "calibration", exported)
    if file is not None:
        return file
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = list(enumerate(page, page.start_index()))
    facts = facts_of(table.run)
    context |= chosen | {
        "table": table,
        "page": page,
        "rows": [(number, row, use_columns(row.use, facts.settings["lowest"])) for number, row in shown],
        "picture": _picture(request, shown, context["unit"], facts),
        "query": urlencode({**{k: v for k, v in chosen.items() if v}, "unit": context["unit"]}),
        "filtered": any(chosen.values()),
    }
    return render(request, "scoring/calibration_questions.html", context)


def _picture(
    request: MemberRequest, rows: Sequence[tuple[int, QuestionRow]], unit: str, facts: CalibrationRun
) -> Strips | None:
    """The questions of this page that have a figure; None where there is none."""
    spots = [
        Spot(
            strip=row.level.name if row.level else NO_LEVEL,
            number=number,
            name=row.name,
            url=reverse("question", args=[request.organization.slug, row.question_id]),
            words=row.words,
            reach=reach,
        )
        for number, row in rows
        if (reach := row.harder if unit == "logits" else row.expected) is not None
    ]
    if not spots:
        return None
    if unit == "logits":
        furthest = max(1.0, *(max(-spot.reach.low, spot.reach.high) for spot in spots))
        end = math.ceil(2 * furthest) / 2
        return strips(spots, -end, end, 0.0, (-end, -end / 2, 0, end / 2, end))
    lowest, highest = facts.settings["lowest"], facts.settings["highest"]
    return strips(spots, lowest, highest, BAR, range(lowest, highest + 1))


def _groups(request: MemberRequest, table: MeasureTable, context: dict[str, Any]) -> HttpResponse:
    rows = [_plain_group(row) for row in table.rows]
    file = export_one(request, "calibration", {f"{table.facet}s": Table(GROUP_COLUMNS, lambda: rows)})
    if file is not None:
        return file
    return render(
        request, "scoring/calibration_questions.html", context | {"groups": table, "reach": table.reach}
    )


def _plain_group(row: MeasureRow) -> tuple[Any, ...]:
    m = row.measure
    raw = (m.subject, row.name, m.n, m.candidates, m.mean, m.spread)
    return (*raw, m.severity, m.low, m.high, m.subset, row.words)


def _plain(row: QuestionRow) -> tuple[Any, ...]:
    m, slope, bank = row.measure, row.slope or {}, row.bank
    expected = row.expected
    return (
        *(row.question_id, row.name, str(row.level or ""), str(row.topic or "")),
        *(m.n, m.candidates, m.interviewers, m.mean, m.spread),
        *(m.logit, m.logit_se, m.severity, m.low, m.high, m.subset),
        *((expected.value, expected.low, expected.high) if expected else (None, None, None)),
        row.words,
        *(slope.get("value"), slope.get("low"), slope.get("high"), row.slope_words, m.infit, m.outfit),
        row.times,
        *((bank.minutes_median, bank.minutes_n) if bank else (None, None)),
        row.planned,
    )
