"""One world for a whole file: every request is undone after it is answered."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from accounts.ground.tenancy import all_organizations, organization_scope
from tests.architecture.doors import Ids
from tests.architecture.doors.world import fill
from tests.bad_input.sending import House
from tests.cast import World, build_world
from tests.questionbank.documents import stage


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    with django_db_blocker.unblock(), transaction.atomic():
        with all_organizations():
            acme, zenith = build_world("acme", "Acme"), build_world("zenith", "Zenith")
        yield House(acme, _ids(acme), _ids(zenith))
        transaction.set_rollback(True)


def _ids(world: World) -> Ids:
    """As the doors have them, but with a document that was really read."""
    ids = fill(world)
    with organization_scope(world.organization):
        batch = stage(world.curator)
        batch.report = batch.report | {"unanswered": [{"prompt": "Queues?", "lines": [1, 1]}]}
        batch.save()
        first, second, *_ = batch.items.all()
        return ids | {"batch": batch.pk, "item": first.pk, "joined": second.pk}
