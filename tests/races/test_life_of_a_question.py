"""Two at once on one question: two who approve, a start against a leak, a plan against a leak."""

from collections.abc import Iterator

import pytest

from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.ground.verdict import Conflict
from interviews.actions.mark_question import mark_question
from interviews.actions.plan_loop import plan_loop
from interviews.actions.report_leak import report_leak
from interviews.actions.start_session import start_session
from interviews.enums import PlannedState, SessionState
from interviews.models import PlannedQuestion, Session
from questionbank.actions.review_revision import review_revision
from questionbank.enums import State
from questionbank.models import LeakReport, Question, QuestionUse, RevisionReview
from tests.cast import World, build_world, make_candidate, make_loop, make_question, make_seat
from tests.races.together import together

TIMES = 4  # each race is run so often: the order of two threads differs


@pytest.fixture
def world(transactional_db: None) -> Iterator[World]:
    with all_organizations():
        built = build_world("acme", "Acme")
    with organization_scope(built.organization):
        yield built


def in_review(world: World) -> Question:
    return make_question(
        world.organization, "Ready?", state=State.IN_REVIEW, written_by=world.lead, level=world.level
    )


@pytest.mark.django_db(transaction=True)
def test_two_who_approve_the_same_revision_are_both_kept(world: World) -> None:
    question = in_review(world)

    def approve(actor):  # type: ignore[no-untyped-def]  # a member
        return lambda: review_revision(actor=actor, question_id=question.pk, number=1, verdict="approved")

    results = together(world, *(approve(who) for who in (world.curator, world.admin, world.curator)))

    assert all(isinstance(result, RevisionReview) for result in results), results
    assert set(RevisionReview.objects.values_list("reviewer", flat=True)) == {
        world.curator.pk,
        world.admin.pk,
    }


@pytest.mark.django_db(transaction=True)
def test_a_session_starts_with_the_question_or_without_it_but_never_by_halves(world: World) -> None:
    question = world.questions[0]
    start, leak = together(
        world,
        lambda: start_session(actor=world.lead, session_id=world.session.pk),
        lambda: report_leak(actor=world.curator, question_id=question.pk, where="A forum"),
    )

    if isinstance(leak, Conflict):  # the place was gone when the question was held: said, nothing done
        leak = report_leak(actor=world.curator, question_id=question.pk, where="A forum")
    assert isinstance(start, Session), start
    assert isinstance(leak, LeakReport), leak
    place = PlannedQuestion.objects.get(session=world.session, revision__question=question)
    (entry,) = leak.consequences
    assert (entry["did"], place.state) in {
        ("left", PlannedState.PLANNED),
        ("replaced", PlannedState.REPLACED),
    }
    assert Session.objects.get(pk=world.session.pk).state == SessionState.LIVE


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", range(TIMES))
def test_no_loop_is_planned_with_a_question_that_leaks_meanwhile(world: World, time: int) -> None:
    question = world.questions[2]
    plan, leak = together(
        world,
        lambda: plan_loop(
            actor=world.coordinator, opening_id=world.opening.pk, candidate_name="Toni", seed=time
        ),
        lambda: report_leak(actor=world.curator, question_id=question.pk, where="A forum"),
    )

    for result in (plan, leak):
        assert not isinstance(result, Exception) or isinstance(result, Conflict), result
    if isinstance(leak, LeakReport):
        held = PlannedQuestion.objects.filter(
            revision__question=question, state=PlannedState.PLANNED, session__state=SessionState.SCHEDULED
        )
        assert not held.exists()
    else:
        assert Question.objects.get(pk=question.pk).state == State.LIVE


@pytest.mark.django_db(transaction=True)
def test_two_reports_of_each_others_replacement_do_not_wait_for_ever(world: World) -> None:
    first, second = world.questions[:2]

    results = together(
        world,
        *(
            lambda q=q: report_leak(actor=world.curator, question_id=q.pk, where="A forum")
            for q in (first, second)
        ),
    )

    assert all(isinstance(result, LeakReport) for result in results), results
    left = PlannedQuestion.objects.filter(session=world.session, state=PlannedState.PLANNED)
    assert {place.revision.question_id for place in left.select_related("revision")} == {
        world.questions[2].pk,
        world.questions[3].pk,
    }


@pytest.mark.django_db(transaction=True)
def test_two_who_mark_the_same_question_in_two_sessions_are_both_counted(world: World) -> None:
    question = world.questions[0]
    other = make_loop(world, make_candidate(world.organization, "Ann"), questions=[question], title="Other")
    make_seat(other.sessions.get(), world.lead)
    places = list(PlannedQuestion.objects.filter(revision__question=question))
    Session.objects.filter(planned__in=places).update(state=SessionState.LIVE)

    results = together(
        world,
        *(
            lambda place=place: mark_question(actor=world.lead, planned_id=place.pk, state="asked")
            for place in places
        ),
    )

    assert all(isinstance(result, PlannedQuestion) for result in results), results
    assert QuestionUse.objects.get().times == 2
