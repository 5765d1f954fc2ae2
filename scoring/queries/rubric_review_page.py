"""A rubric with its anchors, evidence beside them, comments, proposals and questions."""

from dataclasses import dataclass

from django.db.models import Count, Window

from accounts.models import Membership
from questionbank.content import POINTS
from questionbank.models import Anchor, AnchorComment, Question, Rubric, RubricCriterion, RubricProposal
from questionbank.queries.rubric_proposals import comments_on, proposals_on, questions_using
from questionbank.queries.rubrics import lines_of
from questionbank.rules import may_review_rubrics, may_settle
from scoring.queries.rubric_review_examples import Examples, examples_of
from scoring.queries.rubric_review_scope import scope_of

NAMED = 6


@dataclass(frozen=True)
class ShownPoint:
    """One point of a criterion: its anchors, that for all levels first, and evidence that got it."""

    point: int
    anchors: list[Anchor]
    examples: list[str]


@dataclass(frozen=True)
class Remark:
    """A comment, and whether the reader may settle it."""

    comment: AnchorComment
    may_settle: bool


@dataclass(frozen=True)
class ShownCriterion:
    """One criterion of the rubric as its page shows it."""

    line: RubricCriterion
    points: list[ShownPoint]
    open: list[Remark]
    settled: list[AnchorComment]


@dataclass(frozen=True)
class RubricPage:
    """All of the page. `missing` says why there are no examples, where the reader may have any."""

    criteria: list[ShownCriterion]
    drafts: int
    proposals: list[RubricProposal]
    questions: list[Question]
    more_questions: int
    used: int
    may_review: bool
    missing: str = ""


def rubric_page(reader: Membership, rubric: Rubric) -> RubricPage:
    """What the page shows this reader; examples for those alone who review rubrics. Ten queries at most."""
    lines, may_review = lines_of(rubric.pk), bool(may_review_rubrics(reader))
    found = examples_of(reader, rubric, scope_of(rubric)) if may_review else Examples({}, "")
    comments = comments_on(rubric)
    rows = questions_using(rubric).select_related("current").annotate(all=Window(Count("pk")))
    questions = list(rows[:NAMED])
    used = vars(questions[0])["all"] if questions else 0
    return RubricPage(
        criteria=[_shown(reader, line, comments.get(line.pk, []), found) for line in lines],
        drafts=sum(anchor.is_draft for line in lines for anchor in line.anchors.all()),
        proposals=proposals_on(rubric),
        questions=list(questions),
        more_questions=used - len(questions),
        used=used,
        may_review=may_review,
        missing=found.missing,
    )


def _shown(
    reader: Membership, line: RubricCriterion, comments: list[AnchorComment], found: Examples
) -> ShownCriterion:
    anchors = sorted(line.anchors.all(), key=lambda one: (one.point, one.level.rank if one.level else -1))
    points = [
        ShownPoint(
            point,
            [one for one in anchors if one.point == point],
            found.texts.get((line.criterion_id, point), []),
        )
        for point in POINTS
    ]
    waiting = [one for one in comments if one.settled_at is None]
    return ShownCriterion(
        line,
        points,
        [Remark(one, bool(may_settle(reader, one))) for one in waiting],
        [one for one in comments if one.settled_at is not None],
    )
