import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.add_question import add_question
from interviews.actions.ban_question import ban_question
from interviews.models import Ban, Exposure
from tests.interviews.helpers import audited, live


def test_the_best_other_question_takes_its_place(in_acme):
    first = in_acme.session.planned.first()

    old = ban_question(actor=in_acme.lead, planned_id=first.pk, reason="Too easy", seen=0)

    assert (old.state, old.reason) == ("replaced", "Too easy")
    assert old.replaced_by.revision.question in in_acme.questions[2:]
    assert old.replaced_by.why.startswith("In place of a question that Lea Lead did not want.")
    assert Exposure.objects.get(planned=old).state == "released"
    assert Ban.objects.get().question == in_acme.questions[0]
    assert audited("ban_question") == 1


def test_where_the_bank_has_no_other_it_just_goes(in_acme):
    in_acme.session.minutes = 20
    in_acme.session.save()
    for question in in_acme.questions[2:]:
        question.current.minutes, question.state = 10, "draft"
        question.save()

    old = ban_question(actor=in_acme.lead, planned_id=in_acme.session.planned.first().pk)

    assert (old.state, old.replaced_by) == ("replaced", None)


def test_what_is_banned_comes_back_by_nobodys_oversight(in_acme):
    ban_question(actor=in_acme.lead, planned_id=in_acme.session.planned.first().pk)

    with pytest.raises(Invalid, match="not to ask it"):
        add_question(
            actor=in_acme.coordinator, session_id=in_acme.session.pk, question_id=in_acme.questions[0].pk
        )


def test_who_may_not_and_what_is_too_late(in_acme):
    first = in_acme.session.planned.first()
    with pytest.raises(Denied):
        ban_question(actor=in_acme.second, planned_id=first.pk)
    live(in_acme)
    with pytest.raises(Conflict, match="has begun"):
        ban_question(actor=in_acme.lead, planned_id=first.pk)
    assert not Ban.objects.exists()
