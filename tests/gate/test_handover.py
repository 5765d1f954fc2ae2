"""The note to who interviews next reaches whoever interviews next, and nobody who must not read the card."""

import pytest

from scoring.models import Scorecard
from tests.cast import World
from tests.gate.clock import Clock
from tests.gate.readers import BLIND, OUTSIDE, Reader
from tests.gate.walking import NEAR, compare, readable, told
from tests.gate.worlds import Scene

pytestmark = pytest.mark.django_db
NEXT = next(reader for reader in BLIND if reader.own_session)
OTHERS = [reader for reader in BLIND if reader.name in ("everything, last to owe", "shadow without a role")]
OTHERS += [reader for reader in OUTSIDE if reader.name in ("coordinator", "conflicted, everything")]


def leave_a_note(world: World) -> None:
    """For the next interviewer, on the lead's card."""
    Scorecard.objects.filter(pk=world.lead_card.pk).update(handover="Ask about queues once more.")


def test_who_interviews_next_reads_it_on_their_sheet(scene: Scene, clock: Clock) -> None:
    names = [name for name in readable() if name in NEAR]
    found = compare(scene, clock, NEXT, names, opposite=leave_a_note)
    assert "live" in found
    # My work counts notes that wait, the kit on paper prints them.
    assert found.keys() <= {"live", "my_work", "api_my_sessions", "kit_pdf"}, told(found)


@pytest.mark.parametrize("reader", OTHERS, ids=lambda reader: reader.name)
def test_it_tells_nobody_else_anything(scene: Scene, clock: Clock, reader: Reader) -> None:
    names = [name for name in readable() if name in NEAR]
    found = compare(scene, clock, reader, names, opposite=leave_a_note)
    assert not found, told(found)
