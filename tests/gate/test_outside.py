"""Who has no part in the cards, or must not have: the same answers whatever they say."""

import pytest

from accounts.ground.tenancy import organization_scope
from tests.gate.clock import Clock
from tests.gate.readers import OUTSIDE, Reader
from tests.gate.walking import NEAR, Walker, compare, readable, told, undone
from tests.gate.worlds import Scene, say_the_opposite

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("reader", OUTSIDE, ids=lambda reader: reader.name)
def test_who_reads_no_cards_cannot_tell_the_worlds_apart(scene: Scene, clock: Clock, reader: Reader) -> None:
    names = readable() if reader.wide else [name for name in readable() if name in NEAR]
    found = compare(scene, clock, reader, names)
    unexpected = {name: words for name, words in found.items() if name not in reader.may_differ}
    assert not unexpected, told(unexpected)


def test_another_organisation_meets_the_same_nothing(scene: Scene, clock: Clock) -> None:
    walks = []
    for turn in (None, say_the_opposite):
        with undone():
            if turn is not None:
                with organization_scope(scene.world.organization):
                    turn(scene.world)
            walks.append(Walker(scene, clock, scene.stranger, scene.ids).get(readable()))
    found = walks[0].differences(walks[1])
    assert not found, told(found)
    inside = {name for name, answer in walks[0].answers.items() if "/o/" in name and answer.status == 200}
    assert inside == set()
