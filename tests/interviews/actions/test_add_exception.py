"""Time away, and time free beyond the hours."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.ground.verdict import Denied, Invalid
from interviews.actions.add_exception import add_exception
from interviews.models import AvailabilityException
from tests.interviews.helpers import audited

HOUR = timedelta(hours=1)


def test_an_interviewer_and_a_coordinator_note_it(in_acme):
    now = timezone.now()
    for actor, free in ((in_acme.lead, False), (in_acme.coordinator, True)):
        add_exception(
            actor=actor,
            member_id=in_acme.lead.pk,
            starts_at=now,
            ends_at=now + HOUR,
            free=free,
            note="Dentist",
        )
    assert sorted(row.free for row in AvailabilityException.objects.filter(note="Dentist")) == [False, True]
    assert audited("add_exception") == 2


@pytest.mark.parametrize(
    ("start", "end", "note", "field"),
    [
        (2, 1, "", "ends_at"),
        (1, 1, "", "ends_at"),
        (-3, -2, "", "ends_at"),
        (1, 24 * 400, "", "ends_at"),
        (1, 2, "x" * 121, "note"),
    ],
)
def test_nonsense_is_refused_by_field(in_acme, start, end, note, field):
    now = timezone.now()
    with pytest.raises(Invalid) as refused:
        add_exception(
            actor=in_acme.lead,
            member_id=in_acme.lead.pk,
            starts_at=now + start * HOUR,
            ends_at=now + end * HOUR,
            note=note,
        )
    assert list(refused.value.fields) == [field]


def test_a_time_needs_its_zone(in_acme):
    naive = timezone.now().replace(tzinfo=None)
    with pytest.raises(Invalid, match="zone"):
        add_exception(actor=in_acme.lead, member_id=in_acme.lead.pk, starts_at=naive, ends_at=naive + HOUR)


def test_others_do_not_note_it(in_acme):
    now = timezone.now()
    with pytest.raises(Denied):
        add_exception(actor=in_acme.second, member_id=in_acme.lead.pk, starts_at=now, ends_at=now + HOUR)
