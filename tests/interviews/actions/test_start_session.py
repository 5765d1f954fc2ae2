import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied
from interviews.actions.cancel_loop import cancel_loop
from interviews.actions.end_session import end_session
from interviews.actions.start_session import start_session
from tests.interviews.helpers import audited, proposed


@pytest.mark.parametrize("part", ["lead", "second"])
def test_who_sits_there_starts_it(in_acme, part):
    session = start_session(actor=getattr(in_acme, part), session_id=in_acme.session.pk)

    assert session.state == "live"
    assert session.started_at is not None
    assert audited("start_session") == 1


def test_starting_it_again_changes_nothing(in_acme):
    first = start_session(actor=in_acme.lead, session_id=in_acme.session.pk)
    second = start_session(actor=in_acme.second, session_id=in_acme.session.pk)

    assert second.started_at == first.started_at
    assert audited("start_session") == 1


@pytest.mark.parametrize("part", ["admin", "coordinator", "committee"])
def test_who_sees_it_but_does_not_sit_there_does_not_start_it(in_acme, part):
    with pytest.raises(Denied, match="Only the people seated"):
        start_session(actor=getattr(in_acme, part), session_id=in_acme.session.pk)


def test_who_does_not_see_it_finds_nothing(in_acme, zenith):
    for actor in (in_acme.nobody, in_acme.curator):
        with pytest.raises(Http404):
            start_session(actor=actor, session_id=in_acme.session.pk)
    with pytest.raises(Http404):
        start_session(actor=in_acme.lead, session_id=zenith.session.pk)


def test_who_declined_finds_nothing(in_acme):
    in_acme.session.seats.filter(member=in_acme.lead).update(state="declined")

    with pytest.raises(Http404):
        start_session(actor=in_acme.lead, session_id=in_acme.session.pk)


def test_a_proposal_is_not_started(in_acme):
    session = proposed(in_acme).sessions.get()

    with pytest.raises(Conflict, match="Name the candidate first"):
        start_session(actor=in_acme.lead, session_id=session.pk)


def test_a_session_that_is_over_is_not_started(in_acme):
    start_session(actor=in_acme.lead, session_id=in_acme.session.pk)
    end_session(actor=in_acme.lead, session_id=in_acme.session.pk)

    with pytest.raises(Conflict, match="awaiting feedback"):
        start_session(actor=in_acme.lead, session_id=in_acme.session.pk)


def test_a_cancelled_session_is_not_started(in_acme):
    cancel_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)

    with pytest.raises(Conflict, match="cancelled"):
        start_session(actor=in_acme.lead, session_id=in_acme.session.pk)
