"""The people and things of the tests: one organisation, Acme, and a look-alike, Zenith, that must never show.

Plain makers without surprises: each makes one row (and what that row cannot be without) and returns it.
Fixtures: `acme` and `zenith` are `World`s, each with a person per role, a bank, an opening, a loop with one
session, two interviewers seated and two cards in draft.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from django.db import transaction
from django.test import Client

from accounts.enums import Role
from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.models import Membership, Organization, User
from interviews.enums import SeatKind
from interviews.models import (
    Application,
    Blueprint,
    BlueprintRevision,
    Candidate,
    CandidatePerson,
    Exposure,
    Loop,
    Opening,
    PlannedQuestion,
    Seat,
    Session,
    Stage,
    StageTopic,
)
from questionbank.enums import Difficulty, Kind, State
from questionbank.models import (
    Anchor,
    Criterion,
    Level,
    Question,
    QuestionRevision,
    Rubric,
    RubricCriterion,
    Topic,
)
from scoring.models import Rating, Scorecard
from tests.replaying import Recording, record

PASSWORD = "a plumb line shows what is true"  # of people who exist in tests only


def make_user(email: str, name: str) -> User:
    user = User(email=email, name=name)
    user.set_password(PASSWORD)
    user.save()
    return user


def make_member(organization: Organization, name: str, *roles: Role) -> Membership:
    user = make_user(f"{name.lower().replace(' ', '.')}@{organization.slug}.example", name)
    return Membership.unscoped.create(organization=organization, user=user, roles=[str(r) for r in roles])


def make_rubric(organization: Organization, criteria: list[Criterion]) -> Rubric:
    rubric = Rubric.objects.create(organization=organization, name="Rubric")
    for position, criterion in enumerate(criteria):
        line = RubricCriterion.objects.create(
            organization=organization, rubric=rubric, criterion=criterion, position=position
        )
        Anchor.objects.bulk_create(
            Anchor(organization=organization, line=line, point=p, text=f"{criterion.name} seen at point {p}")
            for p in range(1, 5)
        )
    return rubric


def make_question(organization: Organization, prompt: str, **fields: Any) -> Question:
    """A live question with its first revision; any field of the revision, `kind` and `state` may be given."""
    return make_questions(organization, [prompt], **fields)[0]


def make_questions(organization: Organization, prompts: Sequence[str], **fields: Any) -> list[Question]:
    """Several of them in two statements: each that writes questions costs the search a millisecond."""
    kind, state = fields.pop("kind", Kind.CONCEPT), fields.pop("state", State.LIVE)
    fields = {"minutes": 10, "difficulty": Difficulty.MEDIUM} | fields
    questions, revisions = [], []
    for prompt in prompts:
        question = Question(
            organization=organization, kind=kind, state=state, created_by=fields.get("written_by")
        )
        answer = {"answer": f"Model answer to: {prompt}"} | fields
        question.current = QuestionRevision(
            organization=organization, question=question, number=1, prompt=prompt, **answer
        )
        questions.append(question)
        revisions.append(question.current)
    with transaction.atomic():  # each points at the other
        Question.objects.bulk_create(questions)
        QuestionRevision.objects.bulk_create(revisions)
    return questions


def make_candidate(organization: Organization, name: str) -> Candidate:
    count = Candidate.objects.filter(organization=organization).count()
    candidate = Candidate.objects.create(organization=organization, pseudonym=f"C-{count + 1:04}")
    CandidatePerson.objects.create(
        organization=organization, candidate=candidate, name=name, email=f"{count}@candidates.example"
    )
    return candidate


def make_blueprint(
    organization: Organization, name: str, level: Level, topics: list[Topic], criteria: list[Criterion]
) -> Blueprint:
    """One stage a topic, 45 minutes each, one to three questions, a lead and a second seat."""
    blueprint = Blueprint.objects.create(organization=organization, name=name, level=level)
    revision = BlueprintRevision.objects.create(organization=organization, blueprint=blueprint, number=1)
    for position, topic in enumerate(topics):
        stage = Stage.objects.create(
            organization=organization,
            revision=revision,
            position=position,
            name=f"{topic.name} interview",
            purpose=f"What do they know of {topic.name}?",
            level=level,
            minutes=45,
            seats=[SeatKind.LEAD, SeatKind.SECOND],
        )
        stage.criteria.set(criteria)
        StageTopic.objects.create(organization=organization, stage=stage, topic=topic, minimum=1, maximum=3)
    blueprint.current = revision
    blueprint.save()
    return blueprint


def make_loop(world: "World", candidate: Candidate, *, questions: list[Question], title: str) -> Loop:
    """A planned loop of one session with these questions, reserved for the candidate; nobody seated."""
    organization = world.organization
    application = Application.objects.filter(candidate=candidate).first()
    loop = Loop.objects.create(
        organization=organization,
        name=title,
        level=world.level,
        candidate=candidate,
        application=application,
        created_by=world.coordinator,
    )
    session = Session.objects.create(
        organization=organization, loop=loop, position=0, title=title, purpose="Find out", minutes=45
    )
    for position, question in enumerate(questions):
        planned = PlannedQuestion.objects.create(
            organization=organization,
            session=session,
            revision=question.current,
            position=position,
            minutes=question.current.minutes or 10,
        )
        Exposure.objects.create(
            organization=organization, candidate=candidate, question=question, planned=planned
        )
    return loop


def make_seat(session: Session, member: Membership, kind: SeatKind = SeatKind.LEAD) -> Seat:
    return Seat.objects.create(
        organization_id=session.organization_id, session=session, member=member, kind=kind
    )


def make_card(seat: Seat) -> Scorecard:
    return Scorecard.objects.create(organization_id=seat.organization_id, seat=seat)


def rate(
    card: Scorecard, planned: PlannedQuestion, criterion: Criterion, value: int, evidence: str = ""
) -> Rating:
    return Rating.objects.create(
        organization_id=card.organization_id,
        scorecard=card,
        planned=planned,
        criterion=criterion,
        state="rated",
        value=value,
        evidence=evidence,
    )


@dataclass
class World:
    """One organisation with everything in it that could leak."""

    organization: Organization
    admin: Membership
    curator: Membership
    coordinator: Membership
    lead: Membership
    second: Membership
    committee: Membership
    nobody: Membership  # a member without any role
    level: Level
    topic: Topic
    criteria: list[Criterion]
    questions: list[Question] = field(default_factory=list)
    opening: Opening = None  # type: ignore[assignment]  # set by build_world
    candidate: Candidate = None  # type: ignore[assignment]  # set by build_world
    loop: Loop = None  # type: ignore[assignment]  # set by build_world
    session: Session = None  # type: ignore[assignment]  # set by build_world
    lead_card: Scorecard = None  # type: ignore[assignment]  # set by build_world
    second_card: Scorecard = None  # type: ignore[assignment]  # set by build_world

    @property
    def slug(self) -> str:
        return self.organization.slug

    def people(self) -> dict[str, Membership]:
        """Every member by the name of their part."""
        parts = ["admin", "curator", "coordinator", "lead", "second", "committee", "nobody"]
        return {part: getattr(self, part) for part in parts}


def build_world(slug: str, name: str) -> World:
    """Makes a world. Call it with reads across organisations allowed."""
    organization = Organization.objects.create(slug=slug, name=name)
    level = Level.objects.create(organization=organization, name="Senior", rank=3)
    Level.objects.create(organization=organization, name="Mid", rank=2)
    topic = Topic.objects.create(organization=organization, name="Queues")
    criteria = [Criterion.objects.create(organization=organization, name=n) for n in ("Depth", "Clarity")]
    world = World(
        organization=organization,
        admin=make_member(organization, "Ada Admin", Role.ADMIN),
        curator=make_member(organization, "Cleo Curator", Role.CURATOR),
        coordinator=make_member(organization, "Cory Coordinator", Role.COORDINATOR),
        lead=make_member(organization, "Lea Lead", Role.INTERVIEWER),
        second=make_member(organization, "Sam Second", Role.INTERVIEWER),
        committee=make_member(organization, "Kim Committee", Role.COMMITTEE),
        nobody=make_member(organization, "Nia Nobody"),
        level=level,
        topic=topic,
        criteria=criteria,
    )
    rubric = make_rubric(organization, criteria)
    prompts = (
        "How does a bounded queue protect a service?",
        "When would you choose at-least-once delivery?",
        "What makes a consumer idempotent?",
        "How do you size a worker pool?",
    )
    world.questions = make_questions(
        organization, prompts, level=level, topic=topic, rubric=rubric, written_by=world.curator
    )
    blueprint = make_blueprint(organization, "Senior Backend Engineer", level, [topic], criteria)
    world.opening = Opening.objects.create(
        organization=organization, title="Backend Engineer", blueprint=blueprint, created_by=world.coordinator
    )
    world.candidate = make_candidate(organization, f"Robin {name}")
    Application.objects.create(organization=organization, candidate=world.candidate, opening=world.opening)
    world.loop = make_loop(world, world.candidate, questions=world.questions[:2], title="Queues in depth")
    world.session = world.loop.sessions.get()
    world.lead_card = make_card(make_seat(world.session, world.lead))
    world.second_card = make_card(make_seat(world.session, world.second, SeatKind.SECOND))
    return world


_recordings: dict[str, Recording] = {}


def a_world(slug: str, name: str) -> World:
    """A world for one test: made row by row for the first, and replayed for all others."""
    if slug in _recordings:
        return cast("World", _recordings[slug].replay())
    with all_organizations():
        world, _recordings[slug] = record(lambda: build_world(slug, name))
    return world


def sign_in(member: Membership) -> Client:
    """A browser without script in which this member is signed in."""
    client = Client()
    client.force_login(member.user)
    return client


@pytest.fixture
def acme(db: None) -> World:
    """The organisation that the tests are about."""
    return a_world("acme", "Acme")


@pytest.fixture
def zenith(db: None) -> World:
    """A look-alike that must never show."""
    return a_world("zenith", "Zenith")


@pytest.fixture
def in_acme(acme: World) -> Any:
    """Opens Acme's scope for tests that read rows themselves."""
    with organization_scope(acme.organization):
        yield acme
