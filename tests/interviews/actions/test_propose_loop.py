import uuid

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.propose_loop import propose_loop
from interviews.models import Candidate, Exposure, Loop
from interviews.queries.bank import replan
from interviews.queries.loops import view_of
from questionbank.models import Level, Topic
from tests.cast import make_question
from tests.interviews.helpers import audited, prompts, proposed


def test_without_a_candidate_it_is_proposed_and_reserves_nothing(in_acme):
    before = Exposure.objects.count()

    loop = proposed(in_acme)

    assert (loop.state, loop.name, loop.candidate) == ("proposed", "Senior: Queues", None)
    assert len(prompts(loop)) == 2
    assert Exposure.objects.count() == before
    assert audited("propose_loop") == 1


def test_whoever_makes_it_leads_it(in_acme):
    [seat] = proposed(in_acme).sessions.get().seats.all()

    assert (seat.member, seat.kind) == (in_acme.lead, "lead")


def test_with_a_name_it_is_planned_and_reserved(in_acme):
    loop = proposed(in_acme, candidate_name="Toni Test")

    assert loop.state == "planned"
    assert loop.candidate.pseudonym == "C-0002"
    assert Exposure.objects.filter(candidate=loop.candidate, state="reserved").count() == 2


def test_with_start_the_session_is_live_at_once(in_acme):
    loop = proposed(in_acme, candidate_name="Toni Test", start=True)

    session = loop.sessions.get()
    assert session.state == "live"
    assert session.started_at is not None
    assert audited("start_session") == 1


def test_a_known_address_is_never_asked_again_what_it_met(in_acme):
    loop = proposed(in_acme, minutes=60, candidate_email=in_acme.candidate.person.email)

    assert loop.candidate == in_acme.candidate
    assert not set(prompts(loop)) & {q.current.prompt for q in in_acme.questions[:2]}


def test_the_same_form_sent_twice_makes_one_loop(in_acme):
    once = uuid.uuid4()

    first = proposed(in_acme, loop_id=once, candidate_name="Toni Test", start=True)
    second = proposed(in_acme, loop_id=once, candidate_name="Toni Test", start=True)

    assert first == second
    assert Candidate.objects.filter(person__name="Toni Test").count() == 1


def test_a_form_that_somebody_else_used_makes_nothing(in_acme):
    once = uuid.uuid4()
    proposed(in_acme, loop_id=once)

    with pytest.raises(Conflict, match="used before"):
        propose_loop(
            actor=in_acme.second,
            level_id=in_acme.level.pk,
            topic_ids=[in_acme.topic.pk],
            minutes=20,
            loop_id=once,
        )


def test_a_loop_id_of_another_organisation_makes_nothing(in_acme, zenith):
    with pytest.raises(Conflict, match="used before"):
        proposed(in_acme, loop_id=zenith.loop.pk)


@pytest.mark.parametrize("part", ["curator", "committee", "nobody"])
def test_who_does_not_interview_builds_no_loop(in_acme, part):
    with pytest.raises(Denied, match="Only interviewers"):
        propose_loop(
            actor=getattr(in_acme, part), level_id=in_acme.level.pk, topic_ids=[in_acme.topic.pk], minutes=20
        )


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"topic_ids": []}, "topics"),
        ({"minutes": 4}, "minutes"),
        ({"minutes": 481}, "minutes"),
        ({"start": True}, "candidate_name"),
        ({"candidate_email": "no address", "candidate_name": "X"}, "email"),
        ({"candidate_name": "x" * 161}, "name"),
    ],
)
def test_what_makes_no_sense_is_refused_by_field(in_acme, fields, wrong):
    loops = Loop.objects.count()

    with pytest.raises(Invalid) as refused:
        proposed(in_acme, **fields)

    assert list(refused.value.fields) == [wrong]
    assert Loop.objects.count() == loops


def test_a_bank_without_such_questions_is_said_and_nothing_is_written(in_acme):
    junior = Level.objects.create(organization=in_acme.organization, name="Junior", rank=1)
    candidates = Candidate.objects.count()

    with pytest.raises(Invalid) as refused:
        proposed(in_acme, level_id=junior.pk, candidate_name="Toni Test")

    assert refused.value.fields == {"topics": "Queues at Junior: 1 needed in Queues, the bank has none."}
    assert Candidate.objects.count() == candidates


@pytest.mark.parametrize("what", ["level", "topic"])
def test_levels_and_topics_of_another_organisation_do_not_exist(in_acme, zenith, what):
    ids = {"level": {"level_id": zenith.level.pk}, "topic": {"topic_ids": [zenith.topic.pk]}}

    with pytest.raises(Http404):
        proposed(in_acme, **ids[what])


def test_questions_of_another_organisation_are_never_chosen(in_acme, zenith):
    theirs = {question.pk for question in zenith.questions}

    loop = proposed(in_acme, minutes=480)

    assert len(prompts(loop)) == 4
    assert not theirs & set(loop.sessions.get().planned.values_list("revision__question_id", flat=True))


def test_a_long_list_of_topics_still_fits_the_title(in_acme):
    from questionbank.models import Topic

    topics = [
        Topic.objects.create(organization=in_acme.organization, name=f"{'Long name ' * 7}{n}")
        for n in range(4)
    ]
    make_question(in_acme.organization, "One?", level=in_acme.level, topic=topics[0])

    loop = proposed(in_acme, topic_ids=[topic.pk for topic in topics])

    assert loop.name.endswith("…")
    assert len(loop.gaps) == 3


def test_what_was_asked_for_still_holds_when_it_is_proposed_again(in_acme):
    other = Topic.objects.create(organization=in_acme.organization, name="Gardening")
    make_question(in_acme.organization, "Which plants need shade?", topic=other, level=in_acme.level)
    loop = proposed(in_acme, minutes=60)

    assert {row.question.topic_name for row in replan(loop).choices} == {"Queues"}

    loop.sessions.get().planned.all().delete()
    assert view_of(in_acme.lead, loop).matrix.lacks
