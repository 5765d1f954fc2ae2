"""The list of packets: what the reader should do first, then what waits for others, then what is decided."""

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
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

from accounts.enums import Role
from accounts.models import Membership
from interviews.access import visible_loops
from interviews.enums import LoopState, SeatState, SessionState
from interviews.models import Loop, Seat
from scoring.access import HAD_A_PART
from scoring.enums import CardState, CommitteeState, DebriefState, Outcome, Recommendation
from scoring.models import CommitteeSeat, Decision, Rating, Scorecard, Vote
from scoring.queries.first_verdicts import FIRST_VALUE
from scoring.rules import knows_that_decided
from scoring.spread import DISAGREEMENT
from scoring.visibility import (
    COUNTING_SEATS,
    READERS,
    clear_of_recusals,
    counting_seats,
    loops_open_to,
    owed_seats,
    read_before,
)
from scoring.visibility_votes import decisions_open_to

YOURS, WANTED, WAITING, DECIDED, RELEASED = range(5)  # the order of the list
GROUPS = {YOURS: "yours", WANTED: "wanted", WAITING: "waiting", DECIDED: "decided", RELEASED: "released"}
LISTED = (LoopState.PLANNED, LoopState.CLOSED, LoopState.DECIDED)
# Between highest and lowest, now and at first. What was not rated has no value, and does not enter.
WIDTHS = (Max("value") - Min("value"), Max(FIRST_VALUE) - Min(FIRST_VALUE))
FOR = (Recommendation.YES, Recommendation.STRONG_YES)
AGAINST = (Recommendation.NO, Recommendation.STRONG_NO)
# What a seated committee member does in each state; the words are those of the buttons.
TO_DO = {DebriefState.READING: "read", DebriefState.VOTING: "vote", DebriefState.DISCUSSING: "decide"}
BEFORE_DISCUSSION = (DebriefState.COLLECTING, DebriefState.READING, DebriefState.VOTING)


@dataclass(frozen=True)
class PacketRow:
    """One loop in the list. For who is blind in it, `open` is False and nothing tells of others' cards."""

    loop: Loop
    group: str  # yours, wanted, waiting, decided, released
    open: bool
    state: str  # of the debrief as the reader may know it, "" for who is blind
    to_do: str  # read, vote, decide, join, release; "" for nothing
    all_in: bool
    cards_in: int | None
    cards_due: int | None
    gap: int | None  # the widest disagreement in points, None where there is none to tell
    split: bool  # the recommendations point both ways
    outcome: str

    @property
    def state_word(self) -> str:
        """Where the debrief stands, in words."""
        return str(DebriefState(self.state).label) if self.state else "Waiting"

    @property
    def outcome_word(self) -> str:
        """What was decided, in words."""
        return str(Outcome(self.outcome).label) if self.outcome else ""

    @property
    def gap_words(self) -> str:
        """How far interviewers are apart."""
        return f"{self.gap} points apart"


def packets(actor: Membership) -> QuerySet[Loop]:
    """Loops whose packet the actor may read; for committee and administrators also those closed to them yet.

    What the actor should do now, what wants committee members, what waits for others or for cards, what is
    decided, what is released; in each the loops with interviewers furthest apart first. One query;
    `packet_row` reads what it found.
    """
    loops = visible_loops(actor).filter(state__in=LISTED)
    one = Loop.objects.filter(pk=OuterRef("pk"))
    loops = loops.annotate(packet_open=Exists(loops_open_to(actor, one)))
    loops = clear_of_recusals(actor, loops) if actor.has(*READERS) else loops.filter(packet_open=True)
    seats = _seats()
    waiting = owed_seats(counting_seats(Seat.objects.filter(session__loop=OuterRef("pk"))))
    loops = loops.filter(Exists(seats)).annotate(
        due=_count(seats),
        handed_in=_count(seats.filter(scorecard__state=CardState.SUBMITTED)),
        complete=Case(When(packet_open=True, then=~Exists(waiting)), default=Value(False)),
        gap=Case(When(packet_open=True, then=Subquery(_gaps())), output_field=IntegerField()),
        split=Case(
            When(packet_open=True, then=Exists(_cards(FOR)) & Exists(_cards(AGAINST))), default=Value(False)
        ),
        told=Exists(decisions_open_to(actor, one)),
        administers=Value(actor.has(Role.ADMIN)),
    )
    found = _with_debrief(actor, loops)
    found = found.annotate(apart=Case(When(complete=True, then=Coalesce("gap", 0)), default=Value(0)))
    found = found.select_related("level", "candidate", "application__opening")
    return found.order_by("group", "-complete", "-apart", "-split", "-created_at", "pk")


