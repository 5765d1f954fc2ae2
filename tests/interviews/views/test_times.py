"""The page of a loop's times, without script: proposals, moves, windows, everybody's clock."""

import re
from datetime import UTC, datetime

import pytest

from accounts.ground.tenancy import organization_scope
from interviews.models import OfferedWindow, Session
from tests.cast import sign_in
from tests.interviews.placing import another_loop, another_session, at, candidate_in, lives_in, offer


@pytest.fixture
def world(acme):
    """The coordinator in New York, the lead in Berlin, the candidate in Kolkata, who offers a Monday."""
    with organization_scope(acme.organization):
        lives_in(acme.coordinator, "America/New_York")
        lives_in(acme.lead, "Europe/Berlin")
        lives_in(acme.second, "Europe/Berlin")
        candidate_in(acme, "Asia/Kolkata")
        offer(acme, at(4), at(14))
    return acme


@pytest.fixture
def browser(world):
    return sign_in(world.coordinator)


def page(world, query: str = "") -> str:
    return f"/o/acme/loops/{world.loop.pk}/times/{query}"


def move(world) -> str:
    return f"/o/acme/loops/sessions/{world.session.pk}/time/"


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def held_at(world) -> datetime | None:
    with organization_scope(world.organization):
        return Session.objects.get(pk=world.session.pk).scheduled_at


def test_a_time_is_proposed_with_its_reason_and_accepted(world, browser):
    first = text(browser.get(page(world)))
    assert "Queues in depth: Mon 1 March, 03:00 New York (EST)" in first
    assert (
        "Lea Lead and Sam Second can then, inside Robin Acme&#x27;s windows; the first of its day." in first
    )
    assert "For the candidate Mon 1 March, 13:30 Kolkata (IST)" in first
    assert "Lea Lead and Sam Second have not said any hours: Monday to Friday, 09:00 to 17:00" in first
    fields = dict(re.findall(r'name="(time_[^"]+)" value="([^"]+)"', first))
    answer = browser.post(
        f"/o/acme/loops/{world.loop.pk}/place/", {**fields, "seen": "0", "zone": "Asia/Kolkata"}, follow=True
    )
    assert held_at(world) == at(8)
    after = text(answer)
    assert "The interview has its time." in after and "Every interview has a time." in after
    assert "on the clock of Asia/Kolkata" in after
    assert "Mon 1 March, 09:00 Berlin (CET)" in after


def test_a_proposal_that_was_seen_before_a_change_is_refused(world, browser):
    fields = {f"time_{world.session.pk}": at(8).isoformat(), "seen": "0"}
    browser.post(move(world), {"at": "2027-03-01T04:00", "seen": "0"})
    answer = browser.post(f"/o/acme/loops/{world.loop.pk}/place/", fields, follow=True)
    assert "Cory Coordinator has just changed this loop" in text(answer)
    assert held_at(world) == at(9)


def test_what_cannot_be_had_is_said_with_the_nearest_times(world, browser):
    with organization_scope(world.organization):
        OfferedWindow.objects.all().delete()
        offer(world, at(4), at(7, 30))
    shown = text(browser.get(page(world)))
    assert "Queues in depth: Lea Lead and Sam Second have no 45 minutes free inside Robin Acme" in shown
    assert "Mon 1 March, 03:00 New York (EST)</a> (outside Robin Acme" in shown


def test_a_move_names_what_speaks_against_it_before_it_is_saved(world, browser):
    with organization_scope(world.organization):
        other = another_loop(world)
        other.scheduled_at = at(13)
        other.save()
    answer = browser.post(
        move(world), {"at": "2027-03-01T08:30", "place": "Room 1", "zone": "America/New_York"}
    )
    shown = text(answer)
    assert answer.status_code == 409
    assert "Lea Lead is in another interview then (14:00–14:45 in Berlin (CET))" in shown
    assert "Robin Acme: Mon 1 March, 19:00 Kolkata (IST)" in shown
    assert "Do it all the same" in shown and "Somebody Else" not in shown
    assert held_at(world) is None
    sent = {"at": "2027-03-01T08:30", "place": "Room 1", "zone": "America/New_York", "despite": "Agreed."}
    answer = browser.post(move(world), sent, follow=True)
    assert "Queues in depth is on Mon 1 March, 08:30 New York (EST)." in text(answer)
    assert "Room 1" in text(answer)
    assert held_at(world) == at(13, 30)


