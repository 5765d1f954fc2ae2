"""The list of packets: which loops wait for a decision, for cards, or are decided."""

from dataclasses import dataclass

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from accounts.models import Membership
from interviews.access import visible_loops
from interviews.enums import LoopState, SeatState, SessionState
from interviews.models import Loop, Seat
from scoring.enums import CardState, Outcome
from scoring.models import Decision, Rating
from scoring.queries.first_verdicts import FIRST_VALUE
from scoring.spread import DISAGREEMENT
from scoring.visibility import COUNTING_SEATS, READERS, counting_seats, loops_open_to, owed_seats, read_before

SPLIT, READY, WAITING, DECIDED = range(4)  # the order of the list
# Between highest and lowest, now and at first. What was not rated has no value, and does not enter.
WIDTHS = (Max("value") - Min("value"), Max(FIRST_VALUE) - Min(FIRST_VALUE))
STANDINGS = {SPLIT: "ready", READY: "ready", WAITING: "waiting", DECIDED: "decided"}


@dataclass(frozen=True)
class PacketRow:
    """One loop in the list. For who is blind in it, `open` is False and nothing tells of others' cards."""

    loop: Loop
    standing: str  # ready, waiting, decided
    open: bool
    cards_in: int | None
    cards_due: int | None
    gap: int | None  # the widest disagreement in points, None where there is none to tell
    outcome: str

    @property
    def outcome_word(self) -> str:
        """What was decided, in words."""
        return str(Outcome(self.outcome).label) if self.outcome else "Decided"

    @property
    def gap_words(self) -> str:
        """How far interviewers are apart."""
        return f"{self.gap} points apart"


def packets(actor: Membership) -> QuerySet[Loop]:
    """Loops whose packet the actor may read; for committee and administrators also those closed to them yet.

    All cards in first, of these the ones with interviewers furthest apart before the others; then those
    that wait for cards, then the decided. One query; `packet_row` reads what it found.
    """
    loops = visible_loops(actor).filter(state__in=[LoopState.PLANNED, LoopState.DECIDED])
    mine = Seat.objects.filter(session__loop=OuterRef("pk"), member=actor)
    seats = _seats()
    loops = loops.annotate(packet_open=Exists(loops_open_to(actor, Loop.objects.filter(pk=OuterRef("pk")))))
    if actor.has(*READERS):
        loops = loops.exclude(Exists(mine.filter(state=SeatState.RECUSED)))
    else:
        loops = loops.filter(packet_open=True)
    loops = loops.filter(Exists(seats)).annotate(
        due=_count(seats),
        handed_in=_count(seats.filter(scorecard__state=CardState.SUBMITTED)),
        complete=~Exists(owed_seats(counting_seats(Seat.objects.filter(session__loop=OuterRef("pk"))))),
        gap=Case(When(packet_open=True, then=Subquery(_gaps())), output_field=IntegerField()),
        outcome=Subquery(Decision.objects.filter(loop=OuterRef("pk")).values("outcome")),
    )
    loops = loops.annotate(standing=_standing())
    loops = loops.annotate(apart=Case(When(standing=SPLIT, then="gap"), default=Value(0)))
    loops = loops.select_related("level", "candidate", "application__opening")
    return loops.order_by("standing", "-apart", "-created_at", "pk")


def packet_row(loop: Loop) -> PacketRow:
    """What the list says of one of `packets`."""
    found = vars(loop)
    told = found["packet_open"]
    gap = found["gap"] if told and found["gap"] and found["gap"] >= DISAGREEMENT else None
    return PacketRow(
        loop=loop,
        standing=STANDINGS[found["standing"]],
        open=told,
        cards_in=found["handed_in"] if told else None,
        cards_due=found["due"] if told else None,
        gap=gap,
        outcome=found["outcome"] or "",
    )


def _seats() -> QuerySet[Seat]:
    held = counting_seats(Seat.objects.filter(session__loop=OuterRef("pk")))
    return held.exclude(session__state=SessionState.CANCELLED)


def _count(seats: QuerySet[Seat]) -> Coalesce:
    counted = seats.order_by().values("session__loop").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _gaps() -> QuerySet[Rating, int]:
    """The widest gap on one criterion of one question, as it stands or as it was first, whichever is wider;
    asked only of loops that the gate opened.
    """
    rated = Rating.objects.filter(
        ~read_before("scorecard__"),
        scorecard__seat__session__loop=OuterRef("pk"),
        scorecard__seat__kind__in=COUNTING_SEATS,
        scorecard__seat__state=SeatState.SEATED,
        scorecard__state=CardState.SUBMITTED,
    )
    widest = rated.order_by().values("planned", "criterion").annotate(points=Greatest(*WIDTHS))
    return widest.order_by(F("points").desc(nulls_last=True)).values_list("points", flat=True)[:1]


def _standing() -> Case:
    """Blind readers owe a card, so for them a loop always waits: its place tells nothing of others' cards."""
    told = Q(packet_open=True, complete=True)
    return Case(
        When(state=LoopState.DECIDED, then=Value(DECIDED)),
        When(told & Q(gap__gte=DISAGREEMENT), then=Value(SPLIT)),
        When(told, then=Value(READY)),
        default=Value(WAITING),
        output_field=IntegerField(),
    )
