"""Votes, vetoes and decisions tell nothing before their time, to nobody, in no state of a debrief."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest

from accounts.ground.tenancy import organization_scope
from scoring.enums import DebriefState
from tests.gate.clock import Clock
from tests.gate.debriefs import (
    CARD,
    CORE,
    FAR,
    HIDDEN,
    OUTCOME,
    PLAIN,
    REOPENED,
    TRAIL,
    VETO,
    VOTES,
    WALKED,
    Committee,
    gather,
    through,
    walked,
)
from tests.gate.walking import Walk, told, undone
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
    wide: tuple[str, ...] = ()  # who walks whatever else tells of a debrief
    far: tuple[str, ...] = ()  # who walks the addresses too that know little of debriefs

    def routes(self, reader: str) -> frozenset[str]:
        """What this reader walks."""
        if reader in self.seen_by:
            return frozenset({"packet"})
        more = (WALKED if reader in self.wide else frozenset()) | (FAR if reader in self.far else frozenset())
        return self.walked | more


CASES = [
    Case(DebriefState.COLLECTING, CARD, ("committee",), ("coordinator", "recused", "conflicted", "blind")),
    Case(DebriefState.READING, CARD, ("witness",), ("coordinator", "blind")),
    Case(DebriefState.READING, VETO, ("facilitator",), ("voter", "coordinator")),  # their own
    Case(
        DebriefState.VOTING,
        HIDDEN,
        ("facilitator",),
        ("voter", "administrator", "witness", "coordinator", "recused", "blind"),
        wide=("administrator", "coordinator", "blind"),
        far=("recused",),  # has every role
    ),
    Case(DebriefState.VOTING, VOTES, (), ("administrator",), TRAIL | {"packet_pdf"}),
    Case(DebriefState.DISCUSSING, VOTES, ("witness",), ("coordinator", "recused seat", "blind")),
    Case(DebriefState.DISCUSSING, VETO, ("voter",), ("witness",)),
    Case(
        DebriefState.DECIDED,
        OUTCOME,
        ("committee",),
        ("administrator", "witness", "coordinator", "conflicted"),
        CORE | TRAIL | {"decision_record"},
        wide=("witness",),
    ),
    Case(DebriefState.DECIDED, VETO, ("voter",), ("witness",)),
    Case(REOPENED, OUTCOME, (), ("administrator", "witness", "blind")),
    Case(DebriefState.RELEASED, OUTCOME, ("witness",), ("recused", "conflicted", "nobody")),
]
# Where a walk must find what was broken on purpose: what stands open there, to everybody.
BROKEN = {
    DebriefState.VOTING: ("scoring.visibility_votes.votes_are_open", lambda debrief: True),
    DebriefState.DECIDED: ("scoring.visibility_votes.decisions_open_to", lambda actor, loops: loops),
}
# On the trail, which administrators read, is that a veto was raised, not its words; and the digest of what a
# decision rests on, which is there to be checked and from which nothing can be read: `test_record_decision`.
RAISED = (VETO, HIDDEN)
DIGEST = re.compile(
    rb"(?<![0-9a-f-])[0-9a-f]{12}(?:[0-9a-f]{52})?(?![0-9a-f])"
)  # whole, or as events show theirs


@dataclass
class Worlds:
    """What every reader was answered in every state of each world, walked when it is asked for."""

    committee: Committee
    clock: Clock
    kept: dict[str, dict[tuple[str, str], Walk]] = field(default_factory=dict)

    def walk(self, differing: str, state: str, reader: str) -> Walk:
        """Of one reader in one state of one world."""
        if differing not in self.kept:
            self.kept[differing] = self._through(differing)
        return self.kept[differing][state, reader]

    def _through(self, differing: str) -> dict[tuple[str, str], Walk]:
        found = {}
        with undone():
            for state, minute in through(self.committee, self.clock, differing):
                for reader, names in readers(state, differing).items():
                    found[state, reader] = walked(self.committee, self.clock, reader, names, minute)
                if state in BROKEN and differing in (PLAIN, HIDDEN, OUTCOME):
                    with pytest.MonkeyPatch.context() as patch:
                        patch.setattr(*BROKEN[DebriefState(state)])
                        found[state, "broken"] = walked(
                            self.committee, self.clock, "witness", {"packet"}, minute
                        )
        return found


def readers(state: str, differing: str) -> dict[str, set[str]]:
    """Who walks in this state of this world, and what: the same in every world, so that moments are too."""
    found: dict[str, set[str]] = defaultdict(set)
    here: set[str] = set()
    for case in CASES:
        if case.state != state:
            continue
        everybody = case.seen_by + case.hidden_from
        for reader in everybody:
            found[reader] |= case.routes(reader)
        here |= set(everybody) if differing in (PLAIN, case.differing) else set()
    return {reader: found[reader] for reader in sorted(here)}


@pytest.fixture(scope="module")
def worlds(staged: tuple[Scene, Clock]) -> Iterator[Worlds]:
    scene, clock = staged
    with undone(), organization_scope(scene.world.organization):
        clock.set_to(8)
        scene.world.organization.veto = True
        scene.world.organization.save()
        made = gather(scene)
        made.loop.organization.refresh_from_db()
        for reader in made.people:
            made.walker(reader, clock)  # signed in before the worlds part
        yield Worlds(made, clock)


def differences(worlds: Worlds, case: Case, reader: str) -> dict[str, str]:
    """Where this reader could tell the two worlds of this case apart."""
    plain, other = (worlds.walk(one, case.state, reader) for one in (PLAIN, case.differing))
    found = masked(plain).differences(masked(other))
    open_trail = TRAIL if case.differing in RAISED else frozenset()
    return {name: words for name, words in found.items() if name in case.routes(reader) - open_trail}


def masked(walk: Walk) -> Walk:
    """The same without digests on the trail."""
    hidden = {
        name: replace(walk.answers[name], body=DIGEST.sub(b"digest", walk.answers[name].body))
        for name in TRAIL & walk.answers.keys()
    }
    return Walk(walk.answers | hidden)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.state}, {case.differing}")
def test_nobody_learns_before_its_time(worlds: Worlds, case: Case) -> None:
    for reader in case.hidden_from:
        found = differences(worlds, case, reader)
        assert not found, f"{reader}\n{told(found)}"
    for reader in case.seen_by:
        assert "packet" in differences(worlds, case, reader), reader


@pytest.mark.parametrize(
    ("state", "differing"), [(DebriefState.VOTING, HIDDEN), (DebriefState.DECIDED, OUTCOME)]
)
def test_the_walk_finds_the_break(worlds: Worlds, state: str, differing: str) -> None:
    plain, other = (worlds.walk(one, state, "broken") for one in (PLAIN, differing))
    assert plain.differences(other).keys() == {"packet"}
