"""Questions as a run measures them, with their level's bar, their use, and where they stand in the bank."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Sum

from questionbank.health import slope_words
from questionbank.models import Level, QuestionMeasure, QuestionRevision, QuestionUse, Topic
from scoring.calibration.diagnosis.discrimination import FEWEST
from scoring.enums import Facet
from scoring.level_bar import BAR, Reach, against_level, at_the_bar
from scoring.models import CalibrationRun, Measure
from scoring.queries.calibration import facts_of, fitted_points, measures_of
from scoring.question_words import bar_words, missing_words

NO_LEVEL = "No level"


@dataclass(frozen=True)
class QuestionRow:
    """One question of one run. `harder` (logits) and `expected` (points) are against its level's mean."""

    revision: QuestionRevision
    measure: Measure
    harder: Reach | None
    expected: Reach | None
    times: int
    minimum: int

    @property
    def question_id(self) -> uuid.UUID:
        """Of the question in the bank."""
        return self.revision.question_id

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.revision)

    @property
    def level(self) -> Level | None:
        """As the question now reads."""
        return self._current.level

    @property
    def topic(self) -> Topic | None:
        """As the question now reads."""
        return self._current.topic

    @property
    def _current(self) -> QuestionRevision:
        return self.revision.question.current or self.revision

    @property
    def planned(self) -> int | None:
        """The minutes that it is planned with."""
        return self._current.minutes

    @property
    def bank(self) -> QuestionMeasure | None:
        """What the bank has of it: minutes, and the raw discrimination."""
        return getattr(self.revision.question, "measure", None)

    @property
    def slope(self) -> dict[str, Any] | None:
        """The discrimination net of who rated and what else was asked; None while nothing is known."""
        found: dict[str, Any] | None = self.measure.details.get("discrimination")
        return found if found and found.get("value") is not None else None

    @property
    def use(self) -> list[int]:
        """How often each point was given, from the lowest."""
        return list(self.measure.details.get("use") or [])

    @property
    def words(self) -> str:
        """Against its level, or why nothing is said."""
        if self.measure.logit is None:
            return self.measure.note or missing_words(self.measure.n, self.minimum)
        return bar_words(self.expected)

    @property
    def slope_words(self) -> str:
        """Its discrimination in words."""
        if self.slope is None:
            return missing_words(self.measure.n, FEWEST)
        return slope_words(self.slope["value"], self.slope["low"], self.slope["high"])


@dataclass(frozen=True)
class QuestionTable:
    """All questions of a run, by level and the hardest first; what is filtered away stays in the choices."""

    run: CalibrationRun
    rows: list[QuestionRow]

    @cached_property
    def levels(self) -> list[Level]:
        """Those that the questions have, lowest first."""
        return sorted({row.level for row in self.rows if row.level}, key=lambda level: level.rank)

    @cached_property
    def topics(self) -> list[Topic]:
        """Those that the questions have, by name."""
        return sorted({row.topic for row in self.rows if row.topic}, key=lambda topic: topic.name)

    def of(self, level: str, topic: str) -> list[QuestionRow]:
        """The rows of this level and topic (ids as text; empty: all)."""
        return [
            row
            for row in self.rows
            if level in ("", str(getattr(row.level, "pk", "none")))
            and topic in ("", str(getattr(row.topic, "pk", "none")))
        ]


def question_table(run: CalibrationRun) -> QuestionTable:
    """Every question that the run holds. Four or five queries, however many."""
    measures = {one.measure.subject: one.measure for one in measures_of(run, Facet.QUESTION)}
    revisions = QuestionRevision.objects.filter(pk__in=measures).select_related(
        "question__measure", "question__current__level", "question__current__topic", "level", "topic"
    )
    found = list(revisions)
    times = _times(revision.question_id for revision in found)
    facts = facts_of(run)
    against = _against_levels(found, measures, facts)
    rows = [
        QuestionRow(
            revision=revision,
            measure=measures[revision.pk],
            harder=against[revision.pk][0] if revision.pk in against else None,
            expected=against[revision.pk][1] if revision.pk in against else None,
            times=times.get(revision.question_id, 0),
            minimum=facts.settings["minimum_ratings"],
        )
        for revision in found
    ]
    return QuestionTable(run, sorted(rows, key=_order))


def _order(row: QuestionRow) -> tuple[Any, ...]:
    rank = row.level.rank if row.level else 32_767
    return (rank, row.harder is None, -(row.harder.value if row.harder else 0.0), row.name)


def _times(questions: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    rows = QuestionUse.objects.filter(question__in=list(questions)).order_by().values_list("question")
    return dict(rows.annotate(all=Sum("times")))


def _against_levels(
    revisions: list[QuestionRevision], measures: dict[uuid.UUID, Measure], facts: CalibrationRun
) -> dict[uuid.UUID, tuple[Reach, Reach]]:
    """Of each question with a measure: against the others of its level, in the same subset."""
    groups: dict[tuple[Any, ...], list[QuestionRevision]] = defaultdict(list)
    for revision in revisions:
        if measures[revision.pk].logit is not None:
            level = (revision.question.current or revision).level_id
            groups[level, measures[revision.pk].subset].append(revision)
    # Nothing is said in points where the bar is not inside them, or one between them was never given.
    thresholds, points = facts.summary.get("thresholds") or [], fitted_points(facts)
    tells = bool(points) and points[0] < BAR < points[-1] and points[-1] - points[0] < len(points)
    found = {}
    for members in groups.values():
        logits = [measures[one.pk].logit or 0.0 for one in members]
        for one, logit in zip(members, logits, strict=True):
            harder = against_level(logit, measures[one.pk].logit_se or 0.0, logits)
            if harder is not None and tells:
                found[one.pk] = (harder, at_the_bar(harder, thresholds, points[0]))
    return found
