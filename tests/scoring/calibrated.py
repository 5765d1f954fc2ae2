"""A run with every figure that a run can hold, written straight into the tables: for pages, not for truth."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import numpy as np
from django.utils import timezone

from questionbank.models import Criterion, Level, Question, QuestionMeasure, QuestionUse, Topic
from scoring.calibration import Settings
from scoring.enums import Facet
from scoring.models import CalibrationRun, Measure
from tests.cast import World, make_question

THRESHOLDS = [-1.6, -0.1, 1.7]
PROMPTS = ("Why would a queue be bounded", "How do you shard a table", "What does a lock cost")


def a_run(world: World, number: int = 1, **fields: Any) -> CalibrationRun:
    """A finished full run; any field may be given."""
    made = {
        "state": "finished",
        "inputs_digest": f"{number:064d}",
        "watermark": timezone.now() - timedelta(days=40 - number),
        "code_version": "rating-scale-1",
        "settings": Settings().as_json(),
        "ratings": 2000 + 10 * number,
        "summary": a_summary(world),
        "seconds": 1.234,
    }
    return CalibrationRun.objects.create(organization=world.organization, number=number, **made | fields)


def a_summary(world: World, thresholds: list[float] | None = None) -> dict[str, Any]:
    """What a full run says of itself, in the shape that pages read."""
    thresholds = THRESHOLDS if thresholds is None else thresholds
    criteria = [str(pk) for pk in Criterion.objects.order_by("name").values_list("pk", flat=True)]
    size = len(criteria)
    matrix = [
        [None if a == b else round(0.6 / (1 + abs(a - b)), 3) for b in range(size)] for a in range(size)
    ]
    figures = {"separation": 1.9, "strata": 2.87, "reliability": 0.78, "rmse": 0.21, "adjusted_sd": 0.4}
    figures |= {"chi_square": 91.2, "df": 23, "p": 0.0001}
    return {
        "model": "rating-scale",
        "code_version": "rating-scale-1",
        "n": 2000,
        "refused": "",
        "statements": ["One question has too little data: fewer than 10 ratings."],
        "iterations": 9,
        "thresholds": thresholds,
        "raw_thresholds": thresholds,
        "variance": {"candidate": 1.02, "interviewer": 0.26, "question": 0.34, "criterion": 0.05},
        "subsets": [
            {"facet": "interviewer", "number": 1, "keys": [str(world.lead.pk)], "ratings": 1500},
            {"facet": "interviewer", "number": 2, "keys": [str(world.second.pk)], "ratings": 500},
        ],
        "connections": [[str(world.lead.pk), str(world.candidate.pk)]],
        "agreement": {"pairs": 812, "observed": 0.47, "expected": 0.42, "kappa": 0.086},
        "reliability": dict.fromkeys(("interviewer", "question", "criterion", "candidate"), figures),
        "categories": _categories(thresholds),
        "halo": {"keys": criteria, "matrix": matrix},
        "interactions": [],
        "unexpected": [],
    }


def _categories(thresholds: list[float]) -> list[dict[str, Any]]:
    counts = (140, 620, 880, 360)
    return [
        {
            "point": place + 1,
            "n": n,
            "share": n / 2000,
            "mean_measure": -1.5 + place,
            "expected_measure": -1.45 + 0.97 * place,
            "outfit": 1.02 + 0.03 * place,
            "threshold": thresholds[place - 1] if place else None,
            "threshold_se": 0.04 if place else None,
            "ordered": not place or place < 2 or thresholds[place - 1] > thresholds[place - 2],
        }
        for place, n in enumerate(counts[: len(thresholds) + 1])
    ]


def measured(run: CalibrationRun, facet: Facet, subject: UUID, logit: float | None, **fields: Any) -> Measure:
    """A measure of a run; without a logit one with too little data."""
    n = fields.pop("n", 60 if logit is not None else 4)
    made: dict[str, Any] = {"n": n, "candidates": n // 2, "interviewers": 4, "mean": 2.6, "spread": 0.8}
    if logit is not None:
        points = 0.55 * logit
        made |= {"logit": logit, "logit_se": 0.2, "severity": points, "se": 0.1, "enough": True, "subset": 1}
        made |= {
            "low": points - 0.2,
            "high": points + 0.2,
            "fair": 2.6 - points,
            "infit": 1.04,
            "outfit": 0.97,
        }
    made["details"] = fields.pop("details", _details(n, logit))
    return Measure.objects.create(
        organization_id=run.organization_id, run=run, facet=facet, subject=subject, **made | fields
    )


def _details(n: int, logit: float | None) -> dict[str, Any]:
    share = np.array([0.1, 0.3, 0.4, 0.2])
    slope = {"value": None, "low": None, "high": None, "z": None, "flagged": False}
    if logit is not None:
        value = round(1 + 0.8 * logit, 3)
        slope = {"value": value, "low": value - 0.3, "high": value + 0.3, "z": 0.0, "flagged": value < 0.7}
    return {"use": [int(v) for v in np.round(n * share)], "discrimination": slope}


def a_bank(world: World, questions: int = 12) -> list[Question]:
    """More questions, over three levels and three topics; some without a topic."""
    organization = world.organization
    levels = [Level.objects.get_or_create(organization=organization, name="Junior", rank=1)[0], world.level]
    topics = [Topic.objects.create(organization=organization, name=name) for name in ("Storage", "Locks")]
    rubric = world.questions[0].current.rubric
    return [
        make_question(
            organization,
            f"{PROMPTS[n % 3]}, asked in the way number {n}, with as many words as a prompt has?",
            level=levels[n % 2],
            topic=[world.topic, *topics, None][n % 4],
            rubric=rubric,
        )
        for n in range(questions)
    ]


def calibrated(world: World, questions: int = 12) -> CalibrationRun:
    """A run over a bank of so many more questions, with people, criteria, topics and levels."""
    random = np.random.default_rng(6)
    asked = [*world.questions, *a_bank(world, questions)]
    run = a_run(world)
    for n, question in enumerate(asked):
        assert question.current is not None
        logit = float(random.normal(0, 0.6)) if n % 7 != 5 else None
        measured(run, Facet.QUESTION, question.current.pk, logit)
        QuestionUse.objects.create(
            organization=world.organization,
            question=question,
            member=world.lead,
            times=3 + n,
            last_at=timezone.now(),
        )
        bank = {"n": 60, "mean": 2.6, "minutes_median": 7 + n % 6, "minutes_n": 20, "run": run.pk}
        QuestionMeasure.objects.create(organization=world.organization, question=question, **bank)
    for facet, rows in (
        (Facet.CRITERION, Criterion.objects.order_by("name")),
        (Facet.TOPIC, Topic.objects.order_by("name")),
        (Facet.LEVEL, Level.objects.order_by("rank")),
        (Facet.INTERVIEWER, [world.lead, world.second]),
    ):
        for n, row in enumerate(rows):
            measured(run, facet, row.pk, 0.5 - 0.4 * n)
    return run
