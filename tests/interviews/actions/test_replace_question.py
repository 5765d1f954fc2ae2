import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.end_session import end_session
from interviews.actions.mark_question import mark_question
from interviews.actions.replace_question import replace_question
from interviews.models import Exposure, PlannedQuestion
from questionbank.models import Level
from tests.cast import make_question
from tests.interviews.helpers import audited, live, proposed


def _first(world):
    return world.session.planned.first()


def _free(world):
    return world.questions[2]


def test_the_new_question_takes_the_place_and_the_reservation(in_acme):
    old = _first(in_acme)

    new = replace_question(
        actor=in_acme.coordinator, planned_id=old.pk, question_id=_free(in_acme).pk, reason="Too easy"
    )

    old.refresh_from_db()
    assert (old.state, old.reason, old.replaced_by) == ("replaced", "Too easy", new)
    assert (new.position, new.state, new.why) == (old.position, "planned", "Chosen by Cory Coordinator.")
    assert Exposure.objects.get(planned=old).state == "released"
    assert Exposure.objects.get(planned=new).state == "reserved"
    assert audited("replace_question") == 1


def test_a_replaced_question_can_come_back(in_acme):
    old = _first(in_acme)
    new = replace_question(actor=in_acme.lead, planned_id=old.pk, question_id=_free(in_acme).pk)

    again = replace_question(actor=in_acme.lead, planned_id=new.pk, question_id=old.revision.question_id)

    assert again.revision == old.revision


def test_in_a_proposal_nothing_is_reserved(in_acme):
    loop = proposed(in_acme)
    old = loop.sessions.get().planned.first()
    used = set(loop.sessions.get().planned.values_list("revision__question_id", flat=True))
    other = next(question for question in in_acme.questions if question.pk not in used)
    before = Exposure.objects.count()

    replace_question(actor=in_acme.lead, planned_id=old.pk, question_id=other.pk)

    assert Exposure.objects.count() == before


def test_once_the_session_has_begun_a_reason_is_needed(in_acme):
    old = live(in_acme)

    with pytest.raises(Invalid) as refused:
        replace_question(actor=in_acme.lead, planned_id=old.pk, question_id=_free(in_acme).pk, reason=" ")
    assert list(refused.value.fields) == ["reason"]

    new = replace_question(
        actor=in_acme.lead, planned_id=old.pk, question_id=_free(in_acme).pk, reason="Knew it"
    )
    assert new.state == "planned"


def test_what_was_asked_stays(in_acme):
    old = live(in_acme)
    mark_question(actor=in_acme.lead, planned_id=old.pk, state="asked")

    with pytest.raises(Conflict, match="asked"):
        replace_question(actor=in_acme.lead, planned_id=old.pk, question_id=_free(in_acme).pk, reason="x")


def test_after_the_session_nothing_is_replaced(in_acme):
    old = live(in_acme)
    end_session(actor=in_acme.lead, session_id=in_acme.session.pk)

    with pytest.raises(Conflict, match="is over"):
        replace_question(actor=in_acme.lead, planned_id=old.pk, question_id=_free(in_acme).pk, reason="x")


def test_what_breaks_a_rule_is_refused_with_the_rule(in_acme):
    mid = Level.objects.get(organization=in_acme.organization, name="Mid")
    world = {"topic": in_acme.topic, "written_by": in_acme.curator}
    cases = {
        "It is in this loop already.": in_acme.questions[1],
        "This is the question that is there already.": in_acme.questions[0],
        "It takes 40 minutes, 35 are free.": make_question(
            in_acme.organization, "Long?", level=in_acme.level, minutes=40, **world
        ),
        "Its level is not Senior.": make_question(in_acme.organization, "Mid?", level=mid, **world),
        "It is not usable here: not live, or without minutes.": make_question(
            in_acme.organization, "Draft?", level=in_acme.level, state="draft", **world
        ),
    }
    for words, question in cases.items():
        with pytest.raises(Invalid) as refused:
            replace_question(actor=in_acme.lead, planned_id=_first(in_acme).pk, question_id=question.pk)
        assert refused.value.fields == {"question": words}
    assert PlannedQuestion.objects.filter(session=in_acme.session).count() == 2


def test_what_the_candidate_met_elsewhere_is_refused(in_acme):
    from tests.cast import make_loop

    make_loop(in_acme, in_acme.candidate, questions=[_free(in_acme)], title="Another")

    with pytest.raises(Invalid, match="The candidate has met it"):
        replace_question(actor=in_acme.lead, planned_id=_first(in_acme).pk, question_id=_free(in_acme).pk)


def test_the_second_seat_and_the_committee_may_not(in_acme):
    for actor in (in_acme.second, in_acme.committee):
        with pytest.raises(Denied, match="session's lead"):
            replace_question(actor=actor, planned_id=_first(in_acme).pk, question_id=_free(in_acme).pk)


def test_questions_of_another_organisation_do_not_exist(in_acme, zenith):
    with pytest.raises(Http404):
        replace_question(
            actor=in_acme.lead, planned_id=_first(in_acme).pk, question_id=zenith.questions[2].pk
        )
    with pytest.raises(Http404):
        replace_question(actor=zenith.lead, planned_id=_first(in_acme).pk, question_id=_free(in_acme).pk)


def test_a_rule_may_be_broken_with_a_reason_that_is_kept(in_acme):
    long = make_question(in_acme.organization, "Long?", level=in_acme.level, topic=in_acme.topic, minutes=40)
    words = {"planned_id": _first(in_acme).pk, "question_id": long.pk, "override": " Only this one counts. "}

    new = replace_question(actor=in_acme.lead, **words)

    assert new.override == "It takes 40 minutes, 35 are free. Wanted nevertheless: Only this one counts."


def test_no_reason_makes_a_question_be_asked_twice(in_acme):
    with pytest.raises(Invalid, match="in this loop already"):
        replace_question(
            actor=in_acme.lead,
            planned_id=_first(in_acme).pk,
            question_id=in_acme.questions[1].pk,
            override="I want it.",
        )


def test_who_has_not_seen_the_last_change_is_told_whose_it_was(in_acme):
    old = _first(in_acme)
    replace_question(actor=in_acme.lead, planned_id=old.pk, question_id=_free(in_acme).pk, seen=0)
    second = in_acme.session.planned.exclude(state="replaced").last()

    with pytest.raises(Conflict, match="Lea Lead has just changed this loop: Replaced a question in Queues"):
        replace_question(
            actor=in_acme.coordinator, planned_id=second.pk, question_id=in_acme.questions[3].pk, seen=0
        )
    in_acme.loop.refresh_from_db()
    assert in_acme.loop.version == 1
