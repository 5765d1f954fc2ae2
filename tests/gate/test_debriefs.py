"""Votes, vetoes and decisions tell nothing before their time, to nobody, in no state of a debrief."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from accounts.ground.tenancy import organization_scope
from scoring.enums import DebriefState
from tests.gate.clock import Clock
from tests.gate.debriefs import HIDDEN, OUTCOME, PLAIN, REOPENED, VETO, VOTES, Committee, gather, walks
from tests.gate.walking import told, undone
from tests.gate.worlds import Scene

pytestmark = pytest.mark.django_db
CLOSED = ("coordinator", "recused", "recused seat", "conflicted", "blind", "nobody")


@dataclass(frozen=True)
class Case:
    """A state, what differs between two worlds in it, who may see that, and who must not."""

    state: str
    differing: str
    seen_by: tuple[str, ...]
    hidden_from: tuple[str, ...]


CASES = [
    Case(
        DebriefState.VOTING,
        HIDDEN,
        ("facilitator",),  # their own veto
        ("voter", "committee", "administrator", "witness", *CLOSED),
    ),
    Case(DebriefState.DISCUSSING, VOTES, ("witness",), CLOSED),
    Case(DebriefState.DISCUSSING, VETO, ("voter",), ("administrator", "witness")),
    Case(
        DebriefState.DECIDED, OUTCOME, ("committee", "facilitator"), ("administrator", "witness", *CLOSED[:4])
    ),
    Case(DebriefState.DECIDED, VETO, ("voter",), ("administrator", "witness")),
    Case(DebriefState.RELEASED, OUTCOME, ("witness", "administrator"), CLOSED[1:4]),
    Case(REOPENED, OUTCOME, (), ("administrator", "witness", "coordinator", "blind")),
]
# That a veto was raised is on the trail, which administrators read; not its words.
TRAIL = {"audit", "api_audit"}


@pytest.fixture(scope="module")
def committee(staged: tuple[Scene, Clock]) -> Iterator[Committee]:
    scene, clock = staged
    with undone(), organization_scope(scene.world.organization):
        clock.set_to(8)
        scene.world.organization.veto = True
        scene.world.organization.save()
        made = gather(scene)
        made.loop.organization.refresh_from_db()
        yield made


def differences(
    committee: Committee, clock: Clock, case: Case, readers: tuple[str, ...], **options: Any
) -> dict[str, dict[str, str]]:
    """By reader: where they could tell the two worlds of this case apart."""
    plain = walks(committee, clock, case.state, PLAIN, readers, **options)
    other = walks(committee, clock, case.state, case.differing, readers, **options)
    trail = TRAIL if case.differing in (VETO, HIDDEN) else set()
    found = {reader: plain[reader].differences(other[reader]) for reader in readers}
    return {
        reader: {name: words for name, words in names.items() if name not in trail}
        for reader, names in found.items()
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.state}, {case.differing}")
def test_nobody_learns_before_its_time(committee: Committee, clock: Clock, case: Case) -> None:
    found = differences(committee, clock, case, case.seen_by + case.hidden_from)
    for reader in case.hidden_from:
        assert not found[reader], f"{reader}\n{told(found[reader])}"
    for reader in case.seen_by:
        assert "packet" in found[reader], reader
