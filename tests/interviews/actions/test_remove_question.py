import pytest

from accounts.ground.verdict import Conflict, Denied
from interviews.actions.remove_question import remove_question
from interviews.models import Exposure
from tests.interviews.helpers import audited, live


def test_it_is_released_and_stays_in_the_record(in_acme):
    planned = remove_question(
        actor=in_acme.lead, planned_id=in_acme.session.planned.first().pk, reason="Covered elsewhere"
    )

    assert (planned.state, planned.reason) == ("replaced", "Covered elsewhere")
    assert planned.replaced_by is None
    assert Exposure.objects.get(planned=planned).state == "released"
    assert audited("remove_question") == 1


def test_what_is_out_is_not_removed_again(in_acme):
    first = in_acme.session.planned.first()
    remove_question(actor=in_acme.lead, planned_id=first.pk)

    with pytest.raises(Conflict, match="out of the plan already"):
        remove_question(actor=in_acme.lead, planned_id=first.pk)


def test_once_the_session_has_begun_nothing_is_removed(in_acme):
    with pytest.raises(Conflict, match="has begun"):
        remove_question(actor=in_acme.lead, planned_id=live(in_acme).pk)


def test_who_may_not_change_the_questions_is_told_so(in_acme):
    with pytest.raises(Denied):
        remove_question(actor=in_acme.committee, planned_id=in_acme.session.planned.first().pk)
