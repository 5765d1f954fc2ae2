import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied
from interviews.actions.cancel_loop import cancel_loop
from interviews.actions.end_session import end_session
from interviews.actions.mark_question import mark_question
from interviews.models import Exposure
from tests.interviews.helpers import audited, live, planned, prompts, proposed


def test_what_was_reserved_is_free_for_the_next_loop(in_acme):
    loop = cancel_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk, reason="Withdrew")

    assert (loop.state, loop.sessions.get().state) == ("cancelled", "cancelled")
    assert set(Exposure.objects.values_list("state", flat=True)) == {"released"}
    assert len(prompts(planned(in_acme, candidate_id=in_acme.candidate.pk))) == 3
    assert audited("cancel_loop") == 1


def test_what_was_asked_stays_asked(in_acme):
    first = live(in_acme)
    mark_question(actor=in_acme.lead, planned_id=first.pk, state="asked")
    end_session(actor=in_acme.lead, session_id=in_acme.session.pk)

    cancel_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)

    assert Exposure.objects.get(planned=first).state == "asked"
    in_acme.session.refresh_from_db()
    assert in_acme.session.state == "awaiting"


def test_cancelling_it_again_changes_nothing(in_acme):
    for _ in range(2):
        cancel_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)

    assert audited("cancel_loop") == 1


def test_a_live_session_is_ended_first(in_acme):
    live(in_acme)

    with pytest.raises(Conflict, match="is live"):
        cancel_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)


def test_a_decided_loop_stays(in_acme):
    in_acme.loop.state = "decided"
    in_acme.loop.save()

    with pytest.raises(Conflict, match="decided"):
        cancel_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)


def test_interviewers_cancel_what_they_made_and_nothing_else(in_acme, zenith):
    assert cancel_loop(actor=in_acme.lead, loop_id=proposed(in_acme).pk).state == "cancelled"
    with pytest.raises(Denied):
        cancel_loop(actor=in_acme.lead, loop_id=in_acme.loop.pk)
    with pytest.raises(Http404):
        cancel_loop(actor=in_acme.coordinator, loop_id=zenith.loop.pk)
