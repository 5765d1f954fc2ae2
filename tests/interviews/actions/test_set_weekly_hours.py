"""Hours of the week: replaced whole, never backwards, never twice at once."""

from datetime import time

import pytest

from accounts.ground.verdict import Denied, Invalid
from interviews.actions.set_weekly_hours import set_weekly_hours
from interviews.models import WeeklyHours
from interviews.timing.hours import Hours
from tests.interviews.helpers import audited


def row(day: int, starts: int, ends: int) -> Hours:
    return Hours(day, time(starts), time(ends))


def test_what_is_set_stands_instead_of_what_was(in_acme):
    lead = in_acme.lead
    set_weekly_hours(actor=lead, member_id=lead.pk, hours=[row(0, 9, 12), row(0, 13, 17), row(4, 9, 12)])
    set_weekly_hours(actor=in_acme.admin, member_id=lead.pk, hours=[row(2, 10, 12), row(1, 10, 12)])
    assert [str(one) for one in WeeklyHours.objects.all()] == ["Tuesday 10:00-12:00", "Wednesday 10:00-12:00"]
    set_weekly_hours(actor=lead, member_id=lead.pk, hours=[])
    assert not WeeklyHours.objects.exists()
    assert audited("set_weekly_hours") == 3


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row(1, 12, 9)], "Tuesday: the end must come after the beginning"),
        ([row(1, 9, 9)], "Tuesday: the end"),
        ([row(1, 9, 12), row(1, 11, 13)], "Tuesday: two stretches overlap"),
        ([row(7, 9, 12)], "no such day"),
        ([row(3, hour, hour + 1) for hour in range(7)], "Thursday: at most 6"),
    ],
)
def test_what_makes_no_sense_changes_nothing(in_acme, rows, words):
    lead = in_acme.lead
    set_weekly_hours(actor=lead, member_id=lead.pk, hours=[row(0, 9, 12)])
    with pytest.raises(Invalid, match=words):
        set_weekly_hours(actor=lead, member_id=lead.pk, hours=rows)
    assert WeeklyHours.objects.get().weekday == 0


def test_others_do_not_set_them(in_acme):
    with pytest.raises(Denied):
        set_weekly_hours(actor=in_acme.second, member_id=in_acme.lead.pk, hours=[])
