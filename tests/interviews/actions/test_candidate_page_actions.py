"""make_candidate_link, withdraw_candidate_link, offer_windows, remove_window, choose_time_zone,
ask_accommodation, see_accommodation, open_candidate_page: what a candidate may do, and coordinators about it.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.http import Http404
from django.utils import timezone

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent, Invitation
from interviews.access import open_candidate_link
from interviews.actions.ask_accommodation import MOST, ask_accommodation
from interviews.actions.cancel_loop import cancel_loop
from interviews.actions.choose_time_zone import choose_time_zone
from interviews.actions.make_candidate_link import make_candidate_link
from interviews.actions.offer_windows import local_moment, offer_windows
from interviews.actions.open_candidate_page import open_candidate_page
from interviews.actions.remove_window import remove_window
from interviews.actions.see_accommodation import see_accommodation
from interviews.actions.withdraw_candidate_link import withdraw_candidate_link
from interviews.models import Accommodation, CandidateLink, OfferedWindow
from interviews.queries.candidate_page import candidate_page

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def made(in_acme):
    return make_candidate_link(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)


@pytest.fixture
def link(made):
    return open_candidate_link(made.secret)


def hours(start, end):
    """A window, in hours from now."""
    now = timezone.now().replace(microsecond=0)
    return now + timedelta(hours=start), now + timedelta(hours=end)


# --- the link ---


def test_the_database_holds_a_hash_only(made):
    assert open_candidate_link(made.secret) == made.link
    assert made.secret not in str(CandidateLink.unscoped.values().get())
    assert made.link.token_hash == Invitation.hash_token(made.secret)
    assert len(made.secret) >= 43  # 256 bits


def test_a_new_link_ends_the_one_before_and_letters_can_make_its_secret_again(in_acme, made):
    again = make_candidate_link(actor=in_acme.admin, loop_id=in_acme.loop.pk)
    with pytest.raises(Http404):
        open_candidate_link(made.secret)
    assert CandidateLink.objects.get(withdrawn_at=None).secret() == again.secret != made.secret
    assert AuditEvent.objects.filter(verb="make_candidate_link").count() == 2


def test_a_link_expires_and_can_be_taken_back(in_acme, made):
    CandidateLink.objects.update(expires_at=timezone.now())
    with pytest.raises(Http404):
        open_candidate_link(made.secret)
    with pytest.raises(Conflict, match="no open link"):
        withdraw_candidate_link(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)
    fresh = make_candidate_link(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)
    withdraw_candidate_link(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)
    with pytest.raises(Http404):
        open_candidate_link(fresh.secret)
    assert AuditEvent.objects.filter(verb="withdraw_candidate_link").count() == 1


def test_only_coordinators_make_and_take_back_links(in_acme):
    for action in (make_candidate_link, withdraw_candidate_link):
        with pytest.raises(Denied):
            action(actor=in_acme.lead, loop_id=in_acme.loop.pk)


def test_a_loop_that_is_over_gets_no_link(in_acme):
    cancel_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)
    with pytest.raises(Conflict, match="cancelled"):
        make_candidate_link(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)


def test_openings_are_noted_and_many_at_once_are_one(link):
    first = open_candidate_page(actor=link).opened_at
    assert first is not None
    assert open_candidate_page(actor=open_again(link)).opened_at == first


def open_again(link):
    return CandidateLink.objects.select_related("loop").get(pk=link.pk)


# --- windows ---


def test_windows_that_overlap_or_touch_become_one(link):
    first, later = hours(24, 28), hours(30, 31)
    begin, end = first
    hour = timedelta(hours=1)
    offer_windows(actor=link, windows=[(begin, begin + 2 * hour), later])
    rows = offer_windows(actor=link, windows=[(begin + hour, begin + 3 * hour), (begin + 3 * hour, end)])
    assert [(row.starts_at, row.ends_at) for row in rows] == [first, later]
    assert AuditEvent.objects.filter(verb="offer_windows", actor=None, data__by="candidate").count() == 2


def test_a_window_that_is_there_keeps_its_row(link):
    [before] = offer_windows(actor=link, windows=[hours(24, 26)])
    [after] = offer_windows(actor=link, windows=[hours(24, 26), hours(25, 26)])
    assert before.pk == after.pk


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        (26, 24, "before the beginning"),
        (-1, 2, "has begun"),
        (24, 24.1, "quarter"),
        (24, 49, "A day at most"),
        (24 * 181, 24 * 181 + 1, "Half a year"),
    ],
)
def test_windows_that_make_no_sense_are_refused(link, start, end, why):
    with pytest.raises(Invalid, match=why):
        offer_windows(actor=link, windows=[hours(start, end)])
    assert not OfferedWindow.objects.exists()


def test_a_time_without_a_zone_is_refused(link):
    with pytest.raises(Invalid, match="time zone"):
        offer_windows(actor=link, windows=[tuple(at.replace(tzinfo=None) for at in hours(24, 25))])


def test_there_is_an_end_to_windows(link):
    offer_windows(actor=link, windows=[hours(24 + 2 * n, 25 + 2 * n) for n in range(40)])
    with pytest.raises(Conflict, match="40"):
        offer_windows(actor=link, windows=[hours(200, 201)])
    assert OfferedWindow.objects.count() == 40


def test_a_window_is_taken_back_once(link):
    [row] = offer_windows(actor=link, windows=[hours(24, 26)])
    remove_window(actor=link, window_id=row.pk)
    remove_window(actor=link, window_id=row.pk)
    assert not OfferedWindow.objects.exists()
    assert AuditEvent.objects.filter(verb="remove_window").count() == 1


def test_a_window_of_another_loop_is_out_of_reach(in_acme, link, zenith):
    from accounts.ground.tenancy import all_organizations

    with all_organizations():
        foreign = OfferedWindow.objects.create(
            organization=zenith.organization,
            loop=zenith.loop,
            starts_at=hours(1, 2)[0],
            ends_at=hours(1, 2)[1],
        )
    remove_window(actor=link, window_id=foreign.pk)
    with all_organizations():
        assert OfferedWindow.objects.filter(pk=foreign.pk).exists()


def test_a_time_that_the_clock_jumps_over_is_refused():
    with pytest.raises(Invalid, match="clocks go forward"):
        local_moment(datetime(2027, 3, 28, 2, 30, tzinfo=BERLIN))
    there_twice = datetime(2027, 10, 31, 2, 30, tzinfo=BERLIN, fold=1)
    assert local_moment(there_twice) == there_twice


# --- zone, needs ---


def test_the_page_tells_times_in_the_zone_that_was_chosen(in_acme, link):
    choose_time_zone(actor=link, time_zone="Asia/Kolkata")
    assert candidate_page(open_again(link), timezone.now()).zone.key == "Asia/Kolkata"
    choose_time_zone(actor=link, time_zone="Asia/Kolkata")
    assert AuditEvent.objects.filter(verb="choose_time_zone").count() == 1
    with pytest.raises(Invalid):
        choose_time_zone(actor=link, time_zone="Mars/Olympus")


def test_what_is_asked_for_is_kept_once_and_stays_out_of_the_audit_trail(in_acme, link):
    row = ask_accommodation(actor=link, text="  Captions, please. ")
    assert ask_accommodation(actor=link, text="Captions, please.") == row
    assert row.text == "Captions, please."
    assert AuditEvent.objects.get(verb="ask_accommodation").data == {"by": "candidate"}


def test_too_little_too_much_and_too_often_are_refused(link):
    for text in (" ", "x" * 2_001):
        with pytest.raises(Invalid):
            ask_accommodation(actor=link, text=text)
    for number in range(MOST):
        ask_accommodation(actor=link, text=f"Break {number}")
    with pytest.raises(Conflict):
        ask_accommodation(actor=link, text="One more")


def test_a_coordinator_says_that_it_was_read(in_acme, link):
    row = ask_accommodation(actor=link, text="Captions, please.")
    for actor in (in_acme.coordinator, in_acme.admin):
        see_accommodation(actor=actor, accommodation_id=row.pk)
    assert Accommodation.objects.get().seen_by == in_acme.coordinator
    assert AuditEvent.objects.filter(verb="see_accommodation").count() == 1


@pytest.mark.parametrize("part", ["lead", "committee", "curator", "nobody"])
def test_nobody_else_reads_what_was_asked_for(in_acme, link, part):
    row = ask_accommodation(actor=link, text="Captions, please.")
    with pytest.raises(Denied):
        see_accommodation(actor=getattr(in_acme, part), accommodation_id=row.pk)


def test_a_link_taken_back_or_a_closed_loop_changes_nothing_any_more(in_acme, link):
    def refused():
        for act in (
            lambda: offer_windows(actor=link, windows=[hours(24, 25)]),
            lambda: remove_window(actor=link, window_id=link.pk),
            lambda: ask_accommodation(actor=link, text="Captions"),
            lambda: choose_time_zone(actor=link, time_zone="UTC"),
        ):
            with pytest.raises(Conflict, match="over or were called off"):
                act()

    withdraw_candidate_link(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)
    refused()
    CandidateLink.objects.update(withdrawn_at=None)
    cancel_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)
    refused()
