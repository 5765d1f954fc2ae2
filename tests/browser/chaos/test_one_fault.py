"""One fault at a time, while an interviewer types: every word is on the server once, and nowhere else."""

import time

from tests.browser.chaos.conftest import SitDown
from tests.browser.chaos.desk import Desk, asked_at, assert_every_word_arrived_once
from tests.browser.chaos.place import Place
from tests.crashes.house import until


def assert_arrived(place: Place, *desks: Desk) -> None:
    assert_every_word_arrived_once(place, desks[0].people, list(desks))


def test_the_network_is_cut_and_comes_back(place: Place, sit_down: SitDown) -> None:
    desk = sit_down("cut")
    desk.write(3)
    desk.page.context.set_offline(True)
    desk.write(6)
    desk.sees("offline")
    desk.write(3)
    desk.page.context.set_offline(False)
    desk.sees("saved")
    assert_arrived(place, desk)


def test_the_session_ends_and_the_person_signs_in_in_place(place: Place, sit_down: SitDown) -> None:
    desk = sit_down("out")
    desk.write(3)
    desk.sees("saved")
    desk.loses_the_session()
    desk.write(6)
    desk.sees("failed")
    desk.write(2)
    desk.signs_in_again()
    desk.write(2)
    desk.shows_what_was_written()
    assert_arrived(place, desk)


def test_the_server_is_killed_in_the_middle_of_a_save(place: Place, sit_down: SitDown) -> None:
    desk = sit_down("killed")
    desk.write(3)
    desk.sees("saved")
    waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation::regclass::text = 'scoring_edit'"
    with place.database() as other, other.transaction():
        other.execute("LOCK TABLE scoring_edit IN SHARE MODE")
        desk.write(3)
        until(lambda: place.rows(waits))
        place.kill_web()
    desk.write(3)
    desk.sees("offline")
    place.start_web()
    desk.write(3)
    desk.returns()
    assert_arrived(place, desk)


def test_the_database_stops_and_comes_back_and_nobody_has_to_do_anything(
    place: Place, sit_down: SitDown
) -> None:
    desk = sit_down("base")
    desk.write(3)
    with place.away("postgres"):
        desk.write(3)
        desk.sees("offline")
    desk.write(3)
    desk.sees("saved")
    assert_arrived(place, desk)


def test_while_valkey_is_away_typing_is_saved_as_ever(place: Place, sit_down: SitDown) -> None:
    desk = sit_down("cache")
    desk.write(3)
    desk.sees("saved")
    with place.away("valkey"):
        desk.write(6)
        desk.sees("saved")
        desk.shows_what_was_written()
        assert_arrived(place, desk)
    desk.write(3)
    desk.sees("saved")
    assert_arrived(place, desk)


def test_the_laptop_sleeps_over_the_end_of_the_session(place: Place, sit_down: SitDown) -> None:
    desk = sit_down("asleep")
    desk.write(3)
    machine = desk.page.context.new_cdp_session(desk.page)
    machine.send("Page.setWebLifecycleState", {"state": "frozen"})
    place.rows("DELETE FROM django_session WHERE session_key = %s RETURNING 1", desk.people["cookie"])
    machine.send("Page.setWebLifecycleState", {"state": "active"})
    desk.loses_the_session()
    desk.write(3)
    desk.sees("failed")
    desk.signs_in_again()
    assert_arrived(place, desk)


def test_two_tabs_and_another_device_write_at_once(place: Place, sit_down: SitDown) -> None:
    evidence = place.people["tabs"]["evidence"]
    one = sit_down("tabs", fields=evidence[:2])
    tab = sit_down("tabs", fields=[*evidence[2:3], "notes"], beside=one)
    device = sit_down("tabs", fields=[*evidence[3:], "reason"])
    for _ in range(4):
        for desk in (one, tab, device):
            desk.write(1)
    for desk in (one, tab, device):
        desk.sees("saved")
    assert_arrived(place, one, tab, device)
    device.page.reload()
    for desk in (one, tab, device):
        Desk(place, desk.people, device.page, desk.fields, desk.chance, desk.texts).shows_what_was_written()


def test_clocks_that_are_wrong_by_an_hour_change_no_time(place: Place, sit_down: SitDown) -> None:
    slow = sit_down("clocks", fields=["notes"], clock=-1)
    fast = sit_down("clocks", fields=["reason"], clock=1)
    happened = []
    for number, desk in enumerate((slow, fast)):
        wrong = desk.page.evaluate("Date.now()") / 1000 - time.time()
        assert abs(abs(wrong) - 3600) < 60
        desk.page.context.set_offline(True)
        happened.append(desk.mark_asked(number))
        desk.write(3)
        desk.sees("offline")
    place.kill_web()
    place.start_web()  # which takes its time
    for desk in (slow, fast):
        desk.page.context.set_offline(False)
        desk.returns()
    arrived = time.time()
    assert arrived - happened[-1] > 2, "too quick to tell the moment of the press from the arrival"
    assert_arrived(place, slow, fast)
    for number, moment in enumerate(happened):
        # A request under way counts as later than it was: little, beside what it waited for a server.
        assert abs(asked_at(place, slow.people, number) - moment) < max(1.5, (arrived - moment) / 2)
