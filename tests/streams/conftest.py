"""A web process for the tests of this folder, and people who listen to it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse

from accounts.ground.tenancy import all_organizations
from accounts.models import Membership
from tests.cast import World, build_world, sign_in
from tests.streams.listening import Stream
from tests.web import Web, running_web


@pytest.fixture
def acme(transactional_db: None) -> World:
    """Acme, with rows that another process sees."""
    with all_organizations():
        return build_world("acme", "Acme")


@pytest.fixture(scope="module")
def one_web(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Web]:
    """One process for the tests of a file, which looks after its streams every second."""
    with running_web(tmp_path_factory.mktemp("web") / "web.log") as one:
        yield one


@pytest.fixture
def web(acme: World, one_web: Web) -> Web:
    """The process, with Acme's rows before it."""
    return one_web


@pytest.fixture
def listen(acme: World, web: Web) -> Iterator[Callable[..., Stream]]:
    """listen(member): the member's stream of Acme's session; hung up at the end."""
    opened: list[Stream] = []

    def open_one(member: Membership, session: str | None = None, **headers: Any) -> Stream:
        path = reverse("live_events", args=[acme.slug, acme.session.pk])
        session = session or sign_in(member).cookies["sessionid"].value
        opened.append(Stream(web, path, session, **headers))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()
