"""write_debrief_letters and send_debrief_letter: to who is waited for, once each, never when it is done."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import AuditEvent
from scoring.actions.cast_vote import cast_vote
from scoring.actions.confirm_reading import confirm_reading
from scoring.actions.name_facilitator import name_facilitator
from scoring.actions.recuse_from_debrief import recuse_from_debrief
from scoring.actions.send_debrief_letter import send_debrief_letter
from scoring.actions.write_debrief_letters import write_debrief_letters
from scoring.models import Debrief, DebriefLetter
from scoring.queries.debrief_letters import organizations_with_debriefs
from scoring.tasks import (
    remind_all_of_debriefs,
    remind_of_debriefs,
    send_letter_of_debrief,
    settle_all_debriefs,
)
from tests.interviews.letters import profile
from tests.scoring.debriefs import to_state
from tests.scoring.packets import complete_loop, decider

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def other(in_acme):
    return decider(in_acme)


@pytest.fixture
def loop(in_acme, other):
    """A loop that is read by two; nobody has quiet hours."""
    in_acme.other = other
    for part in ("committee", "other", "coordinator"):
        profile(in_acme, part)
    made = complete_loop(in_acme, [3, 3, 3, 3], [3, 3, 3, 3], title="Queues for two")
    to_state(made, "reading", [in_acme.committee, other])
    return made


def due(hours: float, **field: str) -> None:
    """The deadline of reading, so many hours from now."""
    Debrief.objects.update(**{field.get("field", "read_by"): timezone.now() + hours * HOUR})


def write(world, now=None):
    rows = write_debrief_letters(actor=None, organization=world.organization, now=now)
    return sorted((str(row.member), row.kind, row.step) for row in rows)


def send(now=None):
    mail.outbox.clear()
    for pk in DebriefLetter.objects.filter(sent_at=None, dropped_at=None).values_list("pk", flat=True):
        send_debrief_letter(actor=None, letter_id=pk, now=now)
    return sorted(message.to[0] for message in mail.outbox)


def test_who_has_to_read_is_told_when_it_begins_before_its_time_is_over_and_after(in_acme, loop):
    due(20)
    both = ["Dana Decider", "Kim Committee"]
    assert write(in_acme) == [(name, "read", 0) for name in both]
    assert write(in_acme) == []
    confirm_reading(actor=in_acme.committee, loop_id=loop.pk)
    now = timezone.now()
    assert write(in_acme, now + 15 * HOUR) == []
    assert write(in_acme, now + 17 * HOUR) == [("Dana Decider", "read", 1)]
    assert write(in_acme, now + 18 * HOUR) == []
    assert AuditEvent.objects.filter(verb="write_debrief_letters").count() == 2


def test_the_letter_says_what_is_wanted_by_pseudonym_and_goes_out_once(in_acme, loop, settings):
    settings.PUBLIC_URL = "https://plumbline.example"
    due(20)
    write(in_acme)
    assert send() == ["dana.decider@acme.example", "kim.committee@acme.example"]
    text = mail.outbox[0].body
    assert mail.outbox[0].subject == f"Packet to read: {loop.candidate.pseudonym}, Queues for two"
    assert f"https://plumbline.example/o/acme/debrief/{loop.pk}/" in text
    assert "Until: " in text
    assert "Candidate of" not in text
    assert send() == []
    assert AuditEvent.objects.filter(verb="send_debrief_letter").count() == 2


def test_what_is_done_meanwhile_is_not_asked_for(in_acme, loop, other):
    write(in_acme)
    confirm_reading(actor=in_acme.committee, loop_id=loop.pk)
    assert send() == ["dana.decider@acme.example"]
    to_state(loop, "voting", [in_acme.committee, other])
    assert write(in_acme) == [("Dana Decider", "vote", 0), ("Kim Committee", "vote", 0)]
    cast_vote(actor=other, loop_id=loop.pk, ballot="yes", reason="Deep on queues.")
    recuse_from_debrief(actor=in_acme.committee, loop_id=loop.pk, reason="We are neighbours since May.")
    assert send() == []
    assert DebriefLetter.objects.exclude(dropped_at=None).count() == 3


def test_a_vote_that_does_not_close_is_told_to_who_has_to_act(in_acme, loop, other):
    name_facilitator(actor=in_acme.coordinator, loop_id=loop.pk, member_id=in_acme.admin.pk)
    in_acme.admin.refresh_from_db()
    profile(in_acme, "admin")
    to_state(loop, "voting", [in_acme.committee, other])
    due(-1, field="vote_by")
    assert write(in_acme) == [
        ("Ada Admin", "move", 1),
        ("Dana Decider", "vote", 2),
        ("Kim Committee", "vote", 2),
    ]
    assert "ada.admin@acme.example" in send()
    told = next(message.body for message in mail.outbox if message.to == ["ada.admin@acme.example"])
    assert "No vote is in yet." in told
    name_facilitator(actor=in_acme.coordinator, loop_id=loop.pk, member_id=None)
    assert write(in_acme) == [("Dana Decider", "move", 1), ("Kim Committee", "move", 1)]


def test_without_anybody_who_takes_part_it_is_told_to_who_planned_the_loop(in_acme, loop, other):
    for member in (in_acme.committee, other):
        recuse_from_debrief(actor=member, loop_id=loop.pk, reason="We are neighbours since May.")
    due(-1)
    assert Debrief.objects.get().state == "reading"
    assert write(in_acme) == [("Cory Coordinator", "move", 0)]


def test_quiet_hours_put_it_off_and_who_wants_none_gets_none(in_acme, loop):
    profile(in_acme, "other", reminders=False)
    now = timezone.now()
    begins, ends = now - timedelta(minutes=10), now + 3 * HOUR
    profile(in_acme, "committee", quiet_from=f"{begins:%H:%M}", quiet_until=f"{ends:%H:%M}")
    assert write(in_acme) == [("Kim Committee", "read", 0)]
    assert send() == []
    assert DebriefLetter.objects.get().due_at > now + 2 * HOUR
    assert send(now + 4 * HOUR) == ["kim.committee@acme.example"]


def test_a_mail_server_that_is_away_puts_it_off(in_acme, loop, settings):
    settings.EMAIL_BACKEND = "tests.scoring.actions.test_write_debrief_letters.Away"
    write(in_acme)
    assert send() == []
    letter = DebriefLetter.objects.first()
    assert (letter.tries, letter.sent_at, "could not be used" in letter.why) == (1, None, True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert len(send(timezone.now() + HOUR)) == 2


def test_only_organisations_in_which_somebody_is_waited_for_are_asked(in_acme, loop):
    assert organizations_with_debriefs() == [in_acme.organization.pk]
    Debrief.objects.update(state="released")
    assert organizations_with_debriefs() == []


def test_the_clock_takes_on_and_reminds_each_organisation(in_acme, loop, other):
    due(-1)
    settle_all_debriefs()
    assert Debrief.objects.get().state == "voting"
    remind_of_debriefs(organization_id=str(in_acme.organization.pk))
    for pk in DebriefLetter.objects.values_list("pk", flat=True):
        send_letter_of_debrief(organization_id=str(in_acme.organization.pk), letter_id=str(pk))
    assert len(mail.outbox) == 2
    remind_all_of_debriefs()
    gone = str(uuid.uuid4())
    remind_of_debriefs(organization_id=gone)
    send_letter_of_debrief(organization_id=gone, letter_id=gone)


class Away:
    """A mail server that is away."""

    def __init__(self, **options: object) -> None:
        pass

    def send_messages(self, messages: list[object]) -> int:
        raise ConnectionRefusedError("nobody there")
