"""The one gate: who may read which scorecard. Closed by default; every read of a card starts here.

One's own card always. Beside it only submitted cards, and only for a reader who is not blind. Blind is who
still owes a card in the loop: while they sit in any session of it and have not submitted theirs, nothing
tells them anything of the others', whatever roles they hold. A decided or cancelled loop blinds nobody, and
takes no more cards. Who recused themselves never reads the others', and whoever has a conflict of interest
with the candidate reads none at all, not even their own. The card of a recused seat is read by nobody and
counts for nothing; those in training are read, and never counted.

Two ways lead out of blindness without a card. Who was declared out of a session owes none there and is not
blind for its sake; what they had drafted is read by nobody else. An administrator may open the others' cards
before handing in their own, with a reason that the panel sees: what they hand in from then on is marked as
written after reading, and is no evidence of its own any more, so it is not counted.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.enums import Role
from accounts.ground.verdict import YES, Verdict, no
from accounts.models import Membership, Organization
from interviews.access import clear_of_conflicts
from interviews.enums import LoopState, SeatKind, SeatState, SessionState
from interviews.models import Loop, Seat, Session
from interviews.rules import may_plan
from scoring.access import HAD_A_PART
from scoring.enums import CardState, CommitteeState
from scoring.models import CommitteeSeat, GateOverride, PacketOpening, Rating, Scorecard

CLOSED_LOOPS = (LoopState.CLOSED, LoopState.DECIDED, LoopState.CANCELLED)
COUNTING_SEATS = (SeatKind.LEAD, SeatKind.SECOND)  # those in training are never counted
READERS = (Role.COMMITTEE, Role.ADMIN)  # who reads cards without a seat of their own


@dataclass(frozen=True)
class Handover:
    """A note to who interviews next: from which interview, from whom, and what it says."""

    session: str
    author: str
    text: str


def owed_seats(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """The seats whose holder still owes a card: seated, interview not cancelled, none submitted."""
    waiting = seats.filter(state=SeatState.SEATED).exclude(session__state=SessionState.CANCELLED)
    return waiting.exclude(scorecard__state=CardState.SUBMITTED)


def counts(card: Scorecard) -> bool:
    """Whether this card is evidence: of a lead or second who still sits there, written without having read
    the others'. A query unless the card is one of `readable_cards`.
    """
    seat = card.seat
    held = seat.kind in COUNTING_SEATS and seat.state == SeatState.SEATED
    return held and not after_reading(card)


def after_reading(card: Scorecard) -> bool:
    """Whether its author had read the others' cards before submitting it. A query unless it was annotated."""
    known = vars(card).get("read_first")
    if known is None:
        return Scorecard.objects.filter(read_before(), pk=card.pk).exists()
    return bool(known)


def read_before(card: str = "") -> Q:
    """The cards whose author had read the others' before submitting; `card` leads there ("scorecard__")."""
    before = {
        "loop": OuterRef(f"{card}seat__session__loop"),
        "member": OuterRef(f"{card}seat__member"),
        "created_at__lte": OuterRef(f"{card}submitted_at"),
    }
    opened = GateOverride.objects.filter(**before).order_by()
    return Q(Exists(opened)) | Q(Exists(PacketOpening.objects.filter(**before).order_by()))


def overrides_of(loop: Loop) -> QuerySet[GateOverride]:
    """Who read the loop's cards before handing in their own, when and why: for everybody who sees it."""
    return GateOverride.objects.filter(loop=loop).select_related("member__user").order_by("created_at")


