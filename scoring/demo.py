"""What the demonstration shows, made by the same actions that people use."""

import uuid
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actions.accept_invitation import accept_invitation
from accounts.actions.change_roles import change_roles
from accounts.actions.change_settings import change_settings
from accounts.actions.create_organization import create_organization
from accounts.actions.create_user import create_user
from accounts.actions.invite_member import invite_member
from accounts.enums import Role
from accounts.ground.planner import count_tables
from accounts.ground.tenancy import organization_scope
from accounts.models import Membership, Organization
from accounts.queries.organizations import members_of
from interviews.actions.create_opening import create_opening
from interviews.actions.load_blueprints import load_blueprints
from interviews.actions.mark_question import mark_question
from interviews.actions.plan_loop import plan_loop
from interviews.actions.schedule_session import schedule_session
from interviews.actions.start_session import start_session
from interviews.enums import PlannedState
from interviews.models import Opening, Session
from questionbank.actions.load_starter import load_starter
from scoring.actions.save_edits import save_edits
from scoring.actions.simulate_history import simulate_history
from scoring.actions.submit_scorecard import submit_scorecard
from scoring.demo_debriefs import hold_debriefs
from scoring.demo_panels import limit_some, panel_to_fill
from scoring.demo_review import note_jobs, rate_samples, review_rubric
from scoring.demo_times import place_one, say_hours
from scoring.demo_training import train_some
from scoring.queries.sheet import criteria_by_question, planned_questions
from scoring.simulation import Draws, evidence, recommendation

SLUG, NAME = "meridian", "Meridian Robotics"
PASSWORD = "plumbline-demo"  # noqa: S105  # of the demonstration; printed when it starts
CANDIDATES, INTERVIEWERS, MONTHS, SEED = 110, 14, 12, 20
BATCH = 50  # edits sent at once

PEOPLE: list[tuple[str, str, list[Role]]] = [
    ("admin", "Ines Aldana", [Role.ADMIN, Role.CURATOR, Role.COORDINATOR]),
    ("curator", "Milo Terhune", [Role.CURATOR]),
    ("coordinator", "Sefa Wright", [Role.COORDINATOR]),
    ("interviewer", "Jun Okonjo", [Role.INTERVIEWER]),
    ("second", "Tove Marchetti", [Role.INTERVIEWER]),
    ("committee", "Rhea Lindgren", [Role.COMMITTEE]),
    ("judge", "Oskar Ferreira", [Role.COMMITTEE]),
    ("facilitator", "Amara Nwosu", [Role.COMMITTEE]),
]

# The jobs being filled, of all that there are blueprints for: few, so that each has a history.
HIRING = (
    "Machine Learning Engineer (Mid)",
    "Machine Learning Engineer (Senior)",
    "MLOps Engineer (Senior)",
    "Backend Engineer (Mid)",
)

Tell = Callable[[str], None]


def logins() -> list[tuple[str, str]]:
    """Who can sign in to the demonstration: the role in words, and the address."""
    return [(str(roles[0].label), _email(part)) for part, _, roles in PEOPLE]


def _email(part: str) -> str:
    return f"{part}@{SLUG}.example"


def build(*, candidates: int, tell: Tell) -> Organization:
    """Makes the organisation, its bank, its openings, the simulated year, and what is going on this week.

    One transaction: stopped half-way, nothing is there and the next start begins anew.
    """
    with transaction.atomic():
        organization = _found()
        with organization_scope(organization):
            people = _invite(members_of(organization)[0])
            tell(f"{len(people)} people")
            questions = load_starter(actor=None, organization=organization)
            blueprints = load_blueprints(actor=None, organization=organization)
            tell(f"{len(questions)} questions, {len(blueprints)} blueprints")
            openings = [
                create_opening(
                    actor=people["coordinator"], title=_title(blueprint.name), blueprint_id=blueprint.pk
                )
                for blueprint in blueprints
                if blueprint.name in HIRING
            ]
            simulate_history(
                actor=people["coordinator"],
                candidates=candidates,
                interviewers=INTERVIEWERS,
                months=MONTHS,
                seed=SEED,
                tell=tell,
            )
            train_some(people)
            say_hours(people)
            _this_week(people, openings)
            place_one(people, openings[0], SEED)
            limit_some(people)
            panel_to_fill(people, openings[-1], SEED)
            tell("This week's interviews")
            _committees_work(people, openings[0])
            tell("Debriefs in every state, a meeting, exercises, a rubric under review")
            count_tables()
    return organization


