"""A loop with all in it that a packet tells of: bar, topics, hints, a replaced question, a late card."""

from datetime import timedelta

from django.utils import timezone

from accounts.enums import Role
from interviews.enums import PlannedState, SeatKind, SeatState, SessionState
from interviews.models import CriterionBar, HintGiven, Loop, PlannedQuestion, Session, Stage, StageTopic
from questionbank.models import Criterion, QuestionRevision, Topic
from scoring.models import Scorecard
from tests.cast import World, make_member, make_question, make_seat
from tests.scoring.packets import another_loop, hand_in_at_once

MINUTES = 40  # that the interview took


def whole_loop(world: World) -> Loop:
    """Lead and second three points apart on the first question, the lead's card two days late; a shadow's
    card; somebody recused. Four questions: asked in its second revision with a hint, replaced by a choice
    within the rules, skipped; the blueprint wants a topic and a criterion on which nothing is rated.
    """
    loop = another_loop(world, title="Whole loop", questions=1)
    session = loop.sessions.get()
    _blueprint(world, loop)
    choice = _asked(world, session)
    hand_in_at_once(loop, world.lead, [1, 3, 3, None])
    hand_in_at_once(loop, world.second, [4, 3, 3, 3], kind=SeatKind.SECOND)
    hand_in_at_once(loop, world.admin, [1, 1, 1, 1], kind=SeatKind.SHADOW, recommendation="strong_no")
    rex = make_seat(session, make_member(world.organization, "Rex Recused", Role.INTERVIEWER))
    rex.state, rex.reason = SeatState.RECUSED, "friends"
    rex.save()
    _not_asked(world, session, choice)
    _happened(world, session, choice)
    loop.refresh_from_db()
    return loop


def _blueprint(world: World, loop: Loop) -> None:
    revision = world.opening.blueprint.current
    depth = next(one for one in world.criteria if one.name == "Depth")
    judgement = Criterion.objects.create(organization=world.organization, name="Judgement")
    for criterion, points in ((depth, 4), (judgement, 3)):
        CriterionBar.objects.create(
            organization=world.organization, revision=revision, criterion=criterion, points=points
        )
    storage = Topic.objects.create(organization=world.organization, name="Storage")
    stage = Stage.objects.filter(revision=revision).first()
    StageTopic.objects.create(organization=world.organization, stage=stage, topic=storage)
    Loop.objects.filter(pk=loop.pk).update(blueprint_revision=revision)


def _asked(world: World, session: Session) -> PlannedQuestion:
    """The first question in a new revision, and a choice."""
    rubric = world.questions[0].current.rubric
    first = session.planned.get()
    first.revision = QuestionRevision.objects.create(
        organization=world.organization,
        question=first.revision.question,
        number=2,
        prompt="How does a bounded queue protect a service under load?",
        hints=["Think of a burst.", "Think of retries."],
        topic=world.topic,
        level=world.level,
        rubric=rubric,
    )
    first.minutes = 15
    first.save()
    HintGiven.objects.create(
        organization=world.organization,
        planned=first,
        number=2,
        given_by=world.lead,
        given_at=timezone.now(),
    )
    choice = make_question(
        world.organization,
        "How often is a message delivered?",
        options=[{"text": "At most once"}, {"text": "At least once"}],
        hints=["Think of a crash."],
        topic=world.topic,
        rubric=rubric,
    )
    return _planned(world, session, choice.current, 1)


def _not_asked(world: World, session: Session, choice: PlannedQuestion) -> None:
    replaced = _planned(world, session, world.questions[1].current, 1)
    replaced.state, replaced.reason, replaced.replaced_by = PlannedState.REPLACED, "heard it before", choice
    replaced.save()
    skipped = _planned(world, session, make_question(world.organization, "What is a quorum?").current, 3)
    skipped.state, skipped.reason = PlannedState.SKIPPED, "no time"
    skipped.save()


def _planned(world: World, session: Session, revision: QuestionRevision, position: int) -> PlannedQuestion:
    return PlannedQuestion.objects.create(
        organization=world.organization, session=session, revision=revision, position=position, minutes=10
    )


def _happened(world: World, session: Session, choice: PlannedQuestion) -> None:
    """Five days ago it began with all but the choice; twelve minutes went by on its first question."""
    began = timezone.now() - timedelta(days=5)
    over = began + timedelta(minutes=MINUTES)
    session.started_at, session.ended_at, session.state = began, over, SessionState.COMPLETE
    session.save()
    session.planned.exclude(pk=choice.pk).update(created_at=began - timedelta(days=1))
    session.planned.filter(position=0).update(asked_at=began)
    session.planned.filter(pk=choice.pk).update(
        asked_at=began + timedelta(minutes=12), created_at=began + timedelta(minutes=11)
    )
    cards = Scorecard.objects.filter(seat__session=session)
    cards.update(submitted_at=over + timedelta(hours=1))
    cards.filter(seat__member=world.lead).update(submitted_at=over + timedelta(days=2, hours=1))
