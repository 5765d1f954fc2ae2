"""A page that is still open signs its own person in again, and nobody else."""

import json
import logging
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.http import HttpResponse
from django.test import Client

from accounts.ground.page_owner import sign_owner
from accounts.models import Membership
from accounts.views.again import in_words
from tests.cast import PASSWORD, World, sign_in

AGAIN = "/account/again/"


def ask(browser: Client, member: Membership, password: str, **more: Any) -> HttpResponse:
    """The request of the dialog on this member's page."""
    body = {"page": sign_owner(member.user.pk), "password": password} | more
    return browser.post(AGAIN, json.dumps(body), content_type="application/json")


def detail(answer: HttpResponse) -> str:
    return answer.json()["error"]["detail"]


def signed_in_as(browser: Client) -> str | None:
    return browser.session.get("_auth_user_id")


def test_the_persons_own_password_signs_in_with_a_new_session_and_the_usual_signal(acme: World) -> None:
    browser, told = Client(), []
    heard = lambda **what: told.append(what["user"])  # noqa: E731  # a receiver needs a name to be let go
    user_logged_in.connect(heard)
    answer = ask(browser, acme.lead, PASSWORD)
    user_logged_in.disconnect(heard)
    assert (answer.status_code, answer.json()) == (200, {"name": "Lea Lead", "email": acme.lead.user.email})
    assert signed_in_as(browser) == str(acme.lead.user.pk) and told == [acme.lead.user]
    assert answer["Cache-Control"].startswith("max-age=0")
    assert browser.get("/o/acme/").status_code == 200


def test_the_next_page_does_not_tell_the_old_news_that_one_signed_in(acme: World) -> None:
    browser = Client()
    ask(browser, acme.lead, PASSWORD)
    assert b"signed in as" not in browser.get("/o/acme/").content


def test_a_form_is_taken_like_json(acme: World) -> None:
    browser = Client()
    form = {"page": sign_owner(acme.lead.user.pk), "password": PASSWORD}
    assert browser.post(AGAIN, form).status_code == 200
    assert signed_in_as(browser) == str(acme.lead.user.pk)


@pytest.mark.parametrize(
    ("password", "words"), [("wrong", "This is not the password."), ("", "Enter your password.")]
)
def test_a_wrong_password_signs_nobody_in(acme: World, password: str, words: str) -> None:
    browser = Client()
    answer = ask(browser, acme.lead, password)
    assert (answer.status_code, answer.json()["error"]["fields"]) == (400, {"password": words})
    assert signed_in_as(browser) is None


def test_the_address_comes_from_the_page_and_from_nothing_that_is_sent(acme: World) -> None:
    browser = Client()
    sam = acme.second.user
    sam.set_password("another password")
    sam.save()
    answer = ask(browser, acme.lead, "another password", email=sam.email, login=sam.email)
    assert answer.status_code == 400 and signed_in_as(browser) is None


@pytest.mark.parametrize(
    "page",
    ["", "x", "1:2:3", signing.dumps("1", salt="another"), signing.dumps([1])],
    ids=["none", "short", "unsigned", "signed for another use", "of another kind"],
)
def test_a_page_that_is_none_of_ours_is_refused(acme: World, page: str) -> None:
    browser = Client()
    answer = ask(browser, acme.lead, PASSWORD, page=page)
    assert answer.status_code == 400 and "Sign in in a new tab" in detail(answer)
    assert signed_in_as(browser) is None


@pytest.mark.parametrize("body", ["", "[]", "nonsense", "[" * 5000, '"text"'])
def test_a_body_that_makes_no_sense_is_refused(acme: World, body: str) -> None:
    assert Client().post(AGAIN, body, content_type="application/json").status_code == 400


def test_another_account_that_answers_to_the_same_address_is_not_let_in(acme: World) -> None:
    lead, other = acme.lead.user, acme.second.user
    other.set_password("another password")
    other.save()
    EmailAddress.objects.create(user=other, email=lead.email, verified=True)
    browser = Client()
    answer = ask(browser, acme.lead, "another password")
    assert answer.status_code == 403 and "This page belongs to Lea Lead" in detail(answer)
    assert signed_in_as(browser) is None


