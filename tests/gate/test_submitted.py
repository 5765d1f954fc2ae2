"""That a colleague has handed theirs in may be known where it is told, and nowhere else."""

import pytest

from tests.gate.clock import Clock
from tests.gate.readers import BLIND, Reader
from tests.gate.walking import NEAR, compare, readable, told
from tests.gate.worlds import Scene, take_back_the_submission

pytestmark = pytest.mark.django_db
# Route -> how it tells that a card is in. "Submitted" is all that co-interviewers know of each other.
TELLS = {
    "live_together": "who sits there: here or not, submitted or not",
    "live": "the same, as the page is first shown",
    "loop_letters": "who plans sees who was reminded of a card",
    "api_loop_letters": "the same",
    "audit": "administrators see who did what and when; and that reminders were written",
    "api_audit": "the same",
}
READERS = [reader for reader in BLIND if reader.name in ("everything, second", "interviewer, second")]
READERS += [reader for reader in BLIND if reader.name in ("administrator, later", "shadow without a role")]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_only_named_routes_tell_that_a_card_is_in(scene: Scene, clock: Clock, reader: Reader) -> None:
    names = [name for name in readable() if name in NEAR]
    found = compare(scene, clock, reader, names, opposite=take_back_the_submission)
    unexpected = {name: words for name, words in found.items() if name not in TELLS}
    assert not unexpected, told(unexpected)
