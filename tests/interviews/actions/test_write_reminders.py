"""Reminders reach the right people, once, at a decent hour, and stop when there is nothing to be reminded of.

Every test is at a moment of its own: `now` is handed in.
"""

from datetime import time, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import AuditEvent
from interviews.actions.cancel_loop import cancel_loop
from interviews.actions.declare_conflict import declare_conflict
from interviews.actions.decline_seat import decline_seat
from interviews.actions.set_reminders import set_reminders
from interviews.actions.start_session import start_session
from interviews.actions.write_reminders import write_reminders
from interviews.enums import NoticeKind
from interviews.models import CandidatePerson, Notice
from interviews.queries.reminders import organizations_with_sessions_ahead
from tests.interviews.letters import dropped, profile, schedule, send_all, tomorrow, waiting

pytestmark = pytest.mark.django_db
DAY = timedelta(hours=24)
HOUR = timedelta(hours=1)


@pytest.fixture
def at(in_acme):
    """The session is held at this moment, a week ahead; all were invited, and nobody has quiet hours."""
    moment = (timezone.now() + timedelta(days=7)).replace(hour=12, minute=0, second=0, microsecond=0)
    for part in ("lead", "second"):
        profile(in_acme, part)
    schedule(in_acme, moment)
    send_all()
    mail.outbox.clear()
    return moment


def remind(world, now):
    write_reminders(actor=None, organization=world.organization, now=now)
    return [name for name, kind, _ in waiting() if kind == "reminder"]


def sent(world, now):
    remind(world, now)
    send_all(now)
    found = sorted(message.to[0] for message in mail.outbox)
    mail.outbox.clear()
    return found


LEA, SAM, ROBIN = "lea.lead@acme.example", "sam.second@acme.example", "0@candidates.example"


def test_a_day_before_the_interviewers_and_the_candidate_are_reminded(in_acme, at):
    assert remind(in_acme, at - DAY - timedelta(minutes=1)) == []
    assert remind(in_acme, at - DAY) == ["C-0001", "Lea Lead", "Sam Second"]
    assert AuditEvent.objects.get(verb="write_reminders").data == {"reminders": 3}


def test_an_hour_before_the_interviewers_are_reminded_again(in_acme, at):
    assert sent(in_acme, at - DAY) == [ROBIN, LEA, SAM]
    assert sent(in_acme, at - HOUR) == [LEA, SAM]


def test_nobody_is_reminded_twice_of_the_same(in_acme, at):
    assert len(sent(in_acme, at - DAY)) == 3
    for minutes in range(0, 600, 60):
        assert sent(in_acme, at - DAY + timedelta(minutes=minutes)) == []


def test_only_the_people_of_the_session_are_reminded(in_acme, at):
    """Not the wrong people: neither who planned it nor who once sat there."""
    decline_seat(actor=in_acme.second, seat_id=in_acme.session.seats.get(member=in_acme.second).pk)
    send_all()
    mail.outbox.clear()
    assert sent(in_acme, at - DAY) == [ROBIN, LEA]


def test_an_interview_that_was_moved_is_reminded_of_at_its_new_time(in_acme, at):
    remind(in_acme, at - DAY)
    schedule(in_acme, at + 3 * DAY)
    assert send_all(at - DAY) == 3  # the updates; the three reminders are not
    assert {row.why for row in Notice.objects.filter(kind="reminder")} == {"A newer letter took its place."}
    mail.outbox.clear()
    assert sent(in_acme, at - HOUR) == []
    assert sent(in_acme, at + 2 * DAY) == [ROBIN, LEA, SAM]


def test_an_interview_that_is_called_off_is_not_reminded_of(in_acme, at):
    remind(in_acme, at - DAY)
    cancel_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)
    send_all(at - DAY)
    assert len(mail.outbox) == 3
    assert all(message.subject.startswith("Interview cancelled") for message in mail.outbox)
    assert remind(in_acme, at - HOUR) == []


def test_an_interview_that_has_begun_is_not_reminded_of(in_acme, at):
    remind(in_acme, at - HOUR)
    start_session(actor=in_acme.lead, session_id=in_acme.session.pk)
    assert send_all(at - HOUR) == 0
    assert set(dropped().values()) == {"Not needed any more."}


