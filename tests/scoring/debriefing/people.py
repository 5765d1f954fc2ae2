"""One debrief with everybody around it whom the rules tell apart."""

from dataclasses import dataclass

from accounts.enums import Role
from accounts.models import Membership
from interviews.enums import SeatKind
from interviews.models import ConflictOfInterest, Loop
from scoring.actions.name_facilitator import name_facilitator
from scoring.actions.recuse_from_debrief import recuse_from_debrief
from scoring.actions.take_committee_seat import take_committee_seat
from tests.cast import World, make_card, make_member, make_seat
from tests.scoring.packets import another_loop, hand_in_at_once

PARTS = (
    "facilitator", "voter", "committee", "coordinator", "admin", "interviewer",
    "trainee", "recused", "conflicted", "nobody", "stranger",
)  # fmt: skip


@dataclass
class Debriefed:
    """A loop, and its people by what they are in its debrief."""

    loop: Loop
    people: dict[str, Membership]

    def __getitem__(self, part: str) -> Membership:
        return self.people[part]

    def voters(self) -> list[Membership]:
        return [self["voter"], self["other_voter"]]


def a_debrief(world: World, stranger: Membership, *, cards: int = 2) -> Debriefed:
    """A debrief that collects cards: so many of two are in. The trainee owes one, and so is blind."""
    organization = world.organization
    organization.veto = True
    organization.save()
    loop = another_loop(world, title="In debrief")
    hand_in_at_once(loop, world.lead, [3, 3, 3, 3])
    if cards == 2:
        hand_in_at_once(loop, world.second, [2, 2, 3, 3], kind=SeatKind.SECOND)
    else:
        make_card(make_seat(loop.sessions.get(), world.second, SeatKind.SECOND))
    make_seat(
        loop.sessions.get(), make_member(organization, "Tia Trainee", Role.INTERVIEWER), SeatKind.SHADOW
    )
    made = {
        name: make_member(organization, f"{name.title()} Member", Role.COMMITTEE)
        for name in ("facilitator", "other", "idle", "recused", "conflicted")
    }
    trainee = loop.sessions.get().seats.get(kind=SeatKind.SHADOW).member
    people = world.people() | {
        "facilitator": made["facilitator"],
        "voter": world.committee,
        "other_voter": made["other"],
        "committee": made["idle"],
        "interviewer": world.lead,
        "trainee": trainee,
        "recused": made["recused"],
        "conflicted": made["conflicted"],
        "stranger": stranger,
    }
    debriefed = Debriefed(loop, people)
    name_facilitator(actor=world.admin, loop_id=loop.pk, member_id=made["facilitator"].pk)
    for member in debriefed.voters():
        take_committee_seat(actor=member, loop_id=loop.pk)
    recuse_from_debrief(actor=made["recused"], loop_id=loop.pk, reason="The candidate is my neighbour.")
    ConflictOfInterest.objects.create(
        organization=organization,
        member=made["conflicted"],
        candidate=loop.candidate,
        kind="declared",
        reason="Friends",
    )
    return debriefed