def packet_row(loop: Loop) -> PacketRow:
    """What the list says of one of `packets`."""
    found = vars(loop)
    told = found["packet_open"]
    gap = found["gap"] if told and found["gap"] and found["gap"] >= DISAGREEMENT else None
    group = GROUPS[found["group"]]
    return PacketRow(
        loop=loop,
        group=group,
        open=told,
        state=found["stage"] if told else "",
        to_do=_to_do(found, group),
        all_in=found["complete"],
        cards_in=found["handed_in"] if told else None,
        cards_due=found["due"] if told else None,
        gap=gap,
        split=found["split"],
        outcome=found["outcome"] or "",
    )


def _to_do(found: dict[str, object], group: str) -> str:
    if group == "yours":
        return TO_DO[DebriefState(str(found["stage"]))]
    if group == "decided" and (found["seated"] or found["leads"] or found["administers"]):
        return "release"
    return "join" if group == "wanted" else ""


def _with_debrief(actor: Membership, loops: QuerySet[Loop]) -> QuerySet[Any]:
    """Where each debrief stands as the actor may know it, and what they have done in it."""
    seats = CommitteeSeat.objects.filter(debrief__loop=OuterRef("pk"), state=CommitteeState.SEATED)
    mine = seats.filter(member=actor)
    votes = Vote.objects.filter(
        debrief__loop=OuterRef("pk"), member=actor, round=OuterRef("debrief__round")
    ).order_by()
    sits = Seat.objects.filter(session__loop=OuterRef("pk"), member=actor, state__in=HAD_A_PART)
    taking_part = seats.order_by().values("debrief").annotate(number=Count("pk")).values("number")
    decided = Decision.objects.filter(loop=OuterRef("pk")).order_by("-number").values("outcome")[:1]
    standing = Coalesce(F("debrief__state"), Value(DebriefState.COLLECTING.value))
    hidden = Q(debrief__state=DebriefState.DECIDED, told=False)  # to whom it is told only once it is released
    if knows_that_decided(actor, told=False):
        hidden = Q(pk=None)
    closed = Q(told=True, debrief__state__in=[DebriefState.DECIDED, DebriefState.RELEASED])
    loops = loops.annotate(
        stage=Case(When(hidden, then=Value(DebriefState.DISCUSSING.value)), default=standing),
        seated=Exists(mine),
        has_read=Exists(mine.filter(read_at__isnull=False)),
        voted=Exists(votes),
        leads=Case(When(debrief__facilitator=actor, then=True), default=False, output_field=BooleanField()),
        witness=Exists(sits),
        voters=Coalesce(Subquery(taking_part, output_field=IntegerField()), 0),
        wanted=Coalesce("blueprint_revision__least_votes", 1),
        outcome=Case(When(closed, then=Subquery(decided))),
    )
    return loops.annotate(group=_group(actor))


def _group(actor: Membership) -> Case:
    """Blind readers owe a card, so for them a loop always waits: its place tells nothing of others' cards."""
    mine = Q(packet_open=True, seated=True)
    to_do = Q(stage=DebriefState.READING, has_read=False) | Q(stage=DebriefState.VOTING, voted=False)
    wanted = Q(packet_open=True, complete=True, seated=False, witness=False, handed_in__gt=0)
    wanted &= Q(stage__in=BEFORE_DISCUSSION, voters__lt=F("wanted"))
    cases = [
        When(stage=DebriefState.RELEASED, then=Value(RELEASED)),
        When(stage=DebriefState.DECIDED, then=Value(DECIDED)),
        When(mine & (to_do | Q(stage=DebriefState.DISCUSSING)), then=Value(YOURS)),
    ]
    if actor.has(Role.COMMITTEE):
        cases.append(When(wanted, then=Value(WANTED)))
    return Case(*cases, default=Value(WAITING), output_field=IntegerField())


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


def _cards(recommendations: tuple[Recommendation, ...]) -> QuerySet[Scorecard]:
    """The cards that count and recommend one of these; asked only of loops that the gate opened."""
    return Scorecard.objects.filter(
        ~read_before(),
        seat__session__loop=OuterRef("pk"),
        seat__kind__in=COUNTING_SEATS,
        seat__state=SeatState.SEATED,
        state=CardState.SUBMITTED,
        recommendation__in=recommendations,
    )