def test_who_declines_after_the_reminder_was_written_does_not_get_it(in_acme, at):
    remind(in_acme, at - DAY)
    decline_seat(actor=in_acme.second, seat_id=in_acme.session.seats.get(member=in_acme.second).pk)
    send_all(at - DAY)
    assert [
        one.subject for one in mail.outbox if one.to == [SAM] and one.subject.startswith("Reminder")
    ] == []


def test_a_conflict_of_interest_stops_reminders_that_wait_already(in_acme, at):
    remind(in_acme, at - DAY)
    declare_conflict(
        actor=in_acme.second, candidate_id=in_acme.candidate.pk, member_id=in_acme.second.pk, reason="Friends"
    )
    mail.outbox.clear()
    send_all(at - DAY)
    assert not [one for one in mail.outbox if one.to == [SAM] and "Reminder" in one.subject]


def test_who_wants_no_reminders_gets_none_even_if_one_waits(in_acme, at):
    """The settings are not ignored."""
    profile(in_acme, "second", reminders=False)
    assert remind(in_acme, at - DAY) == ["C-0001", "Lea Lead"]
    set_reminders(actor=in_acme.lead, reminders=False, quiet_from=time(0), quiet_until=time(0))
    send_all(at - DAY)
    assert [message.to for message in mail.outbox] == [[ROBIN]]
    assert dropped()["Lea Lead"] == "They want no reminders."


def test_quiet_hours_are_on_the_readers_own_clock(in_acme, at):
    # At 12:00 UTC it is 17:30 in Kolkata and 21:00 in Tokyo.
    profile(in_acme, "lead", quiet_from="17:00", quiet_until="19:00", time_zone="Asia/Kolkata")
    profile(in_acme, "second", quiet_from="17:00", quiet_until="19:00", time_zone="Asia/Tokyo")
    assert remind(in_acme, at - DAY) == ["C-0001", "Sam Second"]
    assert "Lea Lead" not in remind(in_acme, at - DAY + timedelta(minutes=89))
    assert "Lea Lead" in remind(in_acme, at - DAY + timedelta(minutes=90))  # 19:00 in Kolkata


def test_a_reminder_that_would_come_too_late_after_the_quiet_hours_is_left_out(in_acme, at):
    profile(in_acme, "lead", quiet_from="08:00", quiet_until="11:50")
    for minutes in (60, 30, 10, 1):
        remind(in_acme, at - timedelta(minutes=minutes))
    assert Notice.objects.filter(member=in_acme.second, step=1).exists()
    assert not Notice.objects.filter(member=in_acme.lead, step=1).exists()


def test_a_reminder_that_waited_into_the_quiet_hours_waits_for_their_end(in_acme, at):
    remind(in_acme, at - DAY)
    profile(in_acme, "lead", quiet_from="11:00", quiet_until="13:00")
    send_all(at - DAY)
    row = Notice.objects.get(member=in_acme.lead, kind="reminder")
    assert (row.sent_at, row.due_at) == (None, at - DAY + HOUR)


def test_the_candidates_night_is_quiet_too(in_acme, at):
    CandidatePerson.objects.update(time_zone="Asia/Tokyo")  # 21:00 there
    assert "C-0001" not in remind(in_acme, at - DAY)
    assert "C-0001" in remind(in_acme, at - DAY + timedelta(hours=11))  # 08:00 there


def test_who_was_told_after_it_was_due_needs_no_reminder(in_acme):
    for part in ("lead", "second"):
        profile(in_acme, part)
    schedule(in_acme, tomorrow(5))
    send_all()
    assert remind(in_acme, timezone.now()) == []


def test_a_mail_server_that_was_away_too_long_sends_no_late_reminder(in_acme, at):
    remind(in_acme, at - HOUR)
    Notice.objects.filter(step=24).delete()
    send_all(at - timedelta(minutes=10))
    assert set(dropped().values()) == {"It would have come too late."}


def test_the_clock_asks_only_where_there_is_something_ahead(in_acme, zenith):
    assert organizations_with_sessions_ahead() == []
    schedule(in_acme, tomorrow(3))
    assert organizations_with_sessions_ahead() == [in_acme.organization.pk]


def test_a_reminder_holds_no_calendar_entry_and_shows_on_the_candidates_side_their_people(in_acme, at):
    remind(in_acme, at - DAY)
    send_all(at - DAY)
    [message] = [one for one in mail.outbox if one.to == [ROBIN]]
    assert "With: Lea Lead, Sam Second" in message.body
    assert not message.alternatives
    assert NoticeKind.REMINDER.label in message.subject
