"""A session's time: set by who may change the loop, before it begins, and not against anybody's unasked."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from interviews.actions.schedule_session import schedule_session
from interviews.actions.start_session import start_session
from interviews.models import LoopChange
from tests.interviews.placing import another_loop, another_session, at, candidate_in, lives_in, offer

AT = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def put(world, at, session=None, **options):
    session = session or world.session
    return schedule_session(actor=world.coordinator, session_id=session.pk, at=at, **options)


def test_a_coordinator_sets_moves_and_takes_away_the_time(in_acme):
    for when in (AT, AT.replace(hour=15), None):
        row = put(in_acme, when)
        row.refresh_from_db()
        assert row.scheduled_at == when
    assert AuditEvent.objects.filter(verb="schedule_session").count() == 3
    assert [row.told for row in LoopChange.objects.order_by("number")] == [
        "Put Queues in depth on Mon 1 March, 09:30 UTC",
        "Put Queues in depth on Mon 1 March, 15:30 UTC",
        "Took the time of Queues in depth away",
    ]


def test_the_place_is_set_and_stays_until_it_is_set_anew(in_acme):
    assert put(in_acme, AT, place="Room 4").place == "Room 4"
    assert put(in_acme, AT.replace(hour=11)).place == "Room 4"
    assert put(in_acme, AT, place="").place == ""
    with pytest.raises(Invalid, match="place"):
        put(in_acme, AT, place="x" * 301)


def test_an_interviewer_does_not_move_a_loop_of_others(in_acme):
    with pytest.raises(Denied, match="coordinator"):
        schedule_session(actor=in_acme.lead, session_id=in_acme.session.pk, at=AT)


@pytest.mark.parametrize("when", [AT.replace(tzinfo=None), AT.replace(year=1999), AT.replace(year=9999)])
def test_a_time_without_a_zone_or_years_away_is_refused(in_acme, when):
    with pytest.raises(Invalid, match=r"zone|years away"):
        put(in_acme, when)


def test_what_has_begun_keeps_its_time(in_acme):
    start_session(actor=in_acme.lead, session_id=in_acme.session.pk)
    with pytest.raises(Conflict, match="has begun"):
        put(in_acme, AT)


def test_who_had_not_seen_a_change_does_not_write_over_it(in_acme):
    put(in_acme, AT, seen=0)
    with pytest.raises(Conflict, match="Cory Coordinator has just changed this loop: Put Queues"):
        put(in_acme, AT.replace(hour=11), seen=0)
    put(in_acme, AT.replace(hour=11), seen=1)


def test_what_speaks_against_a_time_is_named_and_a_reason_goes_all_the_same(in_acme):
    lives_in(in_acme.lead, "Europe/Berlin")
    candidate_in(in_acme, "Asia/Kolkata")
    with pytest.raises(Conflict) as refused:
        put(in_acme, at(16, 30))
    assert refused.value.reason == (
        "Outside Lea Lead's hours: Mon 1 March, 17:30 in Berlin (CET). "
        "Outside Sam Second's hours: Mon 1 March, 16:30 in UTC. "
        "Not between 08:00 and 19:00 on a working day for C-0001: Mon 1 March, 22:00 in Kolkata (IST). "
        "Give a reason to do it all the same."
    )
    assert put(in_acme, at(16, 30), despite="Everybody agreed.").scheduled_at == at(16, 30)
    assert LoopChange.objects.get().told.endswith(", all the same: Everybody agreed.")
    assert AuditEvent.objects.get(verb="schedule_session").data["despite"] == "Everybody agreed."


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (10, 15, "Lea Lead is in another interview then (10:00–10:45 in UTC)"),
        (10, 50, "Only 5 minutes between this and another interview of Lea Lead"),
        (9, 14, "Only 1 minute between"),
        (14, 15, "Design is held then (14:00–15:00 for the candidate)"),
        (15, 5, "Only 5 minutes between this and Design; breaks are 15 minutes"),
        (12, 0, "C-0001 is in another interview then (12:00–12:45 in UTC)"),
        (7, 30, "C-0001 has not offered this time: Mon 1 March, 07:30 in UTC"),
    ],
)
def test_each_kind_of_clash_has_its_words(in_acme, hour, minute, words):
    other = another_loop(in_acme)
    put(in_acme, at(10), other)
    put(in_acme, at(14), another_session(in_acme))
    again = another_loop(in_acme, "Third")
    again.seats.all().delete()
    again.loop.candidate = in_acme.candidate
    again.loop.save()
    put(in_acme, at(12), again)
    offer(in_acme, at(8), at(18))
    with pytest.raises(Conflict) as refused:
        put(in_acme, at(hour, minute))
    assert words in refused.value.reason
    assert put(in_acme, at(16)).scheduled_at == at(16)


def test_limits_a_day_and_a_week_are_named(in_acme):
    lives_in(in_acme.lead, "UTC", most_a_day=1, most_a_week=2)
    put(in_acme, at(10), another_loop(in_acme))
    put(in_acme, at(10, day=1), another_loop(in_acme, "Third"))
    with pytest.raises(Conflict) as refused:
        put(in_acme, at(14))
    assert "Lea Lead has 1 that day already; their limit is 1." in refused.value.reason
    assert "Lea Lead has 2 that week already; their limit is 2." in refused.value.reason
    put(in_acme, at(14, day=7))


def test_ten_in_berlin_is_within_the_hours_on_both_sides_of_the_change_of_the_clock(in_acme):
    lives_in(in_acme.lead, "Europe/Berlin")
    in_acme.session.seats.filter(member=in_acme.second).update(state="declined")
    summer, winter = datetime(2027, 10, 25, 8, tzinfo=UTC), datetime(2027, 11, 1, 9, tzinfo=UTC)
    assert put(in_acme, summer).scheduled_at == summer  # ten there, two hours ahead
    assert put(in_acme, winter).scheduled_at == winter  # ten there, one hour ahead
    early = datetime(2027, 11, 1, 7, 30, tzinfo=UTC)
    with pytest.raises(Conflict, match="08:30 in Berlin"):
        put(in_acme, early)
    assert put(in_acme, early - timedelta(days=7)).scheduled_at  # 09:30 there, in summer time


def test_breaks_are_as_long_as_the_blueprint_says(in_acme):
    in_acme.loop.blueprint_revision = in_acme.opening.blueprint.current
    in_acme.loop.save(update_fields=["blueprint_revision"])
    assert in_acme.loop.blueprint_revision.break_minutes == 10
    put(in_acme, at(14), another_session(in_acme))
    assert put(in_acme, at(13, 5)).scheduled_at == at(13, 5)  # 45 minutes, and 10 between
    with pytest.raises(Conflict, match="breaks are 10 minutes"):
        put(in_acme, at(13, 10))
