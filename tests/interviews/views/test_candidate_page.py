"""The candidate's page without a browser: what it shows, what it never shows, and how it closes."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from interviews.actions.cancel_loop import cancel_loop
from interviews.actions.make_candidate_link import make_candidate_link
from interviews.actions.withdraw_candidate_link import withdraw_candidate_link
from interviews.models import Accommodation, CandidateLink, CandidatePerson, OfferedWindow, Session
from tests.interviews.letters import schedule, tomorrow

pytestmark = pytest.mark.django_db
PARTS = ("page", "zone", "offer", "remove", "needs")


@pytest.fixture
def secret(acme):
    with organization_scope(acme.organization):
        schedule(acme, tomorrow())
        return make_candidate_link(actor=acme.coordinator, loop_id=acme.loop.pk).secret


def address(secret, part="page"):
    more = {"window": "00000000-0000-4000-8000-000000000000"} if part == "remove" else {}
    return reverse(f"candidate_{part}", kwargs={"secret": secret, **more})


def read(secret):
    answer = Client().get(address(secret))
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_shows_the_time_the_people_and_what_to_expect(acme, secret):
    with organization_scope(acme.organization):
        CandidatePerson.objects.update(time_zone="Asia/Kolkata")
        Session.objects.update(place="https://meet.example/abc")
    page = read(secret)
    for told in (
        "Queues in depth",
        "Lea Lead, Sam Second",
        "45 minutes",
        "Asia/Kolkata, UTC+05:30",
        "Backend Engineer",
        'href="https://meet.example/abc" rel="noreferrer noopener"',
    ):
        assert told in page, told


def test_it_shows_nothing_that_is_not_the_candidates(acme, secret):
    with organization_scope(acme.organization):
        Session.objects.update(purpose="Find out whether they bluff")
        Accommodation.objects.create(
            organization=acme.organization, candidate=acme.candidate, text="Captions, please."
        )
    page = read(secret)
    for told in (
        "bluff",
        "bounded queue",
        "Depth",
        "@acme.example",
        "C-0001",
        "/o/acme/",
        "Captions",
        str(acme.loop.pk),
        str(acme.session.pk),
    ):
        assert told not in page, told
    assert "You asked for something on" in page


@pytest.mark.parametrize("place", ["javascript:alert(1)", "http://plain.example/", "Room 2"])
def test_only_a_safe_address_is_a_link(acme, secret, place):
    with organization_scope(acme.organization):
        Session.objects.update(place=place)
    assert f'href="{place}"' not in read(secret)


def test_it_is_kept_from_caches_search_engines_and_other_hosts(secret):
    answer = Client().get(address(secret))
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert '<meta name="robots" content="noindex' in answer.content.decode()


def closed(acme, how, secret):
    with organization_scope(acme.organization):
        if how == "withdrawn":
            withdraw_candidate_link(actor=acme.coordinator, loop_id=acme.loop.pk)
        elif how == "expired":
            CandidateLink.objects.update(expires_at=tomorrow(-1))
        else:
            return "never-was"
    return secret


@pytest.mark.parametrize("how", ["withdrawn", "expired", "unknown"])
def test_a_closed_and_an_unknown_link_answer_the_same_and_say_nothing(acme, secret, how):
    secret = closed(acme, how, secret)
    nothing = Client().get(address("another-that-never-was"))
    for part in PARTS:
        send = Client().get if part == "page" else Client().post
        answer = send(address(secret, part), {"text": "x"})
        assert (answer.status_code, answer.content) == (410, nothing.content)
        assert "no-store" in answer["Cache-Control"] and "noindex" in answer["X-Robots-Tag"]
    assert b"Acme" not in nothing.content
    assert b"This link is not open" in nothing.content


def test_who_tries_many_secrets_is_slowed_down(secret):
    statuses = {Client().get(address(f"guess-{number}")).status_code for number in range(35)}
    assert statuses == {410, 429}
    assert Client().get(address(secret)).status_code == 200


def test_a_closed_loop_says_so_and_offers_nothing(acme, secret):
    with organization_scope(acme.organization):
        cancel_loop(actor=acme.coordinator, loop_id=acme.loop.pk)
    page = read(secret)
    assert "over or were called off" in page
    assert "<form" not in page and "Lea Lead" not in page


def test_a_time_is_offered_in_the_candidates_zone_and_taken_back(acme, secret):
    browser = Client(enforce_csrf_checks=False)
    browser.post(address(secret, "zone"), {"time_zone": "Asia/Kolkata"})
    day = f"{tomorrow(72):%Y-%m-%d}"
    answer = browser.post(
        address(secret, "offer"), {"day": day, "starts": "09:00", "ends": "12:00"}, follow=True
    )
    assert "your times are noted" in answer.content.decode()
    assert "09:00 to 12:00 (Asia/Kolkata" in answer.content.decode()
    with organization_scope(acme.organization):
        row = OfferedWindow.objects.get()
        assert f"{row.starts_at:%H:%M}" == "03:30"
    gone = reverse("candidate_remove", kwargs={"secret": secret, "window": row.pk})
    assert "taken back" in browser.post(gone, follow=True).content.decode()


@pytest.mark.parametrize(
    ("part", "sent", "told"),
    [
        ("offer", {"day": "2001-01-01", "starts": "09:00", "ends": "12:00"}, "has begun already"),
        ("offer", {"day": "soon", "starts": "09:00", "ends": "12:00"}, "Enter a valid date"),
        ("needs", {"text": "  "}, "required"),
        ("zone", {"time_zone": "Mars"}, "Choose one of the list"),
    ],
)
def test_what_makes_no_sense_stays_on_the_page_with_the_reason(secret, part, sent, told):
    answer = Client().post(address(secret, part), sent)
    assert answer.status_code == 400
    assert told in answer.content.decode()


def test_what_is_needed_reaches_coordinators_only(acme, secret):
    answer = Client().post(address(secret, "needs"), {"text": "Captions, please."}, follow=True)
    assert "A coordinator reads it" in answer.content.decode()
    from tests.cast import sign_in

    side = reverse("loop_link", args=["acme", acme.loop.pk])
    page = sign_in(acme.coordinator).get(side).content.decode()
    assert "Captions, please." in page
    assert sign_in(acme.lead).get(side).status_code == 403
    for part in ("lead", "committee", "coordinator"):
        loop = sign_in(getattr(acme, part)).get(reverse("loop", args=["acme", acme.loop.pk]))
        assert "Captions" not in loop.content.decode()
    [seen] = re.findall(r'action="([^"]*/seen/)"', page)
    page = sign_in(acme.coordinator).post(seen, follow=True).content.decode()
    assert "Noted." in page and "Seen" in page
    assert "Read" in read(secret)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_costs_the_same_however_much_is_on_it(acme, secret, rows, django_assert_num_queries):
    with organization_scope(acme.organization):
        for number in range(rows):
            Session.objects.create(
                organization=acme.organization,
                loop=acme.loop,
                position=number + 1,
                title=f"Interview {number}",
                minutes=45,
                scheduled_at=tomorrow(50 + number),
            )
            OfferedWindow.objects.create(
                organization=acme.organization,
                loop=acme.loop,
                starts_at=tomorrow(100 + 2 * number),
                ends_at=tomorrow(101 + 2 * number),
            )
    Client().get(address(secret))
    with django_assert_num_queries(8):
        Client().get(address(secret))
