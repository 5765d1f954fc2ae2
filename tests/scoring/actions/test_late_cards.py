"""Who planned a loop is told whose card is late: once an interview, and nothing of any content."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from accounts.enums import Role
from interviews.actions.end_session import end_session
from interviews.actions.start_session import start_session
from interviews.models import ConflictOfInterest, Loop, Notice, Seat, Session, WeeklyHours
from interviews.post.quiet import QuietHours
from scoring.actions.send_card_reminder import send_card_reminder
from scoring.actions.write_card_reminders import write_card_reminders
from scoring.queries.late_cards import owed_cards
from tests.cast import make_member, make_seat, sign_in
from tests.interviews.letters import profile
from tests.scoring.sheets import hand_in

HOUR = timedelta(hours=1)
NO_QUIET = QuietHours(ZoneInfo("UTC"), time(0), time(0))


@pytest.fixture
def over(in_acme):
    """When the interview ended; nobody has quiet hours."""
    for part in ("lead", "second", "coordinator"):
        profile(in_acme, part)
    start_session(actor=in_acme.lead, session_id=in_acme.session.pk)
    end_session(actor=in_acme.lead, session_id=in_acme.session.pk)
    return Session.objects.get().ended_at


def late_at(over):
    """The working morning after the one on which everybody was reminded."""
    return NO_QUIET.morning_after(NO_QUIET.morning_after(over))


def told(world, now):
    write_card_reminders(actor=None, organization=world.organization, now=now)
    rows = Notice.objects.filter(kind="card_late").select_related("member__user")
    return sorted(str(row.member) for row in rows)


def send(now):
    for pk in Notice.objects.filter(kind="card_late").values_list("pk", flat=True):
        send_card_reminder(actor=None, notice_id=pk, now=now)
    return [message for message in mail.outbox if message.subject.startswith("Scorecard late")]


def test_one_letter_an_interview_to_who_planned_it_the_morning_after_the_last_reminder(
    in_acme, over, settings
):
    settings.PUBLIC_URL = "https://plumbline.example"
    assert told(in_acme, late_at(over) - timedelta(minutes=1)) == []
    for hours in (0, 1, 24, 48):
        assert told(in_acme, late_at(over) + hours * HOUR) == ["Cory Coordinator"]
    (letter,) = send(late_at(over))
    assert letter.to == ["cory.coordinator@acme.example"]
    assert "Still owed by: Lea Lead, Sam Second." in letter.body
    assert f"https://plumbline.example/o/acme/loops/{in_acme.loop.pk}/" in letter.body
    assert send(late_at(over)) == [letter]


def test_it_names_who_owes_when_it_goes_out(in_acme, over):
    told(in_acme, late_at(over))
    hand_in(in_acme.lead, in_acme.session, value="1", words="strong_no")
    (letter,) = send(late_at(over))
    assert "Still owed by: Sam Second." in letter.body
    for secret in ("strong", "because", "Lea", " 1"):
        assert secret not in letter.body.partition("When:")[0]


def test_when_the_last_card_is_in_it_is_not_sent(in_acme, over):
    told(in_acme, late_at(over))
    hand_in(in_acme.lead, in_acme.session)
    hand_in(in_acme.second, in_acme.session)
    assert send(late_at(over)) == []
    assert Notice.objects.get(kind="card_late").why.startswith("All cards are handed in")


def test_who_is_reminded_of_nothing_is_still_named(in_acme, over):
    profile(in_acme, "lead", reminders=False)
    told(in_acme, late_at(over))
    assert "Lea Lead" in send(late_at(over))[0].body


def test_a_maker_who_owes_a_card_there_is_not_told_and_the_coordinators_are(in_acme, over):
    Loop.objects.update(created_by=in_acme.lead)
    assert told(in_acme, late_at(over)) == ["Cory Coordinator"]


def test_a_maker_who_has_left_or_has_a_conflict_is_replaced_by_the_coordinators(in_acme, over):
    other = make_member(in_acme.organization, "Cato Coordinator", Role.COORDINATOR)
    ConflictOfInterest.objects.create(
        organization=in_acme.organization,
        member=in_acme.coordinator,
        candidate=in_acme.candidate,
        kind="declared",
        reason="Friends",
    )
    assert told(in_acme, late_at(over) + 24 * HOUR) == [str(other)]


def test_a_coordinator_who_owes_a_card_in_the_loop_is_told_nothing(in_acme, over):
    make_seat(in_acme.session, in_acme.coordinator)
    assert told(in_acme, late_at(over) + 24 * HOUR) == []
    assert owed_cards(in_acme.coordinator, in_acme.loop, late_at(over)) == []


def test_who_does_not_want_to_be_told_is_not_and_nobody_in_their_place(in_acme, over):
    make_member(in_acme.organization, "Cato Coordinator", Role.COORDINATOR)
    profile(in_acme, "coordinator", late_cards=False)
    assert told(in_acme, late_at(over) + 24 * HOUR) == []


def test_quiet_hours_and_the_weekend_of_the_reader_are_kept(in_acme, over):
    friday = datetime(2026, 11, 20, 15, tzinfo=UTC)
    for part in ("lead", "second"):
        profile(in_acme, part)
    Session.objects.update(started_at=friday - HOUR, ended_at=friday)
    profile(in_acme, "coordinator", quiet_from="20:00", quiet_until="09:30", time_zone="Europe/Berlin")
    monday = datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert told(in_acme, monday + 12 * HOUR) == []
    tuesday = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)  # half past nine in Berlin
    assert told(in_acme, tuesday - timedelta(minutes=1)) == []
    assert told(in_acme, tuesday) == ["Cory Coordinator"]


def test_who_takes_interviews_on_saturday_is_reminded_on_saturday(in_acme, over):
    friday = datetime(2026, 11, 20, 15, tzinfo=UTC)
    Session.objects.update(started_at=friday - HOUR, ended_at=friday)
    WeeklyHours.objects.create(
        organization=in_acme.organization, member=in_acme.lead, weekday=5, starts="09:00", ends="12:00"
    )
    write_card_reminders(actor=None, organization=in_acme.organization, now=friday + HOUR)
    saturday = datetime(2026, 11, 21, 8, tzinfo=UTC)
    rows = write_card_reminders(actor=None, organization=in_acme.organization, now=saturday)
    assert [str(row.member) for row in rows] == ["Lea Lead"]


@pytest.mark.parametrize(
    "close",
    [
        lambda: Loop.objects.update(state="decided"),
        lambda: Loop.objects.update(state="cancelled"),
        lambda: Session.objects.update(state="cancelled"),
        lambda: Seat.objects.update(state="excused"),
    ],
)
def test_what_is_closed_or_not_owed_any_more_stops_it_at_once(in_acme, over, close):
    told(in_acme, late_at(over))
    close()
    assert send(late_at(over)) == []


def test_the_page_of_the_loop_says_whose_card_is_not_in(in_acme, over):
    Session.objects.update(started_at=timezone.now() - 31 * HOUR, ended_at=timezone.now() - 30 * HOUR)
    hand_in(in_acme.second, in_acme.session)
    page = f"/o/acme/loops/{in_acme.loop.pk}/"
    html = sign_in(in_acme.coordinator).get(page).text
    assert "1 scorecard not handed in yet" in html
    assert "Late" in html.partition("not handed in yet")[2].partition("</section>")[0]
    for part in ("lead", "committee"):
        assert "not handed in yet" not in sign_in(getattr(in_acme, part)).get(page).text
