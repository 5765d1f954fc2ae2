"""A letter goes out once, says what it must and no more, and none is lost while the mail server is away."""

import smtplib
from datetime import timedelta

import pytest
import vobject
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from accounts.models import AuditEvent
from interviews.actions.make_candidate_link import make_candidate_link
from interviews.actions.send_notice import send_notice
from interviews.actions.withdraw_candidate_link import withdraw_candidate_link
from interviews.models import Notice, Session
from interviews.queries.letters import overdue
from tests.interviews.letters import PUBLIC, dropped, mails_to, schedule, send_all, tomorrow

pytestmark = pytest.mark.django_db
AWAY = "tests.interviews.actions.test_send_notice.ServerIsAway"
REFUSES = "tests.interviews.actions.test_send_notice.ServerRefuses"


class ServerIsAway(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError(111, "Connection refused")


class ServerRefuses(EmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({"x": (550, b"No such user")})


@pytest.fixture(autouse=True)
def public(settings):
    settings.PUBLIC_URL = PUBLIC


def calendar_of(message):
    [part] = [part for part in message.message().walk() if part.get_content_type() == "text/calendar"]
    return part, vobject.readOne(part.get_payload(decode=True).decode())


def test_an_interviewer_gets_words_and_a_calendar_entry(in_acme):
    at = tomorrow()
    schedule(in_acme, at)
    assert send_all() == 3
    [message] = mails_to("lea.lead@acme.example")
    assert message.subject.startswith("Interview: Queues in depth, ")
    assert f"{PUBLIC}/o/acme/loops/{in_acme.loop.pk}/" in message.body
    part, calendar = calendar_of(message)
    assert part.get_param("method") == "REQUEST"
    assert calendar.vevent.dtstart.value == at
    assert [one.value for one in calendar.vevent.attendee_list] == ["mailto:lea.lead@acme.example"]
    assert message.message().get_content_type() == "multipart/alternative"


def test_a_candidate_reads_names_but_no_address_question_rubric_or_purpose(in_acme):
    Session.objects.update(purpose="Find out whether they bluff")
    schedule(in_acme, tomorrow())
    send_all()
    [message] = mails_to(in_acme.candidate.person.email)
    whole = message.message().as_string() + message.body
    assert "Lea Lead, Sam Second" in message.body
    for secret in (
        "@acme.example",
        "bluff",
        "bounded queue",
        "Model answer",
        "Depth",
        in_acme.candidate.pseudonym,
        "/o/acme/",
    ):
        assert secret not in whole, secret


def test_an_interviewers_letter_holds_no_address_of_the_candidate(in_acme):
    schedule(in_acme, tomorrow())
    send_all()
    [message] = mails_to("lea.lead@acme.example")
    whole = message.message().as_string() + message.body
    assert in_acme.candidate.person.email not in whole
    assert "bounded queue" not in whole
    assert "C-0001" in message.body


def test_the_candidates_letter_carries_their_own_page_while_its_link_is_open(in_acme):
    made = make_candidate_link(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)
    schedule(in_acme, tomorrow())
    send_all()
    schedule(in_acme, tomorrow(40))
    withdraw_candidate_link(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)
    send_all()
    first, second = mails_to(in_acme.candidate.person.email)
    assert f"{PUBLIC}/c/{made.secret}/" in first.body
    assert "/c/" not in second.body
    assert made.secret not in "".join(one.body for one in mails_to("lea.lead@acme.example"))


def test_after_a_change_of_the_secret_key_letters_carry_no_dead_link(in_acme, settings):
    make_candidate_link(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)
    settings.SECRET_KEY = "another key of this installation"
    schedule(in_acme, tomorrow())
    send_all()
    [message] = mails_to(in_acme.candidate.person.email)
    assert "/c/" not in message.body


def test_an_update_finds_the_entry_and_a_cancellation_takes_it_out(in_acme):
    schedule(in_acme, tomorrow())
    send_all()
    schedule(in_acme, tomorrow(40))
    send_all()
    schedule(in_acme, None)
    send_all()
    read = [calendar_of(message)[1] for message in mails_to("lea.lead@acme.example")]
    assert len({calendar.vevent.uid.value for calendar in read}) == 1
    assert [int(calendar.vevent.sequence.value) for calendar in read] == [0, 1, 2]
    assert [calendar.method.value for calendar in read] == ["REQUEST", "REQUEST", "CANCEL"]


def test_it_is_sent_once(in_acme):
    schedule(in_acme, tomorrow())
    pk = Notice.objects.get(member=in_acme.lead).pk
    assert send_notice(actor=None, notice_id=pk).sent_at
    assert send_notice(actor=None, notice_id=pk) is None
    assert len(mail.outbox) == 1
    assert AuditEvent.objects.get(verb="send_notice").data == {"kind": "invitation", "sent": True, "why": ""}


def test_a_mail_server_that_is_away_loses_nothing(in_acme, settings):
    schedule(in_acme, tomorrow())
    pk = Notice.objects.get(member=in_acme.lead).pk
    settings.EMAIL_BACKEND = AWAY
    now, pauses = timezone.now(), []
    for tried in range(1, 9):
        assert send_notice(actor=None, notice_id=pk, now=now) is None
        row = Notice.objects.get(pk=pk)
        assert (row.tries, row.sent_at, row.dropped_at) == (tried, None, None)
        assert "Connection refused" in row.why
        pauses.append((row.due_at - now) // timedelta(minutes=1))
        now = row.due_at
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_notice(actor=None, notice_id=pk, now=now - timedelta(seconds=1)) is None
    assert send_notice(actor=None, notice_id=pk, now=now).why == ""
    assert len(mail.outbox) == 1


def test_the_beat_finds_what_is_due_and_was_not_sent(in_acme):
    schedule(in_acme, tomorrow())
    assert len(overdue()) == 3
    Notice.objects.filter(member=in_acme.lead).update(due_at=tomorrow())
    assert len(overdue()) == 2
    send_all()
    assert overdue() == []


def test_an_address_that_the_server_refuses_is_given_up_with_the_reason(in_acme, settings):
    schedule(in_acme, tomorrow())
    settings.EMAIL_BACKEND = REFUSES
    send_all()
    assert dropped()["Lea Lead"] == "The mail server does not take this address."
    assert AuditEvent.objects.filter(verb="send_notice", data__sent=False).count() == 3


def test_what_nobody_needs_by_then_is_not_sent(in_acme):
    schedule(in_acme, tomorrow())
    in_acme.session.seats.filter(member=in_acme.second).update(state="declined")
    send_all()
    assert dropped() == {"Sam Second": "Not needed any more."}
    schedule(in_acme, tomorrow(40))
    assert send_all(now=tomorrow(41)) == 0
    assert set(dropped().values()) == {"Not needed any more.", "The interview has begun."}


def test_a_letter_that_failed_while_the_next_was_written_is_dropped(in_acme):
    schedule(in_acme, tomorrow())
    old = Notice.objects.get(member=in_acme.lead)
    send_notice(actor=None, notice_id=old.pk)
    schedule(in_acme, tomorrow(40))
    Notice.objects.filter(pk=old.pk).update(sent_at=None)  # as if the server had failed after all
    assert send_notice(actor=None, notice_id=old.pk).why == "A newer letter took its place."