def _committees_work(people: dict[str, Membership], like: Opening) -> None:
    draws = Draws(SEED)
    hold_debriefs(people, like, lambda actor, session: hand_in_card(actor, session, draws))
    closed, _ = rate_samples(people)
    review_rubric(people, closed)
    note_jobs(people)


def _found() -> Organization:
    part, name, _ = PEOPLE[0]
    founder = create_user(actor=None, email=_email(part), name=name, password=PASSWORD)
    organization = create_organization(actor=None, name=NAME, slug=SLUG, founder=founder)
    other = create_organization(actor=None, name="Meridian Europe", slug="meridian-europe", founder=founder)
    with organization_scope(other):
        load_starter(actor=None, organization=other)
    return organization


def _invite(admin: Membership) -> dict[str, Membership]:
    change_roles(actor=admin, member_id=admin.pk, roles=[str(role) for role in PEOPLE[0][2]])
    change_settings(actor=admin, name=NAME, show_adjusted=True)
    people = {"admin": admin}
    for part, name, roles in PEOPLE[1:]:
        made = invite_member(actor=admin, email=_email(part), roles=[str(role) for role in roles])
        user = create_user(actor=None, email=_email(part), name=name, password=PASSWORD)
        people[part] = accept_invitation(actor=user, token=made.token)
    return people


def _title(blueprint: str) -> str:
    return f"{blueprint}, Lisbon"


def _this_week(people: dict[str, Membership], openings: list[Opening]) -> None:
    """A loop to prepare, one live now, one whose first card is in, and one that waits for the committee."""
    both = {"lead": people["interviewer"].pk, "second": people["second"].pk}
    names = ("Noor Castellan", "Ida Vesper", "Teo Hallam", "Lena Brightwater")
    loops = [
        plan_loop(
            actor=people["coordinator"],
            opening_id=openings[place % len(openings)].pk,
            candidate_name=name,
            seats=dict.fromkeys(range(4 if name == names[3] else 1), both),
            seed=place,
        )
        for place, name in enumerate(names)
    ]
    now = timezone.now().replace(hour=8, minute=0, second=0, microsecond=0)
    for place, loop in enumerate(loops):
        for session in loop.sessions.order_by("position"):
            at = now + timedelta(days=1 - place, hours=1 + session.position)
            schedule_session(
                actor=people["coordinator"], session_id=session.pk, at=at, despite="As it came about."
            )
    first = [loop.sessions.order_by("position")[0] for loop in loops]
    start_session(actor=people["interviewer"], session_id=first[1].pk)
    start_session(actor=people["interviewer"], session_id=first[2].pk)
    draws = Draws(SEED)
    hand_in_card(people["interviewer"], first[2], draws)
    for session in loops[3].sessions.order_by("position"):
        start_session(actor=people["interviewer"], session_id=session.pk)
        for part in ("interviewer", "second"):
            hand_in_card(people[part], session, draws)


def hand_in_card(actor: Membership, session: Session, draws: Draws) -> None:
    """Asks everything, rates everything, and submits, by the same actions as the page."""
    member, candidate = actor.pk, session.loop.candidate_id
    planned = planned_questions(session)
    for question in planned:
        mark_question(actor=actor, planned_id=question.pk, state=PlannedState.ASKED)
    values: list[int] = []
    edits: list[dict[str, object]] = []
    for key, lines in criteria_by_question(session, planned).items():
        for line in lines:
            criterion = line.criterion.pk
            values.append(
                draws.rating(candidate=candidate, interviewer=member, question=key, criterion=criterion)
            )
            pair = f"{key}:{criterion}"
            edits += [
                {"field": f"rating:{pair}", "value": str(values[-1])},
                {"field": f"evidence:{pair}", "value": evidence(draws, values[-1])},
            ]
    edits += [
        {"field": "recommendation", "value": recommendation(values, draws)},
        {"field": "reason", "value": "The reasons stand with each rating; the second question told me most."},
    ]
    client = str(uuid.uuid4())
    numbered = [{**edit, "sequence": n, "base": 0} for n, edit in enumerate(edits, start=1)]
    for start in range(0, len(numbered), BATCH):
        save_edits(actor=actor, session_id=session.pk, client=client, edits=numbered[start : start + BATCH])
    submit_scorecard(actor=actor, session_id=session.pk)
