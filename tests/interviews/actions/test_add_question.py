import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.add_question import add_question
from interviews.models import Exposure
from tests.cast import make_question
from tests.interviews.helpers import audited, live


def test_it_comes_last_and_is_reserved(in_acme):
    planned = add_question(
        actor=in_acme.lead, session_id=in_acme.session.pk, question_id=in_acme.questions[2].pk
    )

    assert (planned.position, planned.why) == (2, "Added by Lea Lead.")
    assert Exposure.objects.get(planned=planned).state == "reserved"
    assert audited("add_question") == 1


def test_what_is_there_already_is_refused(in_acme):
    with pytest.raises(Invalid, match="in this loop already"):
        add_question(actor=in_acme.lead, session_id=in_acme.session.pk, question_id=in_acme.questions[0].pk)


def test_once_the_session_has_begun_nothing_is_added(in_acme):
    live(in_acme)

    with pytest.raises(Conflict, match="has begun"):
        add_question(actor=in_acme.lead, session_id=in_acme.session.pk, question_id=in_acme.questions[2].pk)


def test_who_may_not_change_the_questions_is_told_so(in_acme):
    with pytest.raises(Denied):
        add_question(actor=in_acme.second, session_id=in_acme.session.pk, question_id=in_acme.questions[2].pk)


def test_questions_of_another_organisation_do_not_exist(in_acme, zenith):
    with pytest.raises(Http404):
        add_question(actor=in_acme.lead, session_id=in_acme.session.pk, question_id=zenith.questions[2].pk)


def test_a_rule_may_be_broken_with_a_reason_that_is_kept(in_acme):
    long = make_question(in_acme.organization, "Long?", level=in_acme.level, topic=in_acme.topic, minutes=40)

    with pytest.raises(Invalid, match="25 are free"):
        add_question(actor=in_acme.coordinator, session_id=in_acme.session.pk, question_id=long.pk)
    planned = add_question(
        actor=in_acme.coordinator, session_id=in_acme.session.pk, question_id=long.pk, override="We need it."
    )

    assert planned.override == "It takes 40 minutes, 25 are free. Wanted nevertheless: We need it."


def test_the_reason_is_a_line(in_acme):
    long = make_question(in_acme.organization, "Long?", level=in_acme.level, topic=in_acme.topic, minutes=40)

    with pytest.raises(Invalid) as refused:
        add_question(
            actor=in_acme.coordinator,
            session_id=in_acme.session.pk,
            question_id=long.pk,
            override="x" * 300,
        )
    assert list(refused.value.fields) == ["override"]