def counting_seats(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """Those of these seats whose card is evidence: a decision waits for them and for no other."""
    return seats.filter(kind__in=COUNTING_SEATS, state=SeatState.SEATED)


def is_blind(actor: Membership, loop: Loop) -> bool:
    """True while the actor owes a card in this loop and has not opened it with a reason.

    One query; none when the loop is closed.
    """
    if loop.state in CLOSED_LOOPS:
        return False
    opened = GateOverride.objects.filter(loop=loop, member=actor)
    owed = owed_seats(Seat.objects.filter(session__loop=loop, member=actor))
    return owed.exclude(Exists(opened)).exists()


def loops_open_to(actor: Membership, loops: QuerySet[Loop]) -> QuerySet[Loop]:
    """Those of these loops in which the actor reads the others' submitted cards."""
    open_loops = unblinded_loops(actor, loops)
    if actor.has(*READERS):
        return open_loops
    return open_loops.filter(pk__in=_loops_of(Seat.objects.filter(member=actor, state__in=HAD_A_PART)))


def unblinded_loops(actor: Membership, loops: QuerySet[Loop]) -> QuerySet[Loop]:
    """Those of these loops in which nothing need be kept from the actor for the sake of their own judgement:
    they owe no card there or opened it with a reason, are not recused, and have no conflict of interest.
    It lets nobody read a card yet.
    """
    mine = Seat.objects.filter(member=actor)
    opened = GateOverride.objects.filter(member=actor).order_by().values("loop")
    rows = clear_of_recusals(actor, clear_of_conflicts(actor, loops))
    return rows.filter(Q(state__in=CLOSED_LOOPS) | ~Q(pk__in=_loops_of(owed_seats(mine))) | Q(pk__in=opened))


def clear_of_recusals(actor: Membership, loops: QuerySet[Loop]) -> QuerySet[Loop]:
    """Those of these loops from which the actor is not recused, neither from an interview nor from the
    committee.
    """
    seats = Seat.objects.filter(member=actor, state=SeatState.RECUSED)
    chairs = CommitteeSeat.objects.filter(member=actor, state=CommitteeState.RECUSED)
    return loops.exclude(pk__in=_loops_of(seats)).exclude(pk__in=chairs.order_by().values("debrief__loop"))


def is_recused(actor: Membership, loop: Loop) -> bool:
    """Whether the actor recused themselves from this loop, in an interview or in the committee. One query."""
    return not clear_of_recusals(actor, Loop.objects.filter(pk=loop.pk)).exists()


def _loops_of(seats: QuerySet[Seat]) -> QuerySet[Seat, Any]:
    """The loops of somebody's seats: read once for a whole list of loops, not again for each of them, which
    can take minutes on tables that were filled just now.
    """
    return seats.order_by().values("session__loop")


def readable_cards(actor: Membership, loops: Loop | QuerySet[Loop]) -> QuerySet[Scorecard]:
    """The cards of a loop, or of many, that the actor may read: their own, and submitted ones if not blind.

    The private notes are not loaded; `private_note_of` answers for them. Each has `read_first`: whether it
    was submitted after reading the others', and `noted`: whether it is on record that the actor has read
    others' cards there.
    """
    if isinstance(loops, Loop):
        loops = Loop.objects.filter(pk=loops.pk)
    loops = clear_of_conflicts(actor, loops)
    cards = Scorecard.objects.filter(seat__session__loop__in=loops).defer("private_note")
    others = Q(
        state=CardState.SUBMITTED,
        seat__state=SeatState.SEATED,
        seat__session__loop__in=loops_open_to(actor, loops),
    )
    noted = PacketOpening.objects.filter(loop=OuterRef("seat__session__loop"), member=actor).order_by()
    cards = cards.filter(Q(seat__member=actor) | others)
    return cards.annotate(read_first=read_before(), noted=Exists(noted))


def may_read_card(actor: Membership, card: Scorecard) -> Verdict:
    """Whether the actor may read this card. A blind reader's refusal is the same whatever the card is."""
    loop = card.seat.session.loop
    if readable_cards(actor, loop).filter(pk=card.pk).exists():
        return YES
    if is_blind(actor, loop):
        return no("You see your colleagues' cards of this loop once you have submitted yours.")
    return no("You may not read this card.")


def may_enter_for(actor: Membership, seat: Seat) -> Verdict:
    """Type in the card that the seat's holder filled in on paper, and so read it before anybody else: their
    own, or a planner's who has no judgement of their own to give in the loop. Whatever the card holds.
    """
    if seat.member_id == actor.pk:
        return YES
    if not (may := may_plan(actor)):
        return no(f"{may.reason} They enter a colleague's card from paper, too.")
    mine = Seat.objects.filter(session__loop=seat.session.loop_id, member=actor)
    if mine.filter(state=SeatState.RECUSED).exists():
        return no("You recused yourself from this loop.")
    if owed_seats(mine).exists():
        return no("You owe a card in this loop yourself: somebody who does not enters this one.")
    return YES


def private_note_of(actor: Membership, card: Scorecard) -> str:
    """The author's private note to its author; to anyone else, always, an empty text."""
    return card.private_note if card.seat.member_id == actor.pk else ""


def handovers_for(actor: Membership, session: Session) -> list[Handover]:
    """What the interviewers before this session left for those who interview after them. One query.

    Of a card nothing but that note, which its field says is for the next interviewer: no state, no time, no
    rating. It is there from when their interview ended or their card is in, and it need not wait for the
    reader's own card: it says what to cover. Of earlier interviews only (they began before this one did), and
    of whoever leads or seconds there still. Nothing for a shadow, for who is not seated here, nor for whoever
    has a conflict of interest with the candidate.
    """
    seats = Seat.objects.filter(session=session, member=actor, state=SeatState.SEATED)
    sits = seats.exclude(kind=SeatKind.SHADOW)
    loops = clear_of_conflicts(actor, Loop.objects.filter(pk=session.loop_id)).filter(Exists(sits))
    rows = Scorecard.objects.filter(
        seat__in=counting_seats(Seat.objects.filter(session__loop__in=loops).exclude(session=session))
    )
    rows = rows.filter(Q(state=CardState.SUBMITTED) | Q(seat__session__ended_at__isnull=False))
    if session.started_at is not None:
        rows = rows.filter(seat__session__started_at__lt=session.started_at)
    rows = rows.exclude(handover="").order_by("seat__session__started_at", "seat__kind")
    found = rows.values_list("seat__session__title", "seat__member__user__name", "handover")
    return [Handover(*row) for row in found]


def handovers_waiting(seats: Iterable[Seat]) -> dict[uuid.UUID, int]:
    """How many notes `handovers_for` has for the holder of each of these `own_seats`, where the interview has
    not begun; seats without any are left out. One query.
    """
    ahead = [seat for seat in seats if seat.session.started_at is None and seat.kind != SeatKind.SHADOW]
    loops = {seat.session.loop_id for seat in ahead}
    rows = Scorecard.objects.filter(seat__in=counting_seats(Seat.objects.filter(session__loop__in=loops)))
    rows = rows.filter(Q(state=CardState.SUBMITTED) | Q(seat__session__ended_at__isnull=False))
    left = list(rows.exclude(handover="").values_list("seat__session__loop", "seat__session"))
    found = {
        seat.pk: sum(loop == seat.session.loop_id and session != seat.session_id for loop, session in left)
        for seat in ahead
    }
    return {key: number for key, number in found.items() if number}


def own_seats(actor: Membership, *, since: datetime | None = None) -> QuerySet[Seat]:
    """The actor's seats, with `card_state` (None: no card yet) and `card_submitted_at` of their own card.

    Without those where they have a conflict of interest. `since` leaves out those whose card was submitted
    before it.
    """
    seats = clear_of_conflicts(actor, Seat.objects.filter(member=actor), "session__loop__candidate")
    if since is not None:
        seats = seats.exclude(scorecard__submitted_at__lt=since)
    return seats.annotate(card_state=F("scorecard__state"), card_submitted_at=F("scorecard__submitted_at"))


def countable_loops(organization: Organization) -> QuerySet[Loop]:
    """Loops whose ratings may enter statistics: nobody seated in them owes a card, or they are closed.

    So no statistic can tell someone what a colleague gave before their own card is in.
    """
    waiting = owed_seats(Seat.objects.filter(session__loop=OuterRef("pk")))
    loops = Loop.objects.filter(organization=organization)
    return loops.filter(Q(state__in=CLOSED_LOOPS) | ~Exists(waiting))


def countable_ratings(organization: Organization) -> QuerySet[Rating]:
    """The ratings that may enter statistics: of submitted cards from counting seats in countable loops, but
    of none that was written after reading the others'.
    """
    return Rating.objects.filter(
        ~read_before("scorecard__"),
        scorecard__state=CardState.SUBMITTED,
        scorecard__seat__kind__in=COUNTING_SEATS,
        scorecard__seat__state=SeatState.SEATED,
        scorecard__seat__session__loop__in=countable_loops(organization),
    )


def own_submitted_ratings(actor: Membership) -> QuerySet[Rating]:
    """The actor's own submitted ratings that count: for their own page, as soon as they are in."""
    return Rating.objects.filter(
        ~read_before("scorecard__"),
        scorecard__seat__member=actor,
        scorecard__state=CardState.SUBMITTED,
        scorecard__seat__kind__in=COUNTING_SEATS,
        scorecard__seat__state=SeatState.SEATED,
    )


def compared_cards(reader: Membership) -> QuerySet[Scorecard]:
    """The submitted cards from which the agreement of trainees with leads may be told to this reader, as a
    figure over several ratings: of loops where nothing need be kept from them. Whose figure, a rule says.
    """
    loops = unblinded_loops(reader, Loop.objects.filter(organization=reader.organization_id))
    return Scorecard.objects.filter(
        ~read_before(), state=CardState.SUBMITTED, seat__state=SeatState.SEATED, seat__session__loop__in=loops
    ).defer("private_note")
