"""One scene for all tests of a file, in a transaction around theirs."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from accounts.ground.tenancy import all_organizations, organization_scope
from tests.architecture.doors.world import fill
from tests.cast import build_world
from tests.gate.clock import Clock, our_clock
from tests.gate.worlds import Scene, furnish, write_cards


@pytest.fixture(scope="module")
def staged(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Scene, Clock]]:
    """Built once, never changed: each reader's walk is undone."""
    with django_db_blocker.unblock(), our_clock() as clock, transaction.atomic():
        cache.clear()
        with all_organizations():
            acme, zenith = build_world("acme", "Acme"), build_world("zenith", "Zenith")
        with organization_scope(acme.organization):
            write_cards(acme)
        ids = fill(acme)  # in it the second turns out to know the candidate: write their draft before
        with organization_scope(acme.organization):
            scene = furnish(acme, ids, zenith.admin, clock)
        yield scene, clock
        transaction.set_rollback(True)


@pytest.fixture
def scene(staged: tuple[Scene, Clock]) -> Scene:
    return staged[0]


@pytest.fixture
def clock(staged: tuple[Scene, Clock]) -> Clock:
    return staged[1]
