"""Reads about a question's life: what its gates ask for, its reviews, flags and leaks, and what waits."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from questionbank import lifecycle, rules
from questionbank.content import POINTS
from questionbank.enums import ReviewVerdict, State
from questionbank.lifecycle import Facts, Gate, Step
from questionbank.models import (
    BankPolicy,
    LeakReport,
    Question,
    QuestionFlag,
    QuestionRevision,
    RevisionReview,
    RubricCriterion,
)
from questionbank.queries.rubrics import line_content, lines_of
from questionbank.rules import IN_USE, Actor


def policy_of(organization_id: uuid.UUID) -> BankPolicy:
    """The organisation's rules for its bank; one with the defaults, not saved, where nobody set any."""
    row = BankPolicy.objects.filter(organization_id=organization_id).first()
    return row or BankPolicy(organization_id=organization_id)


def reviews_of(revision: QuestionRevision) -> list[RevisionReview]:
    """What others said of the revision, oldest first. One query."""
    rows = RevisionReview.objects.filter(revision=revision).select_related("reviewer__user")
    return list(rows)


def all_reviews(question: Question) -> QuerySet[RevisionReview]:
    """What others said of all revisions of the question, newest first."""
    rows = RevisionReview.objects.filter(revision__question=question).order_by("-created_at", "pk")
    return rows.select_related("revision", "reviewer__user")


def open_flags(question: Question) -> list[QuestionFlag]:
    """What was found wrong with the question and is not closed, newest first. One query."""
    rows = QuestionFlag.objects.filter(question=question, closed_at=None)
    return list(rows.select_related("raised_by__user", "revision"))


def flags_of(question: Question) -> QuerySet[QuestionFlag]:
    """All flags of the question, closed ones too, newest first."""
    rows = QuestionFlag.objects.filter(question=question).order_by("-created_at", "pk")
    return rows.select_related("raised_by__user", "closed_by__user", "revision")


def leaks_of(question: Question) -> list[LeakReport]:
    """Where the question was found in public, newest first. One query."""
    return list(LeakReport.objects.filter(question=question).select_related("reported_by__user", "revision"))


def rubric_gaps(lines: Iterable[RubricCriterion], level_id: uuid.UUID | None) -> tuple[str, ...]:
    """What a rubric (of `queries.rubrics.lines_of`) lacks before anybody is rated with it, in words.

    Every criterion needs a text for each of the four points as shown at this level, and none that was only
    proposed.
    """
    gaps: list[str] = []
    found = False
    for line in lines:
        found, content = True, line_content(line)
        texts = content.anchors_for(level_id)
        empty = [str(point) for point, text in zip(POINTS, texts, strict=True) if not text.strip()]
        if empty:
            gaps.append(f"anchors of {line.criterion} for {', '.join(empty)}")
        if content.has_drafts():
            gaps.append(f"a person's word on the proposed anchors of {line.criterion}")
    return tuple(gaps) if found else (Gate.RUBRIC.value,)


def is_approved(revision: QuestionRevision, reviews: Iterable[RevisionReview]) -> bool:
    """Whether somebody who did not write the revision approved it."""
    return any(
        review.verdict == ReviewVerdict.APPROVED and review.reviewer_id != revision.written_by_id
        for review in reviews
    )


def facts_of(
    actor: Actor,
    question: Question,
    reviews: Iterable[RevisionReview] | None = None,
    lines: Iterable[RubricCriterion] | None = None,
) -> Facts:
    """What the gates ask of the question. Five queries at most; fewer where `reviews` and `lines` are given.

    The operator at the console vouches for what they do: no second pair of eyes is asked of them.
    """
    revision = question.current
    if revision is None:
        return Facts()
    if reviews is None:
        reviews = reviews_of(revision)
    state = State(question.state)
    ever = state == State.RETIRED and LeakReport.objects.filter(question=question).exists()
    # No step from these asks for second eyes.
    asks_eyes = actor is not None and state not in (State.RETIRED, State.LEAKED)
    return Facts(
        topic=revision.topic_id is not None,
        level=revision.level_id is not None,
        minutes=bool(revision.minutes),
        rubric_gaps=rubric_gaps(lines_of(revision.rubric_id) if lines is None else lines, revision.level_id),
        approved=is_approved(revision, reviews),
        first_revision=revision.number == 1,
        second_eyes=asks_eyes and policy_of(question.organization_id).second_eyes,
        leaked=ever,
    )


