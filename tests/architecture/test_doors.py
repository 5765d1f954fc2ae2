"""Every URL × every role × a stranger from a look-alike organisation, against the table in doors/."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.ground.tenancy import all_organizations
from accounts.models import Membership
from tests.architecture.doors import ALL, Door, Ids, Row, accounts, interviews, questionbank, scoring
from tests.architecture.doors.world import fill
from tests.cast import build_world, sign_in

pytestmark = pytest.mark.django_db
APPS = (accounts, questionbank, interviews, scoring)
TABLE: dict[str, Row] = {name: row for app in APPS for name, row in (app.PAGES | app.API).items()}
SPEAKS_JSON = {name for name in TABLE if name.startswith("api_")} - {"api_imports"} | {"live_edits"}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# What those who are let in may be answered with; writes may find nothing to do in what was sent.
# 406: a stream, which this server has not, for somebody who might have had it.
LET_IN = {"GET": {200, 406}} | {method: {200, 201, 202, 204, 302, 400, 409} for method in METHODS[1:]}


@dataclass
class Cast:
    """Two organisations, everybody signed in, and the ids of both."""

    members: dict[str, Membership]
    browsers: dict[str, Client]
    strangers: dict[str, Client]
    ids: Ids
    foreign: Ids

    def send(self, client: Client, name: str, method: str, ids: Ids | None = None) -> HttpResponse:
        """One request with the door's body, undone afterwards. `ids` are for the address."""
        ids = ids or self.ids
        address = reverse(name, kwargs={"org": "acme", **{key: ids[key] for key in parameters(name)}})
        door = TABLE[name].get(method)
        options: dict[str, Any] = {}
        if method != "GET":
            options["data"] = door.body(self.ids) if door and door.body else {}
        if method != "GET" and name in SPEAKS_JSON:
            options["content_type"] = "application/json"
        with transaction.atomic():
            answer = getattr(client, method.lower())(address, **options)
            transaction.set_rollback(True)
        return answer


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """Built once for all tests of this file, in a transaction around theirs."""
    with django_db_blocker.unblock(), transaction.atomic():
        with all_organizations():
            acme, zenith = build_world("acme", "Acme"), build_world("zenith", "Zenith")
        ids, foreign = fill(acme), fill(zenith)
        members = acme.people() | {"other": ids["other"]}
        del members["second"]
        assert members.keys() == ALL
        yield Cast(
            members=members,
            browsers={part: sign_in(member) for part, member in members.items()},
            strangers={"admin": sign_in(zenith.admin), "lead": sign_in(zenith.lead)},
            ids=ids,
            foreign=foreign,
        )
        transaction.set_rollback(True)


def named(patterns: list[Any]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern.url_patterns)
        else:
            yield pattern


PATTERNS = {pattern.name: pattern for pattern in named(get_resolver().url_patterns)}


def parameters(name: str) -> set[str]:
    """What an address needs beside the organisation."""
    return set(PATTERNS[name].pattern.converters) - {"org"}


def reason(answer: HttpResponse) -> str:
    """What a refusal says for itself."""
    if answer["Content-Type"].startswith("application/json"):
        return str(json.loads(answer.content)["error"]["detail"])
    found = re.search(r'<p class="measure">\s*(.*?)\s*</p>', answer.content.decode(), re.DOTALL)
    return found[1] if found else ""


doors = pytest.mark.parametrize(
    ("name", "method", "door"),
    [
        pytest.param(name, method, door, id=f"{name}-{method}")
        for name, row in TABLE.items()
        for method, door in row.items()
    ],
)


def test_every_url_has_a_name_and_is_in_the_table_and_no_other() -> None:
    assert None not in PATTERNS
    assert PATTERNS.keys() == TABLE.keys() | accounts.OPEN.keys() | accounts.SIGNED_IN.keys()


def test_no_url_name_is_used_twice_and_none_is_in_two_tables() -> None:
    names = [pattern.name for pattern in named(get_resolver().url_patterns)]
    assert sorted(names) == sorted(set(names))
    rows = [name for app in APPS for name in (*app.PAGES, *app.API)]
    assert len(rows) == len(set(rows)) == len(TABLE)
    assert not TABLE.keys() & (accounts.OPEN.keys() | accounts.SIGNED_IN.keys())


@doors
def test_each_role_meets_what_the_table_says(cast: Cast, name: str, method: str, door: Door) -> None:
    for part, browser in cast.browsers.items():
        answer = cast.send(browser, name, method)
        expected = door.expects(part)
        if expected == "in":
            assert answer.status_code in LET_IN[method], (part, answer.content.decode()[:2000])
            assert not answer.get("Location", "").startswith("/account/"), part
        else:
            assert answer.status_code == int(expected), (part, answer.content.decode()[:2000])
        if expected == "403":
            assert len(reason(answer)) > 20, part
            assert "Your role in this organisation does not include it" not in reason(answer), part


@doors
def test_strangers_meet_nothing_and_the_signed_out_the_sign_in(
    cast: Cast, name: str, method: str, door: Door
) -> None:
    for part, browser in cast.strangers.items():
        assert cast.send(browser, name, method).status_code == 404, part
    answer = cast.send(Client(), name, method)
    if name.startswith("api_") or (method != "GET" and name in SPEAKS_JSON):
        assert answer.status_code == 401
    else:
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login") + "?next=/o/acme/")


@pytest.mark.parametrize("name", TABLE)
def test_no_other_method_is_taken(cast: Cast, name: str) -> None:
    for method in METHODS:
        if method not in TABLE[name]:
            for part in ("admin", "nobody"):
                answer = cast.send(cast.browsers[part], name, method)
                assert answer.status_code == 405, (method, part)


@pytest.mark.parametrize("name", [name for name in TABLE if parameters(name)])
def test_an_id_of_another_organisation_leads_nowhere(cast: Cast, name: str) -> None:
    """Each id of the address alone, and all of them. Who is not let in may be told that first."""
    needed = parameters(name) - {"number"}  # of a hint of the question: no id, and nobody's
    for foreign in [{one} for one in needed] + [needed] * (len(needed) > 1):
        ids = cast.ids | {key: cast.foreign[key] for key in foreign}
        for method, door in TABLE[name].items():
            for part, browser in cast.browsers.items():
                status = cast.send(browser, name, method, ids).status_code
                allowed = {403, 404} if door.expects(part) == "403" else {404}
                assert status in allowed, (method, part, foreign)


@pytest.mark.parametrize("name", accounts.OPEN)
def test_open_urls_are_open(cast: Cast, name: str) -> None:
    fill_in = {"uidb36": "1", "key": "set-password", "token": cast.ids["token"]}
    fill_in |= {name: cast.ids[name] for name in ("secret", "window", "signed")}
    address = reverse(name, kwargs={key: fill_in[key] for key in parameters(name)})
    assert Client().get(address).status_code == accounts.OPEN[name]


@pytest.mark.parametrize("name", accounts.SIGNED_IN)
def test_urls_of_no_organisation_ask_for_signing_in_and_no_more(cast: Cast, name: str) -> None:
    answer = Client().get(reverse(name))
    if answer.status_code == 302:
        assert answer["Location"].startswith(reverse("account_login"))
    else:
        assert answer.status_code in (401, 403) and name.startswith("api_")
    for part in (*cast.browsers.values(), *cast.strangers.values()):
        assert part.get(reverse(name)).status_code == accounts.SIGNED_IN[name]
