import uuid

import pytest
from django.db import transaction
from django.http import Http404

from accounts.enums import Role
from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.plan_loop import plan_loop
from interviews.models import Application, Candidate, Exposure, Loop, PlannedQuestion, Seat
from tests.cast import make_blueprint, make_member
from tests.interviews.helpers import audited, more_questions, planned, prompts


def test_a_session_a_stage_with_questions_reserved_for_the_candidate(in_acme):
    loop = planned(in_acme)

    session = loop.sessions.get()
    rows = list(session.planned.all())
    assert (session.title, session.minutes, session.purpose) == (
        "Queues interview",
        45,
        "What do they know of Queues?",
    )
    assert len(rows) == 3
    assert [row.exposure.state for row in rows] == ["reserved"] * 3
    assert all(row.why for row in rows)
    assert loop.blueprint_revision_id == in_acme.opening.blueprint.current_id
    assert audited("plan_loop") == 1


def test_nothing_that_the_candidate_has_met_is_planned_again(in_acme):
    loop = planned(in_acme, candidate_id=in_acme.candidate.pk, candidate_name="")

    met = {question.current.prompt for question in in_acme.questions[:2]}
    assert not met & set(prompts(loop))
    assert len(prompts(loop)) == 2


def test_what_could_not_be_had_is_said_in_a_sentence(in_acme):
    again = planned(in_acme, candidate_id=in_acme.candidate.pk, candidate_name="")
    third = planned(in_acme, candidate_id=in_acme.candidate.pk, candidate_name="")

    assert prompts(third) == []
    assert third.gaps[0] == (
        "Queues at Senior: 1 needed in Queues interview, the bank has none that the candidate has not met."
    )
    assert third.status == "nearest"
    assert (again.gaps, again.status) == ([], "optimal")
    assert again.value == again.bound > 0


@pytest.mark.parametrize("state", ["draft", "in_review", "resting", "retired", "leaked"])
def test_a_question_that_is_not_in_use_is_never_planned(in_acme, state):
    out = in_acme.questions[0]
    out.state = state
    out.save()

    assert out.current.prompt not in prompts(planned(in_acme))


def test_a_known_address_means_the_same_candidate(in_acme):
    person = in_acme.candidate.person

    loop = planned(in_acme, candidate_name="Another Spelling", candidate_email=person.email.upper())

    assert loop.candidate == in_acme.candidate
    assert Application.objects.filter(candidate=in_acme.candidate).count() == 1


def test_people_are_seated_as_asked(in_acme):
    loop = planned(in_acme, seats={0: {"lead": in_acme.lead.pk, "second": in_acme.second.pk}})

    seats = Seat.objects.filter(session__loop=loop)
    assert {(seat.member, seat.kind) for seat in seats} == {
        (in_acme.lead, "lead"),
        (in_acme.second, "second"),
    }


def test_the_same_form_sent_twice_makes_one_loop(in_acme):
    once = uuid.uuid4()

    first, second = planned(in_acme, loop_id=once), planned(in_acme, loop_id=once)

    assert first == second
    assert Loop.objects.filter(pk=once).count() == 1
    assert audited("plan_loop") == 1


def test_the_same_seed_chooses_the_same_questions(in_acme):
    more_questions(in_acme, 12)

    with transaction.atomic():
        one = prompts(planned(in_acme, seed=7))
        transaction.set_rollback(True)  # else the other would have to be parallel to it

    assert prompts(planned(in_acme, seed=7, candidate_name="Somebody Else")) == one


@pytest.mark.parametrize("part", ["lead", "curator", "committee", "nobody"])
def test_only_coordinators_and_administrators_plan(in_acme, part):
    with pytest.raises(Denied, match="Only coordinators"):
        plan_loop(actor=getattr(in_acme, part), opening_id=in_acme.opening.pk, candidate_name="X")


def test_a_closed_opening_takes_no_loops(in_acme):
    in_acme.opening.state = "closed"
    in_acme.opening.save()

    with pytest.raises(Conflict, match="Backend Engineer is closed"):
        planned(in_acme)


def test_a_blueprint_without_interviews_makes_no_loop(in_acme):
    blueprint = make_blueprint(in_acme.organization, "Empty", in_acme.level, [], [])
    in_acme.opening.blueprint = blueprint
    in_acme.opening.save()

    with pytest.raises(Conflict, match="has no interviews yet"):
        planned(in_acme)


def test_who_may_not_sit_is_refused_and_nothing_is_written(in_acme):
    candidates = Candidate.objects.count()

    with pytest.raises(Invalid, match="Kim Committee is not an interviewer"):
        planned(in_acme, seats={0: {"lead": in_acme.committee.pk}})

    assert Candidate.objects.count() == candidates


def test_nobody_holds_two_seats_in_one_session(in_acme):
    with pytest.raises(Invalid, match="cannot hold two seats"):
        planned(in_acme, seats={0: {"lead": in_acme.lead.pk, "second": in_acme.lead.pk}})


def test_a_seat_in_an_interview_that_does_not_exist_is_refused(in_acme):
    with pytest.raises(Invalid) as refused:
        planned(in_acme, seats={5: {"lead": in_acme.lead.pk}})

    assert refused.value.fields == {"seats": "No interview has position 5."}


@pytest.mark.parametrize("what", ["opening", "candidate", "member"])
def test_rows_of_another_organisation_do_not_exist(in_acme, zenith, what):
    ids = {
        "opening": {"opening_id": zenith.opening.pk},
        "candidate": {"candidate_id": zenith.candidate.pk},
        "member": {"seats": {0: {"lead": zenith.lead.pk}}},
    }
    values = {"opening_id": in_acme.opening.pk, "candidate_name": "X"} | ids[what]
    before = Exposure.objects.count(), PlannedQuestion.objects.count()

    with pytest.raises(Http404):
        plan_loop(actor=in_acme.coordinator, **values)

    assert (Exposure.objects.count(), PlannedQuestion.objects.count()) == before


def test_somebody_who_has_left_is_not_seated(in_acme):
    gone = make_member(in_acme.organization, "Gil Gone", Role.INTERVIEWER)
    gone.left_at = gone.created_at
    gone.save()

    with pytest.raises(Invalid, match="Gil Gone has left"):
        planned(in_acme, seats={0: {"lead": gone.pk}})


@pytest.mark.parametrize("seed", [-1, 2**31])
def test_a_seed_that_cannot_be_kept_is_refused(in_acme, seed):
    with pytest.raises(Invalid, match="seed"):
        planned(in_acme, seed=seed)
