import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.remove_question import remove_question
from interviews.actions.save_kit import save_kit
from tests.interviews.helpers import audited


def test_the_sessions_questions_in_their_order_without_the_candidate(in_acme):
    kit = save_kit(actor=in_acme.second, session_id=in_acme.session.pk, name=" Queues ", purpose="Depth")

    assert (kit.name, kit.purpose, kit.minutes, kit.level) == ("Queues", "Depth", 45, in_acme.level)
    assert [line.question for line in kit.lines.all()] == in_acme.questions[:2]
    assert audited("save_kit") == 1


def test_what_was_taken_out_is_not_saved(in_acme):
    remove_question(actor=in_acme.lead, planned_id=in_acme.session.planned.first().pk)

    kit = save_kit(actor=in_acme.lead, session_id=in_acme.session.pk, name="Queues")

    assert [line.question for line in kit.lines.all()] == in_acme.questions[1:2]


def test_a_name_is_used_once(in_acme, zenith):
    save_kit(actor=in_acme.lead, session_id=in_acme.session.pk, name="Queues")

    for name in ("Queues", " "):
        with pytest.raises(Invalid) as refused:
            save_kit(actor=in_acme.second, session_id=in_acme.session.pk, name=name)
        assert list(refused.value.fields) == ["name"]


def test_an_empty_session_makes_no_kit(in_acme):
    in_acme.session.planned.update(state="replaced")

    with pytest.raises(Conflict, match="has no questions"):
        save_kit(actor=in_acme.lead, session_id=in_acme.session.pk, name="Queues")


def test_who_may_not(in_acme, zenith):
    with pytest.raises(Denied):
        save_kit(actor=in_acme.committee, session_id=in_acme.session.pk, name="Queues")
    with pytest.raises(Http404):
        save_kit(actor=in_acme.lead, session_id=zenith.session.pk, name="Queues")
