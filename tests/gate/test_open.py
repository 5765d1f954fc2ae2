"""Who may read sees the difference where the cards are shown: so the walk is able to fail."""

import pytest

from tests.gate.clock import Clock
from tests.gate.readers import OPEN, Reader
from tests.gate.walking import compare
from tests.gate.worlds import Scene

pytestmark = pytest.mark.django_db
SHOWN = ("packet", "api_packet", "api_loop_cards", "packet_list", "api_packets", "live")


@pytest.mark.parametrize("reader", OPEN, ids=lambda reader: reader.name)
def test_who_may_read_sees_what_differs(scene: Scene, clock: Clock, reader: Reader) -> None:
    found = compare(scene, clock, reader, SHOWN)
    expected = {"packet", "api_packet", "api_loop_cards"}
    if reader.seat:  # their own sheet, closed, with the colleagues' cards below
        expected |= set() if reader.name == "administrator, overridden" else {"live"}
    assert expected <= found.keys()
    assert all("the opposite" not in words.split(" / ")[0] for words in found.values())
