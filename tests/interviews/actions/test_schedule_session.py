"""A session's time: set by who may change the loop, in a zone, before it begins."""

from datetime import UTC, datetime

import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from interviews.actions.schedule_session import schedule_session
from interviews.actions.start_session import start_session
from tests.cast import sign_in

AT = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def test_a_coordinator_sets_moves_and_takes_away_the_time(in_acme):
    for at in (AT, AT.replace(hour=15), None):
        row = schedule_session(actor=in_acme.coordinator, session_id=in_acme.session.pk, at=at)
        row.refresh_from_db()
        assert row.scheduled_at == at
    assert AuditEvent.objects.filter(verb="schedule_session").count() == 3


def test_an_interviewer_does_not_move_a_loop_of_others(in_acme):
    with pytest.raises(Denied, match="coordinator"):
        schedule_session(actor=in_acme.lead, session_id=in_acme.session.pk, at=AT)


def test_a_time_without_a_zone_is_refused(in_acme):
    with pytest.raises(Invalid, match="zone"):
        schedule_session(actor=in_acme.coordinator, session_id=in_acme.session.pk, at=AT.replace(tzinfo=None))


def test_what_has_begun_keeps_its_time(in_acme):
    start_session(actor=in_acme.lead, session_id=in_acme.session.pk)
    with pytest.raises(Conflict, match="has begun"):
        schedule_session(actor=in_acme.coordinator, session_id=in_acme.session.pk, at=AT)


def test_the_page_sets_the_time_and_shows_it_to_the_interviewer(acme):
    browser = sign_in(acme.coordinator)
    address = f"/o/acme/loops/sessions/{acme.session.pk}/time/"
    answer = browser.post(address, {"at": "2027-03-01T09:30"}, follow=True)
    assert b"is on 01 March 2027 at 09:30 UTC" in answer.content
    assert b'value="2027-03-01T09:30"' in answer.content
    assert b"1 March 2027, 09:30 UTC" in sign_in(acme.lead).get(f"/o/acme/loops/{acme.loop.pk}/").content


def test_nonsense_changes_nothing_and_says_so(acme):
    browser = sign_in(acme.coordinator)
    answer = browser.post(f"/o/acme/loops/sessions/{acme.session.pk}/time/", {"at": "soon"}, follow=True)
    assert b"This is no date and time; nothing was changed." in answer.content
    acme.session.refresh_from_db()
    assert acme.session.scheduled_at is None
