"""What the assembly is asked, out of the database: every rule and every number."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interviews.assembly import assemble
from interviews.enums import PlannedState
from interviews.models import (
    Ban,
    BlueprintRevision,
    CriterionBar,
    Exposure,
    Loop,
    Module,
    PlannedQuestion,
    Qualification,
    Session,
)
from interviews.queries.bank import replan, request_of
from questionbank.actions.mark_enemies import mark_enemies
from questionbank.actions.raise_flag import raise_flag
from questionbank.actions.set_priority import set_priority
from questionbank.models import AnswerView, Level, QuestionMeasure
from tests.cast import World, make_candidate, make_question
from tests.interviews.helpers import more_questions, planned


@pytest.fixture
def loop(in_acme: World) -> Loop:
    """A loop of the opening's blueprint for a new candidate."""
    more_questions(in_acme, 6)
    return planned(in_acme)


def revise(loop: Loop, world: World, **rules: object) -> BlueprintRevision:
    """The loop as if it had been built from a revision with these rules; its stages go with it."""
    old = loop.blueprint_revision
    new = BlueprintRevision.objects.create(
        organization=world.organization, blueprint=old.blueprint, number=old.number + 1, **rules
    )
    for session in Session.objects.filter(loop=loop).select_related("stage"):
        stage, topics = session.stage, list(session.stage.topics.all())
        stage.pk, stage.revision = None, new
        stage.save(force_insert=True)
        for line in topics:
            line.pk, line.stage = None, stage
            line.save(force_insert=True)
        session.stage = stage
        session.save()
    loop.blueprint_revision = new
    loop.save()
    return new


def row_of(loop: Loop, question: object) -> object:
    request, _ = request_of(Loop.objects.get(pk=loop.pk))
    return next(row for row in request.bank if row.question == question.pk)


def test_what_the_loop_itself_has_reserved_is_free_and_what_others_have_is_met(in_acme, loop):
    request, placed = request_of(loop)

    own = {choice.question.question for choice in placed}
    assert own and not own & request.forbidden
    other = make_question(in_acme.organization, "Met elsewhere?", topic=in_acme.topic, level=in_acme.level)
    away = PlannedQuestion.objects.create(
        organization=in_acme.organization,
        session=in_acme.session,
        revision=other.current,
        position=9,
        minutes=5,
    )
    Exposure.objects.create(
        organization=in_acme.organization, candidate=loop.candidate, question=other, planned=away
    )
    assert request_of(loop)[0].forbidden == {other.pk}


def test_what_was_asked_or_skipped_here_does_not_come_back(in_acme, loop):
    first, second = PlannedQuestion.objects.filter(session__loop=loop)[:2]
    first.state, second.state = PlannedState.ASKED, PlannedState.SKIPPED
    first.save()
    second.save()
    Exposure.objects.filter(planned=first).update(state="asked")

    request, placed = request_of(loop)

    assert second.revision.question_id in request.forbidden
    assert second.revision.question_id not in {choice.question.question for choice in placed}


def test_pins_bans_and_sessions_that_have_begun(in_acme, loop):
    rows = list(PlannedQuestion.objects.filter(session__loop=loop))
    rows[0].pinned = True
    rows[0].save()
    banned = in_acme.questions[3]
    Ban.objects.create(organization=in_acme.organization, loop=loop, question=banned)

    request, _ = request_of(loop)
    assert [pin.question.revision for pin in request.pins] == [rows[0].revision_id]
    assert request.bans == {banned.pk}

    Session.objects.filter(loop=loop).update(state="live")
    request, placed = request_of(loop)
    assert all(need.closed for need in request.sessions)
    assert request.pins == placed


def test_other_open_loops_of_the_opening_have_their_questions_to_themselves_where_the_blueprint_says_so(
    in_acme, loop
):
    other = planned(in_acme, candidate_name="Robin Reserve")
    theirs = set(
        PlannedQuestion.objects.filter(session__loop=other).values_list("revision__question", flat=True)
    )
    assert request_of(loop)[0].reserved == frozenset()

    revise(loop, in_acme, reserve_across=True)
    assert theirs <= request_of(loop)[0].reserved

    other.state = "cancelled"
    other.save()
    assert not theirs & request_of(loop)[0].reserved


def test_levels_beside_topics_twice_pilots_and_weights_come_from_the_blueprint(in_acme, loop):
    revision = revise(loop, in_acme, most_pilots=2, weights={"freshness": 5, "nonsense": 1})
    junior = Level.objects.create(organization=in_acme.organization, name="Intern", rank=90)
    make_question(in_acme.organization, "From beside?", topic=in_acme.topic, level=junior)
    revision.twice.add(in_acme.topic)
    Session.objects.get(loop=loop).stage.neighbours.add(junior)
    loop.weights = {"priority": 0}
    loop.save()

    request, _ = request_of(Loop.objects.get(pk=loop.pk))

    assert request.most_pilots == 2
    assert [quota.topic for quota in request.twice] == [in_acme.topic.pk]
    assert request.sessions[0].neighbours == {junior.pk}
    assert junior.pk in {row.level for row in request.bank}
    assert (request.weights.freshness, request.weights.priority, request.weights.coverage) == (5, 0, 2)


