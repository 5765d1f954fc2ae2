"""What the demonstration shows of reviewing: exercises, a rubric under review, and people on the job."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership
from accounts.queries.organizations import members_of
from questionbank.actions.approve_proposal import approve_proposal
from questionbank.actions.comment_on_anchor import comment_on_anchor
from questionbank.actions.propose_anchors import propose_anchors
from questionbank.enums import Meaning, State
from questionbank.models import Anchor, Question, RubricCriterion, RubricProposal
from questionbank.rubric_change import NewAnchor
from scoring.actions._exercises import NOT_ASSESSED, ExerciseMark
from scoring.actions.close_exercise import close_exercise
from scoring.actions.create_exercise import create_exercise
from scoring.actions.note_discussion import note_discussion
from scoring.actions.note_job_outcome import note_job_outcome
from scoring.actions.open_exercise import open_exercise
from scoring.actions.save_exercise_card import save_exercise_card
from scoring.actions.submit_exercise_card import submit_exercise_card
from scoring.models import Exercise
from scoring.queries.job_outcomes import hired_loops, hired_of

People = Mapping[str, Membership]

ANSWER = """I would first ask what the number is for. If it is to catch a model that drifts, I would
compare the inputs of the last week with those that it was trained on, feature by feature, and look at the
few that moved most.

- I would **not** wait for labels: they come a month late.
- An alarm needs an owner. Otherwise it is switched off after a week.

What I do not know is how to set the limit. I would start with one that rings once a month."""
AGREED = """The first criterion is a **3** for all of us: the answer names the trade-off and one way to
check it, but no second one. On the second we read “explains” differently; the anchor at 3 now says
*to somebody outside the team*."""
SHOWN = "“An alarm needs an owner”: says who acts, not only what is measured."
POINTS = ((3, 3, 4, 2), (3, 2, 3, 3), (2, 3, 3, 3), (4, 4, 3, 3), (3, 2, 2, None))  # by rater, by criterion
CLEARER = "Explains it so that somebody outside the team could act on it, and says where it stops to hold."
HIRED, MONTHS = 12, 3  # so many of those hired, judged after so many months


def rate_samples(people: People) -> list[Exercise]:
    """An exercise that is closed and talked over, and one that is open, which one person has rated."""
    questions = Question.objects.filter(state=State.LIVE, current__rubric__lines__isnull=False).distinct()
    first, second = questions.order_by("created_at", "pk")[:2]
    closed = _opened(people, "Autumn season: one answer, all of us", first)
    for member, points in zip(_raters(people), POINTS, strict=False):
        _rate(member, closed, points)
    close_exercise(actor=people["curator"], exercise_id=closed.pk)
    note_discussion(actor=people["curator"], exercise_id=closed.pk, text=AGREED)
    waiting = _opened(people, "Winter season: one answer, all of us", second)
    _rate(people["second"], waiting, POINTS[0])
    return [closed, waiting]


def _raters(people: People) -> list[Membership]:
    own = {member.pk for member in people.values()}
    others = [
        m for m in members_of(people["admin"].organization) if m.pk not in own and m.has(Role.INTERVIEWER)
    ]
    return [people["interviewer"], people["second"], people["committee"], *others]


def _opened(people: People, title: str, question: Question) -> Exercise:
    level = question.current.level if question.current else None
    if level is None:
        raise ValueError(f"{question} has no level.")
    made = create_exercise(
        actor=people["curator"],
        title=title,
        question_id=question.pk,
        level_id=level.pk,
        answer=ANSWER,
        closes_at=timezone.now() + timedelta(days=10),
    )
    return open_exercise(actor=people["curator"], exercise_id=made.pk)


def _rate(member: Membership, exercise: Exercise, points: tuple[int | None, ...]) -> None:
    lines = RubricCriterion.objects.filter(rubric=exercise.revision.rubric_id).order_by("position")
    marks = []
    for place, line in enumerate(lines):
        point = points[place % len(points)]
        text = SHOWN if point else "The answer does not come to it."
        marks.append(ExerciseMark(line.criterion_id, str(point) if point else NOT_ASSESSED, text))
    save_exercise_card(actor=member, exercise_id=exercise.pk, marks=marks)
    submit_exercise_card(actor=member, exercise_id=exercise.pk)


def review_rubric(people: People, exercise: Exercise) -> RubricProposal:
    """Two comments on anchors of the exercise's rubric, and a proposal that one of two has approved."""
    line = RubricCriterion.objects.filter(rubric=exercise.revision.rubric_id).order_by("position")[0]
    anchor = Anchor.objects.filter(line=line, point=3).order_by("level__rank")[0]
    comment_on_anchor(
        actor=people["committee"],
        line_id=line.pk,
        anchor_id=anchor.pk,
        text="Two of us take “explains” for “to me”, two for “to a customer”. Can it say to whom?",
    )
    comment_on_anchor(
        actor=people["judge"], line_id=line.pk, text="Nobody has used the 1 in a year. Is it out of reach?"
    )
    proposal = propose_anchors(
        actor=people["committee"],
        rubric_id=line.rubric_id,
        anchors=[NewAnchor(line.criterion_id, anchor.level_id, anchor.point, CLEARER)],
        why="In the exercise we lay two points apart on it, for want of saying to whom.",
        meaning=Meaning.SAME,
    )
    return approve_proposal(actor=people["curator"], proposal_id=proposal.pk)


def note_jobs(people: People) -> int:
    """Of some who were hired in the year: when they started, how they do, and of two that they left."""
    today, admin = timezone.localdate(), people["admin"]
    loops = list(hired_loops(admin).order_by("created_at", "pk")[:HIRED])
    for place, one in enumerate(hired_of(loops)):
        started = one.decision.created_at.date() + timedelta(days=30)
        judged = started + timedelta(days=30 * MONTHS)
        note_job_outcome(actor=admin, loop_id=one.loop.pk, kind="started", on=started)
        if judged <= today:
            value = (3, 4, 3, 2, 4, 5, 3, 3)[place % 8]
            note_job_outcome(
                actor=admin, loop_id=one.loop.pk, kind="performance", on=judged, months=MONTHS, value=value
            )
        if judged <= today and place % 6 == 3:
            note_job_outcome(
                actor=admin, loop_id=one.loop.pk, kind="left", on=judged, regretted=place % 4 == 1
            )
    return len(loops)
