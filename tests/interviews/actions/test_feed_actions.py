"""new_feed, withdraw_feed, set_reminders, resend_notice."""

from datetime import time

import pytest
from django.core import mail
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied
from accounts.models import AuditEvent
from interviews.access import feed_owner
from interviews.actions.new_feed import new_feed
from interviews.actions.resend_notice import resend_notice
from interviews.actions.send_notice import send_notice
from interviews.actions.set_reminders import set_reminders
from interviews.actions.withdraw_feed import withdraw_feed
from interviews.models import InterviewerProfile, Notice
from tests.interviews.letters import dropped, profile, schedule, send_all, tomorrow

pytestmark = pytest.mark.django_db


def test_a_feed_has_a_secret_that_the_database_does_not_know(in_acme):
    made = new_feed(actor=in_acme.lead)
    assert feed_owner(made.secret) == made.profile
    assert made.secret not in str(InterviewerProfile.objects.values().get())


def test_a_new_address_ends_the_old_one_and_switching_off_ends_both(in_acme):
    first, second = new_feed(actor=in_acme.lead), new_feed(actor=in_acme.lead)
    with pytest.raises(Http404):
        feed_owner(first.secret)
    withdraw_feed(actor=in_acme.lead)
    with pytest.raises(Http404):
        feed_owner(second.secret)
    with pytest.raises(Conflict):
        withdraw_feed(actor=in_acme.lead)
    verbs = list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["new_feed", "new_feed", "withdraw_feed"]


def test_who_left_has_no_feed(in_acme):
    made = new_feed(actor=in_acme.lead)
    in_acme.lead.left_at = tomorrow(-1)
    in_acme.lead.save()
    with pytest.raises(Http404):
        feed_owner(made.secret)


def test_reminders_are_set_beside_what_else_the_profile_holds(in_acme):
    profile(in_acme, "lead", time_zone="Asia/Kolkata", most_a_week=3)
    row = set_reminders(actor=in_acme.lead, reminders=False, quiet_from=time(19), quiet_until=time(7, 30))
    row.refresh_from_db()
    assert (row.reminders, row.quiet_from, row.quiet_until) == (False, time(19), time(7, 30))
    assert (row.time_zone, row.most_a_week) == ("Asia/Kolkata", 3)
    assert AuditEvent.objects.get(verb="set_reminders").data["quiet"] == ["19:00", "07:30"]


# --- once more ---


@pytest.fixture
def letter(in_acme):
    schedule(in_acme, tomorrow())
    send_all()
    return Notice.objects.get(member=in_acme.lead)


def test_a_letter_is_sent_again_word_for_word(in_acme, letter):
    again = resend_notice(actor=in_acme.coordinator, notice_id=letter.pk)
    send_all()
    first, second = (one for one in mail.outbox if one.to == ["lea.lead@acme.example"])
    assert (first.subject, first.body) == (second.subject, second.body)
    assert (again.sequence, again.step) == (letter.sequence, 1)
    assert first.extra_headers["Message-ID"] != second.extra_headers["Message-ID"]
    assert AuditEvent.objects.filter(verb="resend_notice").count() == 1


def test_sending_again_what_waits_sends_it_once(in_acme, letter):
    resend_notice(actor=in_acme.coordinator, notice_id=letter.pk)
    resend_notice(actor=in_acme.coordinator, notice_id=letter.pk)
    assert send_all() == 1
    assert dropped() == {"Lea Lead": "Sent again by hand."}


def test_a_letter_that_was_given_up_can_be_sent_again(in_acme, letter):
    Notice.objects.filter(pk=letter.pk).update(sent_at=None, dropped_at=tomorrow(-1), why="Refused")
    again = resend_notice(actor=in_acme.coordinator, notice_id=letter.pk)
    assert send_notice(actor=None, notice_id=again.pk).sent_at


def test_what_nobody_needs_any_more_is_not_sent_again(in_acme, letter):
    schedule(in_acme, tomorrow(40))
    with pytest.raises(Conflict, match="newer letter"):
        resend_notice(actor=in_acme.coordinator, notice_id=letter.pk)
    reminder = Notice.objects.get(member=in_acme.lead, kind="update")
    Notice.objects.filter(pk=reminder.pk).update(kind="reminder")
    with pytest.raises(Conflict, match="Reminders"):
        resend_notice(actor=in_acme.coordinator, notice_id=reminder.pk)


def test_only_coordinators_send_again(in_acme, letter):
    with pytest.raises(Denied):
        resend_notice(actor=in_acme.lead, notice_id=letter.pk)
    with pytest.raises(Http404):
        resend_notice(actor=in_acme.curator, notice_id=letter.pk)
