"""Who is signed out: a page leads to signing in, a script is told so and gets no page."""

import pytest
from django.test import Client

from tests.cast import World, sign_in


def test_a_page_leads_to_signing_in_and_back(acme: World) -> None:
    answer = Client().get("/o/acme/")
    assert (answer.status_code, answer.url) == (302, "/account/login/?next=/o/acme/")


@pytest.mark.parametrize(
    "headers",
    [{"HX-Request": "true"}, {"Accept": "application/json"}, {"Accept": "text/event-stream"}],
    ids=["htmx", "json", "events"],
)
def test_a_script_is_told_401_and_never_gets_the_page_for_signing_in(acme: World, headers: dict) -> None:
    answer = Client().get("/o/acme/", headers=headers)
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "signed_out"
    assert b"<form" not in answer.content
    assert sign_in(acme.lead).get("/o/acme/", headers=headers).status_code == 200


def test_what_is_open_stays_open_for_scripts(acme: World) -> None:
    assert Client().get("/account/login/", headers={"HX-Request": "true"}).status_code == 200
    assert Client().get("/healthy/", headers={"Accept": "application/json"}).status_code == 200


def test_a_browsers_own_navigation_is_no_script(acme: World) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert Client().get("/o/acme/", headers={"Accept": accept}).status_code == 302
