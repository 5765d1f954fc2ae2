"""The page of when somebody takes interviews, without script."""

from datetime import UTC, datetime, time

import pytest

from accounts.ground.tenancy import organization_scope
from interviews.models import AvailabilityException, InterviewerProfile, WeeklyHours
from tests.cast import sign_in

MINE = "/o/acme/loops/profile/"


@pytest.fixture
def browser(acme):
    return sign_in(acme.lead)


def theirs(world, what: str = "") -> str:
    return f"/o/acme/loops/people/{world.lead.pk}/{what}"


def hours(**pairs: tuple[str, str]) -> dict[str, str]:
    return {
        f"{name}_{edge}": value
        for name, pair in pairs.items()
        for edge, value in zip(("starts", "ends"), pair, strict=True)
    }


def test_who_has_not_said_is_told_what_is_assumed(browser):
    text = browser.get(MINE).content.decode()
    assert "You have not said any hours yet" in text
    assert text.count('value="09:00"') == text.count('value="17:00"') == 5
    assert "Nothing is scheduled." in text


def test_hours_are_set_and_what_lies_outside_them_is_named(acme, browser):
    with organization_scope(acme.organization):
        InterviewerProfile.objects.create(
            organization=acme.organization, member=acme.lead, time_zone="Europe/Berlin"
        )
        acme.session.scheduled_at = datetime(2026, 11, 30, 9, tzinfo=UTC)  # a Monday, ten in Berlin
        acme.session.save()
    browser.post(theirs(acme, "hours/"), hours(day_0_0=("09:00", "12:00"), day_4_0=("13:00", "17:00")))
    assert "Outside" not in browser.get(MINE).content.decode()
    answer = browser.post(theirs(acme, "hours/"), hours(day_1_0=("09:00", "12:00")), follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain == [(MINE, 302)]
    assert "Outside these hours by now: Queues in depth in Queues in depth. A coordinator can move" in text
    assert "Mon 30 November, 10:00 Berlin (CET)" in text
    with organization_scope(acme.organization):
        assert [str(row) for row in WeeklyHours.objects.all()] == ["Tuesday 09:00-12:00"]


def test_wrong_hours_change_nothing_and_are_told_where(acme, browser):
    answer = browser.post(theirs(acme, "hours/"), hours(day_0_0=("09:00", ""), day_1_0=("12:00", "09:00")))
    assert answer.status_code == 400
    assert b"From and to belong together." in answer.content
    answer = browser.post(theirs(acme, "hours/"), hours(day_1_0=("12:00", "09:00")))
    assert b"Tuesday: the end must come after the beginning." in answer.content
    assert b'value="12:00"' in answer.content  # what was typed stays
    with organization_scope(acme.organization):
        assert not WeeklyHours.objects.exists()


def test_settings_are_saved_and_nonsense_is_not(acme, browser):
    answer = browser.post(
        theirs(acme), {"time_zone": "Asia/Kolkata", "most_a_week": "3", "paused_until": ""}, follow=True
    )
    assert b"on the clock of Asia/Kolkata" in answer.content
    assert browser.post(theirs(acme), {"time_zone": "Nowhere"}).status_code == 400
    with organization_scope(acme.organization):
        assert InterviewerProfile.objects.get(member=acme.lead).most_a_week == 3


def test_a_time_away_is_on_the_clock_of_the_member(acme, browser):
    browser.post(theirs(acme), {"time_zone": "America/New_York"})
    sent = {"free": "no", "starts_at": "2027-03-01T09:00", "ends_at": "2027-03-02T09:00", "note": "Moving"}
    answer = browser.post(theirs(acme, "exceptions/"), sent, follow=True)
    assert b"Mon 1 March, 09:00 to Tue 2 March, 09:00" in answer.content
    with organization_scope(acme.organization):
        row = AvailabilityException.objects.get()
    assert row.starts_at == datetime(2027, 3, 1, 14, tzinfo=UTC) and not row.free
    answer = browser.post(f"/o/acme/loops/exceptions/{row.pk}/remove/", follow=True)
    assert b"None to come." in answer.content


def test_a_time_that_the_clock_jumps_over_is_refused(acme, browser):
    browser.post(theirs(acme), {"time_zone": "Europe/Berlin"})
    sent = {"free": "yes", "starts_at": "2027-03-28T02:30", "ends_at": "2027-03-28T04:00"}
    answer = browser.post(theirs(acme, "exceptions/"), sent)
    assert answer.status_code == 400
    assert b"The clock jumps over this time that night" in answer.content


def test_a_coordinator_sets_a_colleagues_and_comes_back_there(acme):
    browser = sign_in(acme.coordinator)
    assert b"Lea Lead has not said any hours yet" in browser.get(theirs(acme)).content
    answer = browser.post(theirs(acme, "hours/"), hours(day_0_0=("09:00", "12:00")), follow=True)
    assert answer.redirect_chain == [(theirs(acme), 302)]
    with organization_scope(acme.organization):
        assert WeeklyHours.objects.get().starts == time(9)
    assert sign_in(acme.second).get(theirs(acme)).status_code == 403