def test_a_closed_account_is_told_so_in_words_and_only_with_its_password(acme: World) -> None:
    acme.lead.user.is_active = False
    acme.lead.user.save()
    browser = Client()
    assert ask(browser, acme.lead, "wrong").status_code == 400
    answer = ask(browser, acme.lead, PASSWORD)
    assert answer.status_code == 403 and "This account is closed" in detail(answer)
    assert signed_in_as(browser) is None


def test_after_five_wrong_tries_it_says_how_long_to_wait_even_with_the_right_password(acme: World) -> None:
    browser = Client()
    for _ in range(5):
        assert ask(browser, acme.lead, "wrong").status_code == 400
    answer = ask(browser, acme.lead, PASSWORD)
    assert answer.status_code == 429
    assert 290 <= int(answer["Retry-After"]) <= 300
    assert detail(answer) == "Too many tries. Wait 5 minutes, then try again."
    assert signed_in_as(browser) is None
    assert ask(browser, acme.second, PASSWORD).status_code == 200, "others are not locked out"


def test_the_tries_of_the_ordinary_sign_in_count_too(acme: World) -> None:
    browser = Client()
    for _ in range(5):
        browser.post("/account/login/", {"login": acme.lead.user.email, "password": "wrong"})
    assert ask(browser, acme.lead, PASSWORD).status_code == 429


def test_so_many_tries_a_minute_from_one_place_and_no_more(acme: World) -> None:
    browser = Client()
    for _ in range(60):
        assert ask(browser, acme.lead, PASSWORD).status_code == 200
    answer = ask(browser, acme.lead, PASSWORD)
    assert answer.status_code == 429 and 1 <= int(answer["Retry-After"]) <= 60


def test_who_was_signed_in_as_somebody_else_is_signed_out(acme: World) -> None:
    browser = sign_in(acme.second)
    before = browser.session.session_key
    assert ask(browser, acme.lead, PASSWORD).status_code == 200
    assert signed_in_as(browser) == str(acme.lead.user.pk)
    assert browser.session.session_key != before and not browser.session.exists(before)


def test_a_lost_cookie_comes_back_with_a_get_and_the_sign_in_changes_it(acme: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert ask(browser, acme.lead, PASSWORD).status_code == 403
    answer = browser.get(AGAIN)
    assert (answer.status_code, answer.url) == (302, "/account/login/")
    before = browser.cookies["csrftoken"].value
    body = json.dumps({"page": sign_owner(acme.lead.user.pk), "password": PASSWORD})
    headers = {"X-CSRFToken": before}
    answer = browser.post(AGAIN, body, content_type="application/json", headers=headers)
    assert answer.status_code == 200
    assert browser.cookies["csrftoken"].value != before, "what the page holds is worth nothing any more"


def test_a_script_learns_who_is_signed_in(acme: World) -> None:
    headers = {"Accept": "application/json"}
    assert Client().get(AGAIN, headers=headers).json() == {"name": None, "email": None}
    answer = sign_in(acme.second).get(AGAIN, headers=headers)
    assert answer.json() == {"name": "Sam Second", "email": acme.second.user.email}
    assert answer.cookies["csrftoken"].value


def test_while_the_cache_that_counts_the_tries_is_away_it_says_so(acme: World, settings: Any) -> None:
    away = settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away}
    browser = Client(raise_request_exception=False)
    answer = ask(browser, acme.lead, PASSWORD)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "cannot be reached" in detail(answer) and signed_in_as(browser) is None


def test_no_password_is_in_the_log_or_the_address(acme: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ask(Client(), acme.lead, "do not write me down")
    ask(Client(), acme.lead, PASSWORD)
    assert "do not write me down" not in caplog.text and PASSWORD not in caplog.text
    assert Client().get(AGAIN, {"password": PASSWORD}).url == "/account/login/"


@pytest.mark.parametrize(
    ("seconds", "words"), [(1, "1 second"), (59, "59 seconds"), (60, "1 minute"), (299, "5 minutes")]
)
def test_a_time_to_wait_is_said_as_people_say_it(seconds: int, words: str) -> None:
    assert in_words(seconds) == words