def test_a_move_is_looked_at_without_saving_and_as_a_fragment(world, browser):
    query = f"?zone=Europe/Berlin&session={world.session.pk}&at=2027-03-01T20:00"
    shown = text(browser.get(page(world, query)))
    assert "Outside Lea Lead&#x27;s hours: Mon 1 March, 20:00 in Berlin (CET)." in shown
    fragment = text(browser.get(page(world, query), headers={"HX-Request": "true"}))
    assert fragment.strip().startswith("<section") and "Do it all the same" in fragment
    fine = text(browser.get(page(world, query.replace("20:00", "10:00"))))
    assert "Nothing speaks against this time." in fine
    assert held_at(world) is None


@pytest.mark.parametrize("asked", ["2027-03-28T02:30", "soon", "99999-01-01T00:00", "0001-01-01T00:00"])
def test_no_time_is_made_of_nonsense_and_of_what_a_clock_jumps_over(world, browser, asked):
    sent = {"at": asked, "zone": "Europe/Berlin"}
    assert browser.post(move(world), sent).status_code in (400, 409)
    assert (
        browser.get(page(world, f"?session={world.session.pk}&at={asked}&zone=Europe/Berlin")).status_code
        == 200
    )
    assert held_at(world) is None


def test_the_time_is_taken_away_and_the_place_stays(world, browser):
    browser.post(move(world), {"at": "2027-03-01T04:00", "place": "Room 1"})
    answer = browser.post(move(world), {"at": ""}, follow=True)
    assert "Queues in depth has no time now." in text(answer) and "Room 1" in text(answer)


def test_a_session_that_now_lies_outside_the_hours_is_named(world, browser):
    browser.post(move(world), {"at": "2027-03-01T04:00"})
    assert "Outside" not in text(browser.get(page(world)))
    browser.post(
        f"/o/acme/loops/people/{world.lead.pk}/hours/", {"day_1_0_starts": "09:00", "day_1_0_ends": "12:00"}
    )
    assert "Outside Lea Lead&#x27;s hours: Mon 1 March, 10:00 in Berlin (CET)." in text(
        browser.get(page(world))
    )


def test_windows_are_entered_on_the_candidates_clock_and_removed(world, browser):
    address = f"/o/acme/loops/{world.loop.pk}/windows/"
    answer = browser.post(address, {"day": "2027-03-02", "starts": "10:00", "ends": "12:00"}, follow=True)
    assert "Tue 2 March, 10:00 to 12:00 Kolkata (IST)" in text(answer)
    with organization_scope(world.organization):
        row = OfferedWindow.objects.latest("starts_at")
    assert row.starts_at == datetime(2027, 3, 2, 4, 30, tzinfo=UTC)
    assert "Tue 2 March, 10:00 to" not in text(browser.post(address, {"remove": str(row.pk)}, follow=True))
    answer = browser.post(address, {"day": "2027-03-02", "starts": "12:00", "ends": "10:00"})
    assert answer.status_code == 400 and "The end comes before the beginning." in text(answer)
    answer = browser.post(address, {"time_zone": "Europe/Paris"}, follow=True)
    assert "Mon 1 March, 05:00 to 15:00 Paris (CET)" in text(answer)


def test_an_interviewer_reads_it_on_their_own_clock_and_moves_nothing(world, browser):
    with organization_scope(world.organization):
        another_session(world)
    browser.post(move(world), {"at": "2027-03-01T04:00"})
    shown = text(sign_in(world.lead).get(page(world)))
    assert "Mon 1 March, 10:00 Berlin (CET)" in shown and "No time yet" in shown
    assert "Proposed times" not in shown and "Add this time" not in shown


def test_nobody_is_asked_to_guess_when_the_candidates_zone_is_not_known(world, browser):
    with organization_scope(world.organization):
        candidate_in(world, "")
    assert "The candidate's time zone is not known" in text(browser.get(page(world)))
