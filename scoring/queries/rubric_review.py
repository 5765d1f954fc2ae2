"""How a rubric is used: from countable ratings, and from the run that counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Func, IntegerField, Value

from accounts.models import Organization
from questionbank.models import Question, Rubric, RubricCriterion
from scoring.calibration import Settings
from scoring.enums import Facet, RatingState
from scoring.models import CalibrationRun, Measure
from scoring.queries.calibration import facts_of, latest_run, lowest_fitted, measures_at
from scoring.queries.calibration_questions import QuestionRow
from scoring.queries.first_verdicts import FIRST_STATE, FIRST_VALUE
from scoring.queries.rubric_review_scope import Scope, scope_of
from scoring.question_words import halo_words, order_words
from scoring.rubric_figures import Figures, Verdict, figures
from scoring.visibility import countable_ratings

WORDS = Func("evidence", Value(r"\S+"), function="regexp_count", output_field=IntegerField())
SHOWN = 12  # questions with the rubric that the page lists


@dataclass(frozen=True)
class HaloPair:
    """Two criteria of the rubric. `value` is the run's, over all rubrics: how much they rise and fall
    together beyond how good the person is; `same` in percent of `n` answers here, None where too few.
    """

    name: str
    n: int
    same: float | None
    value: float | None

    @property
    def words(self) -> str:
        """The run's figure in a word."""
        return halo_words(self.value)


@dataclass(frozen=True)
class CriterionUse:
    """One criterion of a rubric with all that its ratings say."""

    line: RubricCriterion
    figures: Figures
    halo: list[HaloPair]


@dataclass(frozen=True)
class RubricUse:
    """All of the page. `order` is about the points of the scale over all rubrics; empty without a run."""

    rubric: Rubric
    run: CalibrationRun | None
    order: str
    criteria: list[CriterionUse]
    questions: list[tuple[Question, QuestionRow | None]]
    more_questions: int


def rubric_use(organization: Organization, rubric: Rubric, lines: list[RubricCriterion]) -> RubricUse:
    """What is known of a rubric; `lines` of `queries.rubrics.lines_of`. Seven queries at most.

    Counted are the ratings of all revisions that mean the same as those with this rubric.
    """
    scope, run = scope_of(rubric), latest_run(organization)
    verdicts = _verdicts(organization, scope)
    measures = _measures(run, lines, scope, verdicts)
    facts = facts_of(run) if run else None
    settings = facts.settings if facts else Settings().as_json()
    worth = {m.subject: m.fair for m in measures if m.facet == Facet.CANDIDATE and m.fair is not None}
    criteria = [line.criterion_id for line in lines]
    said = figures(verdicts, criteria, worth, int(settings["minimum_ratings"]))
    halo = _run_halo(facts)
    names = {line.criterion_id: line.criterion.name for line in lines}
    return RubricUse(
        rubric=rubric,
        run=run,
        order=order_words(facts.summary["thresholds"], lowest_fitted(facts))
        if facts and facts.summary.get("thresholds")
        else "",
        criteria=[
            CriterionUse(line, one, _pairs(one, names, halo)) for line, one in zip(lines, said, strict=True)
        ],
        questions=_questions(scope, measures, int(settings["minimum_ratings"])),
        more_questions=max(0, len(scope.questions) - SHOWN),
    )


def _verdicts(organization: Organization, scope: Scope) -> list[Verdict]:
    """First verdicts: given without knowing what others said. One query."""
    rows = countable_ratings(organization).filter(
        planned__revision__in=scope.revisions, scorecard__seat__session__loop__candidate__isnull=False
    )
    rows = rows.annotate(said=FIRST_STATE, given=FIRST_VALUE, length=WORDS).exclude(said="")
    found = rows.order_by().values_list(
        "criterion_id",
        "planned_id",
        "scorecard__seat__member_id",
        "scorecard__seat__session__loop__candidate_id",
        "said",
        "given",
        "length",
    )
    return [
        Verdict(criterion, answer, member, candidate, given if said == RatingState.RATED else None, length)
        for criterion, answer, member, candidate, said, given, length in found
    ]


def _measures(
    run: CalibrationRun | None, lines: Iterable[RubricCriterion], scope: Scope, verdicts: Iterable[Verdict]
) -> list[Measure]:
    if run is None:
        return []
    subjects = {root for _, root in scope.questions} | {one.candidate for one in verdicts}
    return measures_at(run, Facet.CANDIDATE, Facet.QUESTION, subjects=subjects)


def _run_halo(facts: CalibrationRun | None) -> dict[tuple[str, str], float | None]:
    halo = (facts.summary.get("halo") if facts else None) or {}
    keys = [str(key) for key in halo.get("keys") or []]
    return {
        (first, second): halo["matrix"][row][column]
        for row, first in enumerate(keys)
        for column, second in enumerate(keys)
    }


def _pairs(one: Figures, names: dict[UUID, str], halo: dict[tuple[str, str], float | None]) -> list[HaloPair]:
    return [
        HaloPair(
            names[other.criterion],
            other.n,
            other.same,
            halo.get((str(one.criterion), str(other.criterion))),
        )
        for other in one.beside
    ]


def _questions(
    scope: Scope, measures: Iterable[Measure], minimum: int
) -> list[tuple[Question, QuestionRow | None]]:
    """The first questions with the rubric, each with what the run says of it. One query."""
    known = {measure.subject: measure for measure in measures if measure.facet == Facet.QUESTION}
    roots = dict(scope.questions[:SHOWN])
    rows = (
        Question.objects.filter(pk__in=roots)
        .select_related("current", "measure")
        .order_by("created_at", "pk")
    )
    found = []
    for question in rows:
        measure = known.get(roots[question.pk])
        revision = question.current
        row = None
        if measure is not None and revision is not None:
            revision.question = question
            row = QuestionRow(revision, measure, None, None, 0, minimum)
        found.append((question, row))
    return found
