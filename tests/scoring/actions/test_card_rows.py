"""The statements of an autosave agree with the models and with access.py."""

import uuid
from typing import Any

import pytest
from django.http import Http404
from django.utils import timezone

from interviews.enums import LoopState, SeatState, SessionState
from interviews.models import ConflictOfInterest, Loop, PlannedQuestion, Seat, Session, Stage
from questionbank.models import Criterion, RubricCriterion
from scoring.access import own_card
from scoring.actions._card_rows import lock_card, ratings_of
from scoring.enums import CardState
from scoring.models import Rating, Scorecard
from scoring.queries.rateable import rateable_ratings
from scoring.queries.sheet import criteria_by_question, planned_questions
from tests.cast import World, make_blueprint, make_question, rate


def conflict(world: World, **more: Any) -> None:
    ConflictOfInterest.objects.create(
        organization=world.organization, member=world.lead, candidate=world.candidate, reason="kin", **more
    )


CASES = {
    "everyday": lambda world: None,
    "submitted": lambda world: Scorecard.objects.update(
        state=CardState.SUBMITTED, submitted_at=timezone.now()
    ),
    "no card": lambda world: world.lead_card.delete(),
    "recused": lambda world: Seat.objects.update(state=SeatState.RECUSED),
    "declined": lambda world: Seat.objects.update(state=SeatState.DECLINED),
    "cancelled": lambda world: Session.objects.update(state=SessionState.CANCELLED),
    "decided": lambda world: Loop.objects.update(state=LoopState.DECIDED),
    "conflict": conflict,
    "conflict lifted": lambda world: conflict(world, lifted_at=timezone.now(), lifted_by=world.admin),
}


def by_the_models(world: World, member: Any) -> Scorecard | None:
    try:
        return own_card(member, world.session.pk, lock=True)
    except Http404:
        return None


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("part", ["lead", "second", "admin", "nobody"])
def test_it_finds_the_card_that_access_finds_and_no_other(in_acme: World, case: str, part: str) -> None:
    CASES[case](in_acme)
    member = in_acme.people()[part]
    found, expected = lock_card(member, in_acme.session.pk), by_the_models(in_acme, member)
    assert found == expected
    if found is None or expected is None:
        return
    columns = [field.attname for field in Scorecard._meta.concrete_fields]
    assert [getattr(found, name) for name in columns] == [getattr(expected, name) for name in columns]
    for card in (found, expected):
        states = (card.seat.state, card.seat.session.state, card.seat.session.loop.state)
        assert states == (SeatState.SEATED, *_states(in_acme))


def _states(world: World) -> tuple[str, str]:
    return Session.objects.get(pk=world.session.pk).state, Loop.objects.get(pk=world.loop.pk).state


def test_who_was_declared_out_is_left_to_the_rules(in_acme: World) -> None:
    Seat.objects.update(state=SeatState.EXCUSED)
    assert lock_card(in_acme.lead, in_acme.session.pk) is None


def test_what_was_not_loaded_is_asked_for_and_never_guessed(in_acme: World) -> None:
    Loop.objects.update(name="As it is")
    card = lock_card(in_acme.lead, in_acme.session.pk)
    assert card is not None
    assert card.seat.session.loop.name == "As it is"
    assert card.seat.kind == Seat.objects.get(member=in_acme.lead).kind


def test_another_organisation_s_session_is_not_found(in_acme: World, zenith: World) -> None:
    assert lock_card(in_acme.lead, zenith.session.pk) is None


def test_the_ratings_asked_for_come_whole_and_no_others(in_acme: World) -> None:
    one, two = in_acme.session.planned.all()
    depth, clarity = in_acme.criteria
    mine = rate(in_acme.lead_card, one, depth, 3, "drew it")
    rate(in_acme.lead_card, two, depth, 2)
    rate(in_acme.second_card, one, depth, 1)
    [found] = ratings_of(in_acme.lead_card, [(one.pk, depth.pk), (one.pk, clarity.pk)])
    columns = [field.attname for field in Rating._meta.concrete_fields]
    assert [getattr(found, name) for name in columns] == [getattr(mine, name) for name in columns]


def shapes(world: World) -> None:
    """Beside the two questions with a rubric: one without, and one whose rubric is empty."""
    empty = RubricCriterion.objects.first().rubric.__class__.objects.create(  # type: ignore[union-attr]  # there is one
        organization=world.organization, name="Empty"
    )
    for position, rubric in enumerate((None, empty), start=5):
        question = make_question(world.organization, f"{position}?", topic=world.topic, rubric=rubric)
        PlannedQuestion.objects.create(
            organization=world.organization,
            session=world.session,
            revision=question.current,
            position=position,
            minutes=5,
        )
    Criterion.objects.create(organization=world.organization, name="In no rubric")


def staged(world: World) -> None:
    """The same with a stage that names one criterion."""
    shapes(world)
    make_blueprint(world.organization, "Staged", world.level, [world.topic], world.criteria[:1])
    Session.objects.update(stage=Stage.objects.latest("created_at"))


@pytest.mark.parametrize("arrange", [lambda world: None, shapes, staged])
def test_what_can_be_rated_is_what_the_sheet_shows(in_acme: World, zenith: World, arrange: Any) -> None:
    arrange(in_acme)
    session = Session.objects.get(pk=in_acme.session.pk)
    questions = planned_questions(session)
    rated = criteria_by_question(session, questions)
    shown = {(planned, line.criterion.pk) for planned, lines in rated.items() for line in lines}
    criteria = [*Criterion.objects.values_list("pk", flat=True), zenith.criteria[0].pk, uuid.uuid4()]
    every = [(question.pk, criterion) for question in questions for criterion in criteria]
    strange = [(zenith.session.pk, criteria[0]), (uuid.uuid4(), criteria[0])]
    rate(in_acme.lead_card, questions[0], in_acme.criteria[0], 3, "drew it")
    rate(in_acme.second_card, questions[0], in_acme.criteria[1], 1)
    found = rateable_ratings(in_acme.lead_card, every + strange)
    assert found.keys() == shown
    [mine] = [row for row in found.values() if row]
    assert (mine.scorecard_id, mine.value, mine.evidence) == (in_acme.lead_card.pk, 3, "drew it")
