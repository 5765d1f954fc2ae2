"""Two workers take the same letter, and two clocks the same reminder: it goes out once."""

import time
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from accounts.ground.tenancy import organization_scope
from interviews.actions.send_notice import send_notice
from interviews.actions.unseat_member import unseat_member
from interviews.actions.write_reminders import write_reminders
from interviews.models import Notice
from interviews.queries.letters import loaded
from tests.cast import World
from tests.interviews.letters import profile, schedule, tomorrow
from tests.races.together import together

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(hours=24)


class SlowServer(EmailBackend):
    """A mail server that thinks for a while, so that the others come in between."""

    def send_messages(self, messages: list[object]) -> int:
        time.sleep(0.4)
        return int(super().send_messages(messages))


@pytest.fixture
def letter(acme: World, settings: object) -> Notice:
    settings.EMAIL_BACKEND = "tests.races.test_one_letter.SlowServer"
    with organization_scope(acme.organization):
        schedule(acme, tomorrow())
        return Notice.objects.get(member=acme.lead)


def send(letter: Notice) -> object:
    return send_notice(actor=None, notice_id=letter.pk)


def test_without_the_lock_both_would_send_it(acme: World, letter: Notice) -> None:
    def unlocked(notice_id: object) -> Notice | None:
        return loaded(Notice.objects.filter(pk=notice_id, sent_at=None, dropped_at=None)).first()

    with patch("interviews.actions._sending._take", unlocked):
        together(acme, *[lambda: send(letter)] * 2)
    assert len(mail.outbox) == 2


def test_of_four_workers_one_sends_it(acme: World, letter: Notice) -> None:
    answers = together(acme, *[lambda: send(letter)] * 4)
    assert len(mail.outbox) == 1
    assert sum(answer is not None for answer in answers) == 1


def test_who_is_unseated_while_their_letter_goes_out_gets_a_cancellation(acme: World, letter: Notice) -> None:
    with organization_scope(acme.organization):
        seat = acme.session.seats.get(member=acme.lead)
        acme.lead_card.delete()

    def unseat() -> object:
        time.sleep(0.15)
        return unseat_member(actor=acme.coordinator, seat_id=seat.pk)

    together(acme, lambda: send(letter), unseat)
    with organization_scope(acme.organization):
        kinds = list(
            Notice.objects.filter(member=acme.lead).order_by("created_at").values_list("kind", "sent_at")
        )
    assert [kind for kind, _ in kinds] == ["invitation", "cancellation"]
    assert kinds[0][1] is not None


def test_two_clocks_write_each_reminder_once(acme: World) -> None:
    at = (timezone.now() + timedelta(days=7)).replace(hour=12, minute=0, second=0, microsecond=0)
    with organization_scope(acme.organization):
        for part in ("lead", "second"):
            profile(acme, part)
        schedule(acme, at)

    def remind() -> object:
        return write_reminders(actor=None, organization=acme.organization, now=at - DAY)

    answers = together(acme, remind, remind, remind)
    assert sorted(len(answer) for answer in answers) == [0, 0, 3]
    with organization_scope(acme.organization):
        assert Notice.objects.filter(kind="reminder").count() == 3
