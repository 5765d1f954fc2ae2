import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.name_candidate import name_candidate
from interviews.models import Exposure
from tests.interviews.helpers import audited, more_questions, prompts, proposed


def test_the_proposal_is_planned_and_reserved(in_acme):
    loop = name_candidate(actor=in_acme.lead, loop_id=proposed(in_acme).pk, candidate_name="Toni Test")

    assert (loop.state, loop.candidate.person.name, loop.gaps) == ("planned", "Toni Test", [])
    assert Exposure.objects.filter(candidate=loop.candidate, state="reserved").count() == 2
    assert audited("name_candidate") == 1


def test_what_the_candidate_met_is_replaced(in_acme):
    loop = proposed(in_acme, minutes=40)
    more_questions(in_acme, 4)
    assert set(prompts(loop)) == {question.current.prompt for question in in_acme.questions}

    loop = name_candidate(actor=in_acme.lead, loop_id=loop.pk, candidate_id=in_acme.candidate.pk)

    met = {question.current.prompt for question in in_acme.questions[:2]}
    assert not met & set(prompts(loop))
    assert len(prompts(loop)) == 4
    gone = loop.sessions.get().planned.filter(state="replaced")
    assert {row.reason for row in gone} == {"The candidate has met it."}
    assert all(row.replaced_by for row in gone)


def test_what_cannot_be_replaced_goes_and_is_said(in_acme):
    loop = proposed(in_acme, minutes=40)

    loop = name_candidate(actor=in_acme.lead, loop_id=loop.pk, candidate_id=in_acme.candidate.pk)

    assert len(prompts(loop)) == 2
    assert loop.gaps == 2 * [
        "Queues: a question on Queues that the candidate has met is out; the bank has no other that fits."
    ]


def test_with_start_the_interview_begins(in_acme):
    loop = name_candidate(
        actor=in_acme.lead, loop_id=proposed(in_acme).pk, candidate_name="Toni Test", start=True
    )

    assert loop.sessions.get().state == "live"


def test_a_loop_that_has_its_candidate_keeps_them(in_acme):
    with pytest.raises(Conflict, match="its candidate stays"):
        name_candidate(actor=in_acme.coordinator, loop_id=in_acme.loop.pk, candidate_name="Toni")


def test_somebody_must_be_named(in_acme):
    loop = proposed(in_acme)

    with pytest.raises(Invalid) as refused:
        name_candidate(actor=in_acme.lead, loop_id=loop.pk)

    assert list(refused.value.fields) == ["name"]
    loop.refresh_from_db()
    assert loop.state == "proposed"


def test_candidates_that_one_may_not_see_do_not_exist(in_acme, zenith):
    from tests.cast import make_candidate

    loop = proposed(in_acme)
    unseen = make_candidate(in_acme.organization, "Unseen")
    for candidate in (zenith.candidate, unseen):
        with pytest.raises(Http404):
            name_candidate(actor=in_acme.lead, loop_id=loop.pk, candidate_id=candidate.pk)
    with pytest.raises(Denied):
        name_candidate(actor=in_acme.committee, loop_id=loop.pk, candidate_name="Toni")
