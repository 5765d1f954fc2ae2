"""What workers write down of cards tells nothing either, while somebody in the loop is blind."""

from collections.abc import Callable

import pytest

from accounts.ground.tenancy import organization_scope
from interviews.models import Notice
from interviews.queries.letters import letter_of, loaded
from tests.gate.clock import Clock
from tests.gate.readers import BLIND, OPEN, Reader
from tests.gate.walking import undone
from tests.gate.worlds import Scene, consequences, derived, say_the_opposite

pytestmark = pytest.mark.django_db


def written(scene: Scene, clock: Clock, reader: Reader) -> list[dict[str, list[object]]]:
    """What the workers leave in the world and in its opposite, letters in words."""
    found = []
    with undone(), organization_scope(scene.world.organization):
        clock.set_to(10)
        reader.arrive(scene)
        for turn in (None, say_the_opposite):
            with undone():
                clock.set_to(11)
                _turn(scene, turn)
                consequences(scene.world, clock, 12)
                letters = [letter_of(row) for row in loaded(Notice.objects.order_by("pk"))]
                found.append(derived(scene.world) | {"words": [(one.to, one.text) for one in letters]})
    return found


def _turn(scene: Scene, turn: Callable[..., None] | None) -> None:
    if turn is not None:
        turn(scene.world)


@pytest.mark.parametrize("reader", BLIND, ids=lambda reader: reader.name)
def test_measures_standings_and_letters_are_the_same(scene: Scene, clock: Clock, reader: Reader) -> None:
    one, other = written(scene, clock, reader)
    assert one == other
    assert one["runs"] and one["measures"] and one["questions"] and one["letters"]


def test_once_nobody_is_blind_the_ratings_count(scene: Scene, clock: Clock) -> None:
    [reader] = [reader for reader in OPEN if reader.name == "second who owes, decided"]
    one, other = written(scene, clock, reader)
    assert one["measures"] != other["measures"]
