"""Who owes a card gets the same answers whatever the other cards say, from every route that can be read."""

import pytest

from tests.gate.clock import Clock
from tests.gate.readers import BLIND, Reader
from tests.gate.walking import NEAR, compare, readable, told
from tests.gate.worlds import Scene

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("reader", BLIND, ids=lambda reader: reader.name)
def test_a_blind_reader_cannot_tell_the_worlds_apart(scene: Scene, clock: Clock, reader: Reader) -> None:
    names = readable() if reader.wide else [name for name in readable() if name in NEAR]
    found = compare(scene, clock, reader, names)
    assert not found, told(found)
