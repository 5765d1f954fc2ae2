"""Votes, vetoes and decisions tell nothing before their time, to nobody, in no state of a debrief."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import pytest

from accounts.ground.tenancy import organization_scope
from scoring.enums import DebriefState
from tests.gate.clock import Clock
from tests.gate.debriefs import (
    CORE,
    HIDDEN,
    OUTCOME,
    PLAIN,
    REOPENED,
    VETO,
    VOTES,
    WALKED,
    Committee,
    gather,
    walks,
)
from tests.gate.walking import told, undone
from tests.gate.worlds import Scene

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    """A state, what differs between two worlds in it, who may see that, and who must not."""

    state: str
    differing: str
    seen_by: tuple[str, ...]
    hidden_from: tuple[str, ...]
    walked: frozenset[str] = CORE


CASES = [
    Case(
        DebriefState.VOTING,
        HIDDEN,
        ("facilitator",),  # their own veto
        ("voter", "administrator", "witness", "coordinator", "recused", "blind"),
        WALKED,
    ),
    Case(DebriefState.DISCUSSING, VOTES, ("witness",), ("coordinator", "recused seat", "blind")),
    Case(DebriefState.DISCUSSING, VETO, ("voter",), ("witness",)),
    Case(
        DebriefState.DECIDED,
        OUTCOME,
        ("committee",),
        ("administrator", "witness", "coordinator", "conflicted"),
        WALKED,
    ),
    Case(DebriefState.DECIDED, VETO, ("voter",), ("witness",)),
    Case(DebriefState.RELEASED, OUTCOME, ("witness",), ("recused", "conflicted", "nobody")),
    Case(REOPENED, OUTCOME, (), ("administrator", "witness", "blind")),
]
# On the trail, which administrators read, is that a veto was raised, not its words; and the digest of what a
# decision rests on, which is there to be checked and from which nothing can be read: `test_record_decision`.
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
    committee: Committee, clock: Clock, case: Case, readers: tuple[str, ...], walked: Collection[str]
) -> dict[str, dict[str, str]]:
    """By reader: where they could tell the two worlds of this case apart."""
    plain = walks(committee, clock, case.state, PLAIN, readers, walked)
    other = walks(committee, clock, case.state, case.differing, readers, walked)
    trail = set() if case.differing == VOTES else TRAIL
    found = {reader: plain[reader].differences(other[reader]) for reader in readers}
    return {
        reader: {name: words for name, words in names.items() if name not in trail}
        for reader, names in found.items()
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.state}, {case.differing}")
def test_nobody_learns_before_its_time(committee: Committee, clock: Clock, case: Case) -> None:
    found = differences(committee, clock, case, case.seen_by + case.hidden_from, case.walked)
    for reader in case.hidden_from:
        assert not found[reader], f"{reader}\n{told(found[reader])}"
    for reader in case.seen_by:
        assert "packet" in found[reader], reader


def every_vote_is_open(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("scoring.visibility_votes.votes_are_open", lambda debrief: True)


def every_decision_is_open(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("scoring.visibility_votes.decisions_open_to", lambda actor, loops: loops)


@pytest.mark.parametrize(
    ("broken", "case"),
    [(every_vote_is_open, CASES[0]), (every_decision_is_open, CASES[3])],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_the_walk_finds_the_break(
    committee: Committee,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    broken: Callable[[pytest.MonkeyPatch], None],
    case: Case,
) -> None:
    broken(monkeypatch)
    found = differences(committee, clock, case, ("witness",), {"packet"})
    assert found["witness"].keys() == {"packet"}
