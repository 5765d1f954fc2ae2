"""write_card_reminders and send_card_reminder: asked for by who owes a card, and never after it is in."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import AuditEvent
from interviews.actions.cancel_loop import cancel_loop
from interviews.actions.end_session import end_session
from interviews.actions.start_session import start_session
from interviews.models import ConflictOfInterest, InterviewerProfile, Notice, Seat, Session
from interviews.post.quiet import QuietHours
from interviews.queries.letters import quiet_hours
from scoring.actions.send_card_reminder import send_card_reminder
from scoring.actions.write_card_reminders import write_card_reminders
from scoring.models import Scorecard
from scoring.queries.card_reminders import organizations_with_owing_seats
from tests.interviews.letters import profile, waiting

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def over(in_acme):
    """When the interview ended; nobody has quiet hours."""
    for part in ("lead", "second"):
        profile(in_acme, part)
    start_session(actor=in_acme.lead, session_id=in_acme.session.pk)
    end_session(actor=in_acme.lead, session_id=in_acme.session.pk)
    return Session.objects.get(pk=in_acme.session.pk).ended_at


def remind(world, now):
    rows = write_card_reminders(actor=None, organization=world.organization, now=now)
    return sorted(str(row.member) for row in rows)


def send(now):
    for pk in Notice.objects.filter(sent_at=None, dropped_at=None).values_list("pk", flat=True):
        send_card_reminder(actor=None, notice_id=pk, now=now)
    return sorted(message.to[0] for message in mail.outbox)


def morning(over):
    """The next working morning of somebody without quiet hours, in UTC."""
    return QuietHours(ZoneInfo("UTC"), time(0), time(0)).morning_after(over)


def hand_in(card):
    Scorecard.objects.filter(pk=card.pk).update(state="submitted", submitted_at=timezone.now())


def test_an_hour_after_and_the_next_working_morning_and_then_no_more(in_acme, over):
    assert remind(in_acme, over + 0.9 * HOUR) == []
    assert remind(in_acme, over + HOUR) == ["Lea Lead", "Sam Second"]
    assert remind(in_acme, over + 1.5 * HOUR) == []
    at = morning(over)
    assert remind(in_acme, at - timedelta(minutes=1)) == []
    assert remind(in_acme, at) == ["Lea Lead", "Sam Second"]
    profile(in_acme, "coordinator", late_cards=False)
    for hours in (1, 24, 48, 72, 120):
        assert remind(in_acme, at + hours * HOUR) == []
    assert AuditEvent.objects.filter(verb="write_card_reminders").count() == 2


def test_an_interview_still_to_come_is_not_asked_about(in_acme):
    Session.objects.update(scheduled_at=timezone.now() - 5 * HOUR)
    assert remind(in_acme, timezone.now() + 2 * HOUR) == []
    assert organizations_with_owing_seats() == []


def test_who_has_handed_in_is_left_alone(in_acme, over):
    hand_in(in_acme.lead_card)
    assert remind(in_acme, over + HOUR) == ["Sam Second"]


def test_a_card_handed_in_while_the_reminder_waits_stops_it(in_acme, over):
    remind(in_acme, over + HOUR)
    hand_in(in_acme.second_card)
    assert send(over + HOUR) == ["lea.lead@acme.example"]
    assert Notice.objects.get(member=in_acme.second).why == "The card is handed in, or is not owed any more."
    assert AuditEvent.objects.filter(verb="send_card_reminder").count() == 2


def test_it_is_sent_once_and_says_what_is_wanted(in_acme, over, settings):
    settings.PUBLIC_URL = "https://plumbline.example"
    remind(in_acme, over + HOUR)
    send(over + HOUR)
    send(over + HOUR)
    assert len(mail.outbox) == 2
    assert mail.outbox[0].subject.startswith("Scorecard wanted: Queues in depth")
    assert f"https://plumbline.example/o/acme/live/{in_acme.session.pk}/" in mail.outbox[0].body


def test_a_loop_that_is_closed_asks_nobody(in_acme, over):
    remind(in_acme, over + HOUR)
    in_acme.loop.state = "decided"
    in_acme.loop.save()
    assert send(over + HOUR) == []
    assert remind(in_acme, morning(over) + 100 * HOUR) == []


def test_a_cancelled_interview_asks_nobody(in_acme):
    cancel_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)
    assert remind(in_acme, timezone.now() + 2 * HOUR) == []


@pytest.mark.parametrize("state", ["declined", "recused", "excused"])
def test_who_sits_there_no_more_is_not_asked(in_acme, over, state):
    remind(in_acme, over + HOUR)
    Seat.objects.filter(member=in_acme.second).update(state=state)
    assert send(over + HOUR) == ["lea.lead@acme.example"]


def test_who_has_a_conflict_of_interest_is_not_asked(in_acme, over):
    ConflictOfInterest.objects.create(
        organization=in_acme.organization,
        member=in_acme.second,
        candidate=in_acme.candidate,
        kind="declared",
        reason="Friends",
    )
    assert remind(in_acme, over + HOUR) == ["Lea Lead"]


def test_who_wants_no_reminders_or_has_left_gets_none(in_acme, over):
    profile(in_acme, "second", reminders=False)
    in_acme.lead.left_at = timezone.now()
    in_acme.lead.save()
    assert remind(in_acme, over + HOUR) == []


def test_what_would_fall_into_quiet_hours_comes_with_the_morning(in_acme, over):
    begins, ends = over + HOUR - timedelta(minutes=10), over + 3 * HOUR
    profile(in_acme, "lead", quiet_from=f"{begins:%H:%M}", quiet_until=f"{ends:%H:%M}")
    assert remind(in_acme, over + HOUR) == ["Sam Second"]
    assert remind(in_acme, over + 3 * HOUR) == []
    at = InterviewerProfile.objects.get(member=in_acme.lead)
    later = quiet_hours(at, "UTC").morning_after(over)
    assert "Lea Lead" in remind(in_acme, later)
    assert Notice.objects.get(member=in_acme.lead, kind="feedback").step == 2


def test_after_a_pause_of_the_clock_one_reminder_comes_not_all(in_acme, over):
    assert remind(in_acme, morning(over)) == ["Lea Lead", "Sam Second"]
    assert set(Notice.objects.values_list("step", flat=True)) == {2}


def test_an_interview_that_nobody_ended_counts_as_over_when_it_was_planned_to_be(in_acme):
    for part in ("lead", "second"):
        profile(in_acme, part)
    row = start_session(actor=in_acme.lead, session_id=in_acme.session.pk)
    end = row.started_at + timedelta(minutes=row.minutes)
    assert remind(in_acme, end + 0.9 * HOUR) == []
    assert remind(in_acme, end + HOUR) == ["Lea Lead", "Sam Second"]
    assert [kind for _, kind, _ in waiting()] == ["feedback", "feedback"]
