import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.end_session import end_session
from interviews.actions.mark_question import mark_question
from interviews.models import Exposure
from tests.cast import make_loop
from tests.interviews.helpers import audited, live


def test_asked_is_written_into_the_ledger_with_its_time(in_acme):
    planned = mark_question(actor=in_acme.lead, planned_id=live(in_acme).pk, state="asked")

    assert planned.state == "asked"
    assert planned.asked_at is not None
    assert Exposure.objects.get(planned=planned).state == "asked"
    assert audited("mark_question") == 1


def test_skipped_says_why_and_frees_the_question(in_acme):
    planned = mark_question(
        actor=in_acme.lead, planned_id=live(in_acme).pk, state="skipped", reason="No time"
    )

    assert (planned.state, planned.reason) == ("skipped", "No time")
    assert Exposure.objects.get(planned=planned).state == "released"


def test_a_wrong_mark_is_taken_back(in_acme):
    first = live(in_acme)
    mark_question(actor=in_acme.lead, planned_id=first.pk, state="asked")

    planned = mark_question(actor=in_acme.second, planned_id=first.pk, state="planned")

    assert (planned.state, planned.asked_at) == ("planned", None)
    assert Exposure.objects.get(planned=planned).state == "reserved"


def test_marking_it_the_same_again_changes_nothing(in_acme):
    first = live(in_acme)
    one = mark_question(actor=in_acme.lead, planned_id=first.pk, state="asked")
    two = mark_question(actor=in_acme.lead, planned_id=first.pk, state="asked")

    assert one.asked_at == two.asked_at
    assert audited("mark_question") == 1


def test_it_can_still_be_marked_while_feedback_is_awaited(in_acme):
    first = live(in_acme)
    end_session(actor=in_acme.lead, session_id=in_acme.session.pk)

    assert mark_question(actor=in_acme.lead, planned_id=first.pk, state="asked").state == "asked"


def test_a_freed_question_that_another_loop_holds_by_now_does_not_come_back(in_acme):
    first = live(in_acme)
    mark_question(actor=in_acme.lead, planned_id=first.pk, state="skipped", reason="No time")
    make_loop(in_acme, in_acme.candidate, questions=[first.revision.question], title="Another")

    with pytest.raises(Conflict, match="Another loop holds this question"):
        mark_question(actor=in_acme.lead, planned_id=first.pk, state="asked")

    first.refresh_from_db()
    assert first.state == "skipped"


@pytest.mark.parametrize(
    ("state", "reason", "wrong"),
    [("skipped", "  ", "reason"), ("skipped", "x" * 301, "reason"), ("gone", "", "state")],
)
def test_what_makes_no_sense_is_refused_by_field(in_acme, state, reason, wrong):
    first = live(in_acme)

    with pytest.raises(Invalid) as refused:
        mark_question(actor=in_acme.lead, planned_id=first.pk, state=state, reason=reason)

    assert list(refused.value.fields) == [wrong]


def test_before_the_start_nothing_is_marked(in_acme):
    with pytest.raises(Conflict, match="has not started"):
        mark_question(actor=in_acme.lead, planned_id=in_acme.session.planned.first().pk, state="asked")


def test_a_replaced_question_is_not_marked(in_acme):
    first = live(in_acme)
    first.state = "replaced"
    first.save()

    with pytest.raises(Conflict, match="was replaced"):
        mark_question(actor=in_acme.lead, planned_id=first.pk, state="asked")


def test_a_closed_session_stays_as_it_is_marked(in_acme):
    first = live(in_acme)
    in_acme.session.refresh_from_db()
    in_acme.session.state = "complete"
    in_acme.session.save()

    with pytest.raises(Conflict, match="closed"):
        mark_question(actor=in_acme.lead, planned_id=first.pk, state="asked")


def test_a_shadow_marks_nothing(in_acme):
    first = live(in_acme)
    in_acme.session.seats.filter(member=in_acme.second).update(kind="shadow")

    with pytest.raises(Denied, match="A shadow watches"):
        mark_question(actor=in_acme.second, planned_id=first.pk, state="asked")


def test_who_does_not_sit_there_marks_nothing(in_acme, zenith):
    first = live(in_acme)

    with pytest.raises(Denied, match="Only the people seated"):
        mark_question(actor=in_acme.coordinator, planned_id=first.pk, state="asked")
    with pytest.raises(Http404):
        mark_question(actor=zenith.lead, planned_id=first.pk, state="asked")