def test_the_lead_and_what_they_may_not_ask_about(in_acme, loop):
    session = Session.objects.get(loop=loop)
    session.seats.create(organization=in_acme.organization, member=in_acme.lead, kind="lead")
    module = Module.objects.create(organization=in_acme.organization, name="Systems")
    module.topics.add(in_acme.topic)

    need = request_of(loop)[0].sessions[0]
    assert need.lead == in_acme.lead.pk
    assert in_acme.topic.pk in need.barred

    Qualification.objects.create(
        organization=in_acme.organization,
        member=in_acme.lead,
        module=module,
        state="approved",
        approved_by=in_acme.admin,
        approved_at=timezone.now(),
    )
    assert request_of(loop)[0].sessions[0].barred == frozenset()


def test_a_loop_is_matched_as_it_was_built_whatever_was_skipped_in_it(in_acme, loop):
    again = planned(in_acme, candidate_name="Alma Again")
    target = request_of(again)[0].target
    PlannedQuestion.objects.filter(session__loop=loop).update(state=PlannedState.SKIPPED)

    assert request_of(again)[0].target == target


def test_a_parallel_loop_has_the_others_of_its_opening_to_match(in_acme, loop):
    assert request_of(loop)[0].target is None

    planned(in_acme, candidate_name="Robin Parallel")
    target = request_of(loop)[0].target

    assert (target.forms, target.tolerance, target.minutes_tolerance) == (1, 0.25, 10)
    assert [quota.topic for quota in target.topics] == [in_acme.topic.pk]


def test_rules_that_a_person_gave_up_are_given_up(in_acme, loop):
    loop.relaxed = [
        {"kind": "minimum", "told": "", "session": 0, "topic": str(in_acme.topic.pk), "to": 0},
    ]
    assert request_of(loop)[0].sessions[0].quotas[0].minimum == 0


def test_numbers_of_a_question_measures_bar_wear_priority_and_enemies(in_acme, loop):
    question, other = in_acme.questions[2:4]
    before = row_of(loop, question)
    assert (before.hardness, before.hardness_error, before.freshness, before.priority) == (0.0, 0.5, 1.0, 0.5)
    QuestionMeasure.objects.create(
        organization=in_acme.organization,
        question=question,
        n=40,
        mean=2.5,
        difficulty=0.5,
        low=0.3,
        high=0.7,
        discrimination=0.5,
        discrimination_n=40,
        enough=True,
        run=in_acme.organization.pk,
    )
    set_priority(actor=in_acme.curator, question_id=question.pk, priority=1)
    raise_flag(actor=in_acme.lead, question_id=question.pk, text="Unclear.")
    mark_enemies(actor=in_acme.curator, question_id=question.pk, other_id=other.pk, reason="Names it.")

    row = row_of(loop, question)

    assert (row.hardness, row.hardness_error) == (0.5, pytest.approx(0.102, abs=1e-3))
    assert row.information > before.information
    assert row.freshness == pytest.approx(0.5**0.5)
    assert row.priority == 1.0
    assert row.enemies == {other.pk}
    assert row_of(loop, other).enemies == {question.pk}


def test_only_what_was_lately_asked_promised_or_read_wears_a_question_off(in_acme, loop):
    question = in_acme.questions[2]
    long_ago = timezone.now() - timedelta(days=400)
    for number in range(4):
        candidate = make_candidate(in_acme.organization, f"Earlier {number}")
        place = PlannedQuestion.objects.create(
            organization=in_acme.organization,
            session=in_acme.session,
            revision=question.current,
            position=number,
            minutes=5,
        )
        Exposure.objects.create(
            organization=in_acme.organization,
            candidate=candidate,
            question=question,
            planned=place,
            state="asked",
        )
    AnswerView.objects.create(
        organization=in_acme.organization, revision=question.current, member=in_acme.lead, day=long_ago.date()
    )
    assert row_of(loop, question).asked == 4
    assert row_of(loop, question).freshness == pytest.approx(0.5**0.4)

    Exposure.objects.filter(question=question, candidate__person__name="Earlier 0").update(state="reserved")
    assert row_of(loop, question).asked == 3  # what is promised to somebody wears it off as well
    assert row_of(loop, question).freshness == pytest.approx(0.5**0.4)

    earlier = Exposure.objects.filter(candidate__person__name__startswith="Earlier")
    earlier.update(changed_at=long_ago, state="asked")
    assert row_of(loop, question).asked == 4
    assert row_of(loop, question).freshness == 1.0


def test_the_bar_is_the_mean_of_the_criteria_and_moves_what_a_question_tells(in_acme, loop):
    question = in_acme.questions[2]
    at_three = row_of(loop, question).information
    revision = revise(loop, in_acme)
    for criterion, points in zip(in_acme.criteria[:2], (2, 3), strict=True):
        CriterionBar.objects.create(
            organization=in_acme.organization, revision=revision, criterion=criterion, points=points
        )

    assert row_of(loop, question).information > at_three  # at 2.5 somebody gets half of a middling question


def test_a_new_plan_of_the_same_loop_changes_nothing_and_writes_nothing(in_acme, loop):
    _, placed = request_of(loop)

    plan = replan(loop)

    assert plan == assemble(request_of(loop)[0])
    assert {choice.question.question for choice in plan.choices} == {
        choice.question.question for choice in placed
    }
