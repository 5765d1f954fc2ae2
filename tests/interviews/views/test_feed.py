"""The calendar feed behind its secret address, and the page where a person sets it up."""

import re

import pytest
import vobject
from django.test import Client
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from interviews.actions.new_feed import new_feed
from interviews.models import ConflictOfInterest, InterviewerProfile, Seat, Session
from tests.cast import make_candidate, make_loop, make_seat, sign_in
from tests.interviews.letters import schedule, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(acme):
    with organization_scope(acme.organization):
        schedule(acme, tomorrow())
        return reverse("calendar_feed", args=[new_feed(actor=acme.lead).secret])


def events(address):
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return vobject.readOne(answer.content.decode()).contents.get("vevent", [])


def test_it_holds_the_owners_sessions_and_candidates_by_pseudonym(acme, address):
    [event] = events(address)
    assert event.summary.value == "Interview: Queues in depth (Queues in depth)"
    assert "C-0001" in event.description.value
    body = Client().get(address).content.decode()
    assert acme.candidate.person.name not in body
    assert "bounded queue" not in body and "@acme.example" not in body


def test_a_reader_that_has_it_is_told_so(address):
    first = Client().get(address)
    assert Client().get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert Client().get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_change_is_another_feed(acme, address):
    first = Client().get(address)
    with organization_scope(acme.organization):
        schedule(acme, tomorrow(50))
    assert Client().get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("how", ["declined", "recused", "conflict", "cancelled", "no time", "long ago"])
def test_what_is_not_theirs_any_more_is_not_in_it(acme, address, how):
    with organization_scope(acme.organization):
        if how in ("declined", "recused"):
            Seat.objects.filter(member=acme.lead).update(state=how)
        elif how == "conflict":
            ConflictOfInterest.objects.create(
                organization=acme.organization,
                member=acme.lead,
                candidate=acme.candidate,
                kind="declared",
                reason="Friends",
            )
        elif how == "cancelled":
            Session.objects.update(state="cancelled")
        else:
            Session.objects.update(scheduled_at=None if how == "no time" else tomorrow(-24 * 40))
    assert events(address) == []


@pytest.mark.parametrize("how", ["left", "not active", "withdrawn", "unknown"])
def test_for_who_left_and_for_unknown_secrets_there_is_no_feed(acme, address, how):
    if how == "left":
        acme.lead.left_at = tomorrow(-1)
        acme.lead.save()
    elif how == "not active":
        acme.lead.user.is_active = False
        acme.lead.user.save()
    elif how == "withdrawn":
        InterviewerProfile.unscoped.update(feed_hash=None)
    else:
        address = reverse("calendar_feed", args=["never-was"])
    answer = Client().get(address)
    assert (answer.status_code, answer.content) == (404, b"There is no such feed.\n")


@pytest.mark.parametrize("rows", [1, 30])
def test_the_feed_costs_two_queries_however_long(acme, address, rows, django_assert_num_queries):
    with organization_scope(acme.organization):
        for number in range(rows):
            candidate = make_candidate(acme.organization, f"Candidate {number}")
            loop = make_loop(acme, candidate, questions=[], title=f"Loop {number}")
            make_seat(loop.sessions.get(), acme.lead)
            loop.sessions.update(scheduled_at=tomorrow(50 + number))
    with django_assert_num_queries(2):
        assert len(events(address)) == rows + 1


def test_the_page_makes_shows_once_and_takes_back(acme):
    browser = sign_in(acme.lead)
    page = browser.post(reverse("feed_new", args=["acme"])).content.decode()
    [shown] = re.findall(r"http://testserver(/calendar/[^<]*\.ics)", page)
    assert Client().get(shown).status_code == 200
    mine = reverse("my_calendar", args=["acme"])
    assert shown not in browser.get(mine).content.decode()
    assert browser.post(reverse("feed_withdraw", args=["acme"])).status_code == 302
    assert Client().get(shown).status_code == 404


def test_the_page_sets_reminders_and_quiet_hours(acme):
    browser = sign_in(acme.lead)
    mine = reverse("my_calendar", args=["acme"])
    browser.post(mine, {"quiet_from": "19:00", "quiet_until": "07:00"})
    with organization_scope(acme.organization):
        row = InterviewerProfile.objects.get(member=acme.lead)
    assert (row.reminders, f"{row.quiet_from:%H:%M}") == (False, "19:00")
    assert 'value="19:00"' in browser.get(mine).content.decode()
    assert browser.post(mine, {"quiet_from": "late", "quiet_until": "07:00"}).status_code == 400
