"""What is posted to any route is answered the same whatever the other cards say: refusals, too."""

import pytest

from tests.gate.clock import Clock
from tests.gate.readers import BLIND, OUTSIDE, Reader
from tests.gate.walking import NEAR, compare, told, writable
from tests.gate.worlds import Scene

pytestmark = pytest.mark.django_db
WRITERS = [
    reader
    for reader in (*BLIND, *OUTSIDE)
    if reader.name in ("everything, last to owe", "interviewer, second", "shadow without a role")
    or reader.name in ("administrator, later", "coordinator")
]


@pytest.mark.parametrize("reader", WRITERS, ids=lambda reader: reader.name)
def test_no_refusal_and_no_receipt_tells(scene: Scene, clock: Clock, reader: Reader) -> None:
    names = writable() if reader.wide else [name for name in writable() if name in NEAR]
    found = compare(scene, clock, reader, names, writing=True)
    assert not found, told(found)
