"""An hour on a train, in a minute: one interviewer, one interview, and most of what can go wrong."""

from tests.browser.chaos.conftest import SitDown
from tests.browser.chaos.desk import Desk, asked_at, assert_every_word_arrived_once
from tests.browser.chaos.place import Place
from tests.crashes.house import until

SLUG = "train"


def test_an_hour_on_a_train_loses_no_word_and_doubles_none(place: Place, sit_down: SitDown) -> None:
    evidence = place.people[SLUG]["evidence"]
    laptop = sit_down(SLUG, fields=evidence[:2], clock=-1)
    laptop.write(4)
    laptop.sees("saved")
    asked = [in_the_tunnel(laptop, 0)]
    the_office_has_trouble(place, laptop)
    tab = sit_down(SLUG, fields=[evidence[2], "notes"], beside=laptop)
    telephone = sit_down(SLUG, fields=[evidence[3], "reason"], clock=1)
    asked.append(in_the_tunnel(telephone, 1))
    desks = [laptop, tab, telephone]
    the_server_is_killed_while_all_write(place, desks)
    asleep_until_signed_out(laptop, tab)
    for desk in desks:
        desk.write(1)
        desk.returns()
    assert_every_word_arrived_once(place, laptop.people, desks)
    for number, happened in enumerate(asked):
        assert abs(asked_at(place, laptop.people, number) - happened) < 2
    as_a_later_page_shows_it(laptop, desks)


def in_the_tunnel(desk: Desk, number: int) -> float:
    """No network: a question is asked, and the page goes on. When it was asked."""
    desk.page.context.set_offline(True)
    asked = desk.mark_asked(number)
    desk.write(4)
    desk.sees("offline")
    desk.page.context.set_offline(False)
    desk.returns()
    return asked


def the_office_has_trouble(place: Place, laptop: Desk) -> None:
    """Database and Valkey stop one after the other."""
    for engine in ("postgres", "valkey"):
        with place.away(engine):
            laptop.write(3)
        laptop.returns()


def the_server_is_killed_while_all_write(place: Place, desks: list[Desk]) -> None:
    """SIGKILL in the middle of saves; everybody goes on, and the server comes back."""
    waits = "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype IN ('relation', 'transactionid')"
    with place.database() as other, other.transaction():
        other.execute("LOCK TABLE scoring_edit IN SHARE MODE")
        for desk in desks:
            desk.write(2)
        until(lambda: place.rows(waits)[0][0] >= 1)
        place.kill_web()
    for desk in desks:
        desk.write(2)
        desk.sees("offline")
    place.start_web()
    for desk in desks:
        desk.returns()


def asleep_until_signed_out(laptop: Desk, tab: Desk) -> None:
    """The lid is shut, the session ends, the lid is opened; signed in on one page, the other goes on too."""
    machine = laptop.page.context.new_cdp_session(laptop.page)
    laptop.write(1)
    machine.send("Page.setWebLifecycleState", {"state": "frozen"})
    laptop.loses_the_session()
    machine.send("Page.setWebLifecycleState", {"state": "active"})
    tab.write(2)
    tab.sees("failed")
    laptop.write(2)
    laptop.sees("failed")
    laptop.signs_in_again()
    for desk in (laptop, tab):
        desk.page.bring_to_front()
        desk.returns()


def as_a_later_page_shows_it(laptop: Desk, desks: list[Desk]) -> None:
    """Loaded anew, the page has every text."""
    laptop.page.reload()
    for desk in desks:
        desk.page = laptop.page
        desk.shows_what_was_written()
