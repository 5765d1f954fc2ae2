"""The one gate: who may read which scorecard. Closed by default; every read of a card starts here.

One's own card always. Beside it only submitted cards, and only for a reader who is not blind. Blind is who
still owes a card in the loop: while they sit in any session of it and have not submitted theirs, nothing
tells them anything of the others', whatever roles they hold. A decided or cancelled loop blinds nobody, and
takes no more cards. Who recused themselves never reads the others', and whoever has a conflict of interest
with the candidate reads none at all, not even their own. The card of a recused seat is read by nobody and
counts for nothing; those in training are read, and never counted.
"""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.enums import Role
from accounts.ground.verdict import YES, Verdict, no
from accounts.models import Membership, Organization
from interviews.access import clear_of_conflicts
from interviews.enums import LoopState, SeatKind, SeatState, SessionState
from interviews.models import Loop, Seat
from scoring.enums import CardState
from scoring.models import Rating, Scorecard

CLOSED_LOOPS = (LoopState.DECIDED, LoopState.CANCELLED)
COUNTING_SEATS = (SeatKind.LEAD, SeatKind.SECOND)  # those in training are never counted
READERS = (Role.COMMITTEE, Role.ADMIN)  # who reads cards without a seat of their own


def owed_seats(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """The seats whose holder still owes a card: seated, interview not cancelled, none submitted."""
    waiting = seats.filter(state=SeatState.SEATED).exclude(session__state=SessionState.CANCELLED)
    return waiting.exclude(scorecard__state=CardState.SUBMITTED)


def counts(seat: Seat) -> bool:
    """Whether this seat's card is evidence: lead or second, and still held."""
    return seat.kind in COUNTING_SEATS and seat.state == SeatState.SEATED


def counting_seats(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """Those of these seats whose card is evidence: a decision waits for them and for no other."""
    return seats.filter(kind__in=COUNTING_SEATS, state=SeatState.SEATED)


def is_blind(actor: Membership, loop: Loop) -> bool:
    """True while the actor owes a card in this loop. One query; none when the loop is closed."""
    if loop.state in CLOSED_LOOPS:
        return False
    return owed_seats(Seat.objects.filter(session__loop=loop, member=actor)).exists()


def loops_open_to(actor: Membership, loops: QuerySet[Loop]) -> QuerySet[Loop]:
    """Those of these loops in which the actor reads the others' submitted cards."""
    mine = Seat.objects.filter(session__loop=OuterRef("pk"), member=actor)
    open_loops = unblinded_loops(actor, loops)
    if actor.has(*READERS):
        return open_loops
    return open_loops.filter(Exists(mine.filter(state=SeatState.SEATED)))


def unblinded_loops(actor: Membership, loops: QuerySet[Loop]) -> QuerySet[Loop]:
    """Those of these loops in which nothing need be kept from the actor for the sake of their own judgement:
    they owe no card there, are not recused, and have no conflict of interest. It lets nobody read a card yet.
    """
    mine = Seat.objects.filter(session__loop=OuterRef("pk"), member=actor)
    rows = clear_of_conflicts(actor, loops).exclude(Exists(mine.filter(state=SeatState.RECUSED)))
    return rows.filter(Q(state__in=CLOSED_LOOPS) | ~Exists(owed_seats(mine)))


def readable_cards(actor: Membership, loops: Loop | QuerySet[Loop]) -> QuerySet[Scorecard]:
    """The cards of a loop, or of many, that the actor may read: their own, and submitted ones if not blind.

    The private notes are not loaded; `private_note_of` answers for them.
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
    return cards.filter(Q(seat__member=actor) | others)


def may_read_card(actor: Membership, card: Scorecard) -> Verdict:
    """Whether the actor may read this card. A blind reader's refusal is the same whatever the card is."""
    loop = card.seat.session.loop
    if readable_cards(actor, loop).filter(pk=card.pk).exists():
        return YES
    if is_blind(actor, loop):
        return no("You see your colleagues' cards of this loop once you have submitted yours.")
    return no("You may not read this card.")


def private_note_of(actor: Membership, card: Scorecard) -> str:
    """The author's private note to its author; to anyone else, always, an empty text."""
    return card.private_note if card.seat.member_id == actor.pk else ""


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
    """The ratings that may enter statistics: of submitted cards from counting seats in countable loops."""
    return Rating.objects.filter(
        scorecard__state=CardState.SUBMITTED,
        scorecard__seat__kind__in=COUNTING_SEATS,
        scorecard__seat__state=SeatState.SEATED,
        scorecard__seat__session__loop__in=countable_loops(organization),
    )


def own_submitted_ratings(actor: Membership) -> QuerySet[Rating]:
    """The actor's own submitted ratings from counting seats: for their own page, as soon as they are in."""
    return Rating.objects.filter(
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
        state=CardState.SUBMITTED, seat__state=SeatState.SEATED, seat__session__loop__in=loops
    ).defer("private_note")
