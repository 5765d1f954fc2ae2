import pytest

from accounts.ground.verdict import Conflict, Denied
from interviews.actions.end_session import end_session
from tests.interviews.helpers import audited, live


def test_an_ended_session_awaits_its_scorecards(in_acme):
    live(in_acme)

    session = end_session(actor=in_acme.second, session_id=in_acme.session.pk)

    assert session.state == "awaiting"
    assert session.ended_at >= session.started_at


def test_ending_it_again_changes_nothing(in_acme):
    live(in_acme)

    first = end_session(actor=in_acme.lead, session_id=in_acme.session.pk)
    second = end_session(actor=in_acme.second, session_id=in_acme.session.pk)

    assert first.ended_at == second.ended_at
    assert audited("end_session") == 1


def test_what_never_started_is_not_ended(in_acme):
    with pytest.raises(Conflict, match="scheduled"):
        end_session(actor=in_acme.lead, session_id=in_acme.session.pk)


def test_who_does_not_sit_there_does_not_end_it(in_acme):
    live(in_acme)

    with pytest.raises(Denied, match="Only the people seated"):
        end_session(actor=in_acme.coordinator, session_id=in_acme.session.pk)
