"""Who reads, with which roles and seat, in which state, while the interview stands where.

Not the full product: each role, each kind of seat, each state of the reader and of the interview is there at
least once, and every two that change the gate's answer together (role × seat, seat × state of the reader,
state of the reader × state of the interview).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from accounts.enums import Role
from accounts.models import Membership
from interviews.enums import LoopState, SeatKind, SeatState, SessionState
from interviews.models import Loop, Seat, Session
from scoring.actions.excuse_seat import excuse_seat
from scoring.actions.override_gate import override_gate
from tests.cast import make_member
from tests.gate.worlds import Scene, second_is_gone, sit
from tests.interviews.conflict_rows import make_conflict
from tests.scoring.sheets import edit, hand_in, save

EVERY_ROLE = tuple(Role)
WHY = "The candidate signs elsewhere within the hour."
State = Callable[[Scene, Membership], None]


def owes(scene: Scene, member: Membership) -> None:
    """Nothing written yet."""


def drafted(scene: Scene, member: Membership) -> None:
    """Has begun a card."""
    save(member, scene.world.session, edit(1, "notes", "mine"), edit(2, "recommendation", "yes"))


def submitted(scene: Scene, member: Membership) -> None:
    """Has handed it in."""
    hand_in(member, scene.world.session, value="2", words="no")


def excused(scene: Scene, member: Membership) -> None:
    """Was declared out."""
    seat = Seat.objects.get(session=scene.world.session, member=member)
    excuse_seat(actor=scene.world.coordinator, seat_id=seat.pk, reason=WHY)


def overridden(scene: Scene, member: Membership) -> None:
    """Opened the cards with a reason."""
    override_gate(actor=member, loop_id=scene.world.loop.pk, reason=WHY)


def declined(scene: Scene, member: Membership) -> None:
    """Gave the seat back."""
    Seat.objects.filter(session=scene.world.session, member=member).update(state=SeatState.DECLINED)


def recused(scene: Scene, member: Membership) -> None:
    """May not judge."""
    Seat.objects.filter(session=scene.world.session, member=member).update(state=SeatState.RECUSED)


def conflicted(scene: Scene, member: Membership) -> None:
    """Knows the candidate."""
    make_conflict(scene.world, member)


def conflicted_later(scene: Scene, member: Membership) -> None:
    """It turned out after they had handed theirs in."""
    submitted(scene, member)
    conflicted(scene, member)


@dataclass(frozen=True)
class Reader:
    """One reader in one world. `seat` is a kind, "later" the loop's second interview, "" none."""

    name: str
    roles: tuple[Role, ...]
    seat: str = ""
    state: State = owes
    session: str = SessionState.AWAITING
    loop: str = LoopState.PLANNED
    others: str = ""  # "alone": nobody else owes a card any more
    wide: bool = False  # walks the addresses too that know of no loop
    own_session: bool = False  # walks the addresses of the later interview, where they sit
    may_differ: dict[str, str] = field(default_factory=dict)  # route -> why it may tell this reader

    def arrive(self, scene: Scene) -> Membership:
        """Puts them there; inside a transaction that is rolled back."""
        world = scene.world
        member = make_member(world.organization, "Rita Reader", *self.roles)
        if self.others == "alone":
            second_is_gone(world)
        if self.seat == "later":
            sit(scene.later, member, SeatKind.LEAD)
        elif self.seat:
            sit(world.session, member, self.seat)
        self.state(scene, member)
        if self.others != "alone":
            Session.objects.filter(pk=world.session.pk).update(state=self.session)
        Loop.objects.filter(pk=world.loop.pk).update(state=self.loop)
        return member


AGREEMENT = {
    "module_agreement": "who manages training is told how far trainees are from leads, over several ratings"
}
BLIND = [
    Reader("everything, second", EVERY_ROLE, "second", owes, SessionState.LIVE, wide=True),
    Reader("everything, last to owe", EVERY_ROLE, "second", drafted, others="alone", wide=True),
    Reader("interviewer, second", (Role.INTERVIEWER,), "second", drafted, SessionState.AWAITING),
    Reader("interviewer, last to owe", (Role.INTERVIEWER,), "second", owes, others="alone"),
    Reader("shadow without a role", (), "shadow", owes, others="alone"),
    Reader("shadow, administrator", (Role.ADMIN,), "shadow", drafted, others="alone"),
    Reader("reverse shadow", (Role.INTERVIEWER,), "reverse_shadow", drafted, SessionState.LIVE),
    Reader("reverse shadow, committee", (Role.COMMITTEE,), "reverse_shadow", owes, SessionState.AWAITING),
    Reader("administrator, later", (Role.ADMIN,), "later", owes, SessionState.COMPLETE),
    Reader(
        "committee, later",
        (Role.COMMITTEE, Role.INTERVIEWER),
        "later",
        owes,
        SessionState.COMPLETE,
        own_session=True,
    ),
    Reader("coordinator and curator, second", (Role.COORDINATOR, Role.CURATOR), "second", drafted),
    Reader("curator, shadow, to come", (Role.CURATOR,), "shadow", owes, SessionState.SCHEDULED),
]
OUTSIDE = [
    Reader("curator", (Role.CURATOR,), wide=True),
    Reader("coordinator", (Role.COORDINATOR,), may_differ=AGREEMENT),
    Reader("interviewer", (Role.INTERVIEWER,)),
    Reader("no role", ()),
    Reader("declined", (Role.INTERVIEWER,), "second", declined),
    Reader("recused, everything", EVERY_ROLE, "second", recused),
    Reader("conflicted, everything", EVERY_ROLE, "second", conflicted),
    Reader("conflicted, after theirs is in", EVERY_ROLE, "second", conflicted_later),
]
# Who may read, and so must see a difference where the cards are shown: else the walk could not fail.
SEES = {"packet", "api_packet", "api_loop_cards"}
OPEN = [
    Reader("second, submitted", (Role.INTERVIEWER,), "second", submitted),
    Reader("second, excused", (Role.INTERVIEWER,), "second", excused),
    Reader("administrator, overridden", (Role.ADMIN,), "second", overridden),
    Reader("shadow, submitted", (Role.INTERVIEWER,), "shadow", submitted),
    Reader("committee without a seat", (Role.COMMITTEE,)),
    Reader("administrator without a seat", (Role.ADMIN,)),
    Reader("second who owes, decided", (Role.INTERVIEWER,), "second", drafted, loop=LoopState.DECIDED),
]
