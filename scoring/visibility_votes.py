"""The gate's other half: who may read which vote, which decision, and the candidate's name.

Votes are as cards: one's own always, the others' not before the vote has closed; until then only who has
voted is told, never what. Votes of earlier rounds were open, and stay so. What was decided is read by the
committee and its facilitator alone until it is released. Nobody reads either whom the packet is closed to:
a recusal or a conflict of interest takes votes and decision away with the cards.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.enums import NameOpens, Role
from accounts.ground.verdict import YES, Verdict, no
from accounts.models import Membership, Organization
from interviews.enums import LoopState, SeatState
from interviews.models import ConflictOfInterest, Loop, Seat
from scoring.access import HAD_A_PART
from scoring.enums import CommitteeState, DebriefState
from scoring.models import CommitteeSeat, Debrief, Decision, Veto, Vote
from scoring.visibility import loops_open_to

CLOSED_VOTE = (DebriefState.DISCUSSING, DebriefState.DECIDED, DebriefState.RELEASED)
NAMED_IN = {
    NameOpens.NEVER: (),
    NameOpens.DISCUSSION: CLOSED_VOTE,
    NameOpens.DECISION: (DebriefState.DECIDED, DebriefState.RELEASED),
    NameOpens.RELEASE: (DebriefState.RELEASED,),
}


def votes_are_open(debrief: Debrief) -> bool:
    """Whether the votes of the debrief's present round may be read by others than their authors."""
    return debrief.state in CLOSED_VOTE


def readable_votes(actor: Membership, debrief: Debrief) -> QuerySet[Vote]:
    """The votes of a debrief that the actor may read, in the order in which they were cast: their own, and
    the others' once the vote of their round has closed. Nothing for whom the packet is closed to, and no vote
    of who is recused by now, has a conflict of interest, or sits in an interview.
    """
    opened = loops_open_to(actor, Loop.objects.filter(pk=debrief.loop_id))
    judges = _judges().filter(debrief=OuterRef("debrief"), member=OuterRef("member"))
    votes = Vote.objects.filter(Exists(judges), debrief_id=debrief.pk, debrief__loop__in=opened)
    # By round: a debrief that was read a moment ago opens no vote that has begun since.
    others = Q(round__lte=debrief.round) if votes_are_open(debrief) else Q(round__lt=debrief.round)
    return votes.filter(Q(member=actor) | others)


def seated_committee(debrief: Debrief) -> QuerySet[CommitteeSeat]:
    """Who takes part in the debrief's committee, by name, each with `has_voted`: whether they have in the
    present round. Who, never what, and never when; for everybody to whom the packet is open.
    """
    cast = Vote.objects.filter(debrief=OuterRef("debrief"), member=OuterRef("member"), round=debrief.round)
    seats = _judges().filter(debrief_id=debrief.pk)
    seats = seats.annotate(has_voted=Exists(cast.order_by())).select_related("member__user")
    return seats.order_by("member__user__name", "pk")


def _judges() -> QuerySet[CommitteeSeat]:
    """The seats of those who judge: not recused, without a conflict of interest, and no witnesses."""
    member = OuterRef("member")
    conflicts = ConflictOfInterest.objects.filter(
        candidate=OuterRef("debrief__loop__candidate"), member=member, lifted_at=None
    )
    sits = Seat.objects.filter(session__loop=OuterRef("debrief__loop"), member=member)
    barred = Exists(conflicts) | Exists(sits.exclude(state=SeatState.DECLINED).order_by())
    return CommitteeSeat.objects.filter(~barred, state=CommitteeState.SEATED)


def decisions_open_to(actor: Membership, loops: QuerySet[Loop]) -> QuerySet[Loop]:
    """Those of these loops of which the actor may read what was decided, once something is: released ones
    whose packet is open to them, and as committee member without a part in the interviews, or as
    facilitator, those that are not released too.
    """
    opened = loops_open_to(actor, loops)
    told = Q(state=LoopState.DECIDED)
    led = Debrief.objects.filter(loop=OuterRef("pk"), facilitator=actor)
    told |= Q(Exists(led))
    if actor.has(Role.COMMITTEE):
        witnessed = Seat.objects.filter(session__loop=OuterRef("pk"), member=actor, state__in=HAD_A_PART)
        told |= ~Q(Exists(witnessed))
    return opened.filter(told)


def may_read_decision(actor: Membership, loop: Loop, debrief: Debrief) -> Verdict:
    """Whether the actor may read what was decided on this loop; the refusal is the same whatever it was, and
    whether anything was. One query.
    """
    if decisions_open_to(actor, Loop.objects.filter(pk=loop.pk)).exists():
        return YES
    return no("What the committee decides is told once it is released.")


def readable_decisions(actor: Membership, loops: QuerySet[Loop]) -> QuerySet[Decision]:
    """The decisions on these loops that the actor may read, the last of each loop first."""
    return Decision.objects.filter(loop__in=decisions_open_to(actor, loops))


def readable_vetoes(actor: Membership, debrief: Debrief) -> QuerySet[Veto]:
    """The vetoes that the actor may read: their own, and others' as if they were a decision, but not while
    the committee may still vote: a veto is an opinion before, and afterwards tells what was not decided.
    """
    loop = Loop.objects.filter(pk=debrief.loop_id)
    vetoes = Veto.objects.filter(debrief_id=debrief.pk, debrief__loop__in=loops_open_to(actor, loop))
    if not votes_are_open(debrief):
        return vetoes.filter(member=actor)
    return vetoes.filter(Q(member=actor) | Q(debrief__loop__in=decisions_open_to(actor, loop)))


def may_know_name(actor: Membership, organization: Organization, debrief: Debrief) -> bool:
    """Whether the packet shows the candidate's name by now to this reader, to whom it is open."""
    named = NAMED_IN[NameOpens(organization.name_opens)]
    return actor.organization_id == organization.pk and debrief.state in named