@dataclass(frozen=True)
class Way:
    """A step that this person may take by hand, and what still stands against it."""

    step: Step
    missing: list[str]

    @property
    def state(self) -> State:
        """Where it leads."""
        return self.step.after


@dataclass
class Life:
    """Where a question stands, as its page shows it."""

    ways: list[Way]
    missing: list[str]  # before it can be asked; empty once it is in use
    reviews: list[RevisionReview]
    approved: bool
    note: str  # what is odd about where it stands, in a sentence
    may_review: bool
    flags: list[QuestionFlag]
    leaks: list[LeakReport] = field(default_factory=list)


def life_of(
    actor: Actor,
    question: Question,
    reviews: list[RevisionReview] | None = None,
    lines: Iterable[RubricCriterion] | None = None,
) -> Life:
    """All that the question's page says of its life; `current` must be loaded.

    `reviews` of the current revision and `lines` of its rubric (`queries.rubrics.lines_of`) are fetched where
    they are not given. Six queries at most, three with both.
    """
    revision = question.current
    if revision is None:
        return Life([], [], [], False, "", False, [])
    if reviews is None:
        reviews = reviews_of(revision)
    facts = facts_of(actor, question, reviews, lines)
    state = State(question.state)
    steps = [lifecycle.STEPS[state][after] for after in rules.steps_for(actor, question)]
    ways = [Way(step, lifecycle.missing(step.gates, facts)) for step in steps]
    waits = state in (State.DRAFT, State.IN_REVIEW)
    return Life(
        ways=ways,
        missing=lifecycle.missing(lifecycle.FIRST_USE, facts) if waits else [],
        reviews=reviews,
        approved=facts.approved,
        note=_note(question, revision, facts),
        may_review=bool(rules.may_review(actor, revision)) and _reviewable(state, facts),
        flags=open_flags(question),
        leaks=leaks_of(question) if state == State.LEAKED else [],
    )


def _note(question: Question, revision: QuestionRevision, facts: Facts) -> str:
    if question.state in IN_USE and lifecycle.missing([Gate.CHANGE_SEEN], facts):
        return f"Revision {revision.number} is not approved yet: a second person should read what changed."
    return ""


def _reviewable(state: State, facts: Facts) -> bool:
    return state == State.IN_REVIEW or (state in IN_USE and not facts.first_revision)


def waiting_reviews(actor: Actor) -> QuerySet[Question]:
    """The questions whose current revision waits for this person's word, longest waiting first.

    Those in review, and changes of questions in use that nobody else approved; never what they wrote or
    reviewed themselves. Nothing for who does not review.
    """
    if actor is None or not rules.may_review_at_all(actor):
        return Question.objects.none()
    reviews = RevisionReview.objects.filter(revision=OuterRef("current"))
    approvals = reviews.filter(verdict=ReviewVerdict.APPROVED)
    lenient = BankPolicy.objects.filter(organization=OuterRef("organization"), second_eyes=False)
    changed = Q(state__in=IN_USE, current__number__gt=1) & ~Q(Exists(approvals)) & ~Q(Exists(lenient))
    rows = Question.objects.filter(
        Q(state=State.IN_REVIEW) | changed, ~Q(Exists(reviews.filter(reviewer=actor)))
    )
    rows = rows.exclude(current__written_by=actor).select_related(
        "current__topic", "current__level", "current__written_by__user"
    )
    return rows.order_by("current__created_at", "pk")


def all_open_flags() -> QuerySet[QuestionFlag]:
    """Every open flag of the bank, oldest first."""
    rows = QuestionFlag.objects.filter(closed_at=None).order_by("created_at", "pk")
    return rows.select_related("raised_by__user", "question__current")
