"""What the guards of debriefs ask about, gathered for any number of loops at once. Five queries at most."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership
from interviews.enums import SeatState, SessionState
from interviews.models import ConflictOfInterest, InterviewerProfile, Loop, Seat, Session, StageTopic
from interviews.queries.conflicts import same_team
from questionbank.models import Topic
from scoring.access import HAD_A_PART
from scoring.debriefing.standing import Standing
from scoring.enums import CardState, CommitteeState, DebriefState, RatingState
from scoring.models import CommitteeSeat, Debrief, DebriefStep, Rating, Veto, Vote
from scoring.visibility import COUNTING_SEATS, READERS, counting_seats, owed_seats, read_before

Tree = dict[uuid.UUID, tuple[str, uuid.UUID | None]]  # topics: name and parent
OVER = (SessionState.CANCELLED, SessionState.COMPLETE)


@dataclass(frozen=True)
class DebriefFacts:
    """All that is known of one loop's debrief. `loop` has its debrief, opening and blueprint loaded."""

    loop: Loop
    topics_missing: tuple[str, ...]
    seats: list[Seat] = field(default_factory=list)  # whose cards count, with what became of each
    chairs: list[CommitteeSeat] = field(default_factory=list)

    @property
    def debrief(self) -> Debrief:
        """The row; where there is none yet, one that collects cards and is not saved."""
        found: Debrief | None = getattr(self.loop, "debrief", None)
        return found or Debrief(loop=self.loop, organization_id=self.loop.organization_id)

    def voters(self) -> list[CommitteeSeat]:
        """The chairs of those who take part and may."""
        return [chair for chair in self.chairs if takes_part(chair)]

    def standing(self, debrief: Debrief, now: datetime) -> Standing:
        """How this debrief stands; its state and deadlines are those of the row given."""
        revision, voters = self.loop.blueprint_revision, self.voters()
        leads = leader_of(self, debrief)
        return Standing(
            state=DebriefState(debrief.state),
            round=debrief.round,
            cards_in=sum(_is_in(seat) for seat in self.seats),
            owed=tuple(f"{seat.member} ({seat.session.title})" for seat in self.seats if vars(seat)["owes"]),
            unstaffed=tuple(vars(self.loop)["unstaffed"]),
            taken_back=self._taken_back(debrief),
            least_cards=revision.least_cards if revision else None,
            topics_missing=self.topics_missing,
            wants_facilitator=bool(revision and revision.facilitator),
            facilitator=str(leads) if leads else "",
            facilitator_inside=inside_words(self, leads) if leads else "",
            voters=tuple(str(chair.member) for chair in voters),
            least_votes=revision.least_votes if revision else 1,
            unread=tuple(str(chair.member) for chair in voters if chair.read_at is None),
            unvoted=tuple(str(chair.member) for chair in voters if not vars(chair)["voted"]),
            reading_over=debrief.read_by is not None and debrief.read_by <= now,
            voting_over=debrief.vote_by is not None and debrief.vote_by <= now,
            veto=vars(self.loop)["veto_by"] or "",
        )

    def _taken_back(self, debrief: Debrief) -> bool:
        stepped = vars(self.loop)["stepped_at"]
        if debrief.state != DebriefState.COLLECTING or stepped is None:
            return False
        return not any(_is_in(seat) and vars(seat)["card_at"] > stepped for seat in self.seats)


def facts_of(loops: Iterable[uuid.UUID]) -> dict[uuid.UUID, DebriefFacts]:
    """By loop. Three queries, two more where a blueprint wants all topics covered."""
    found = list(_loops(list(loops)))
    wanted = {loop.pk: vars(loop)["wanted"] for loop in found if vars(loop)["wanted"]}
    missing = _uncovered(wanted, _rated(list(wanted))) if wanted else {}
    facts = {loop.pk: DebriefFacts(loop, missing.get(loop.pk, ())) for loop in found}
    for seat in _seats(facts):
        facts[seat.session.loop_id].seats.append(seat)
    for chair in _chairs(facts):
        facts[chair.debrief.loop_id].chairs.append(chair)
    return facts


def takes_part(chair: CommitteeSeat) -> bool:
    """Whether this chair's holder reads and votes: seated, still a committee member, no witness, no conflict.

    Of those that `facts_of` found.
    """
    seated = chair.state == CommitteeState.SEATED and chair.member.has(Role.COMMITTEE)
    return seated and not vars(chair)["barred"]


def leader_of(facts: DebriefFacts, debrief: Debrief) -> Membership | None:
    """The facilitator; None while there is none, or none who still may be."""
    leads = debrief.facilitator
    if leads is None or not leads.has(*READERS) or vars(facts.loop)["leader_barred"]:
        return None
    return leads


def inside_words(facts: DebriefFacts, member: Membership) -> str:
    """Why this facilitator is not from outside the team, a sentence; empty: they are."""
    loop, application = facts.loop, facts.loop.application
    if vars(loop)["leader_sits"]:
        return f"{member} sits in an interview of this loop."
    if loop.created_by_id == member.pk:
        return f"{member} planned this loop."
    if application is None:
        return ""
    if application.opening.created_by_id == member.pk:
        return f"{member} opened this position."
    if application.referrer_id == member.pk:
        return f"{member} brought the candidate."
    team = application.opening.team
    if team.strip() and same_team(vars(loop)["leader_team"] or "") == same_team(team):
        return f"{member} works in the team that hires, {team}."
    return ""


def _is_in(seat: Seat) -> bool:
    found = vars(seat)
    return not found["owes"] and found["card_at"] is not None and not found["read_first"]


def _loops(loops: list[uuid.UUID]) -> QuerySet[Loop]:
    held = counting_seats(Seat.objects.filter(session=OuterRef("pk")))
    ahead = Session.objects.filter(~Exists(held), loop=OuterRef("pk")).exclude(state__in=OVER)
    steps = DebriefStep.objects.filter(debrief__loop=OuterRef("pk")).order_by("-number")
    standing = Veto.objects.filter(debrief__loop=OuterRef("pk"), withdrawn_at=None)
    leader = {"member": OuterRef("debrief__facilitator")}
    conflicts = ConflictOfInterest.objects.filter(candidate=OuterRef("candidate"), lifted_at=None, **leader)
    recused = CommitteeSeat.objects.filter(
        debrief__loop=OuterRef("pk"), state=CommitteeState.RECUSED, **leader
    )
    sits = Seat.objects.filter(session__loop=OuterRef("pk"), state__in=HAD_A_PART, **leader)
    rows = Loop.objects.filter(pk__in=loops).select_related(
        "debrief__facilitator__user", "blueprint_revision", "application__opening"
    )
    return rows.annotate(
        unstaffed=ArraySubquery(ahead.order_by("position").values("title")),
        stepped_at=Subquery(steps.values("created_at")[:1]),
        veto_by=Subquery(standing.values("member__user__name")[:1]),
        leader_barred=Exists(conflicts) | Exists(recused),
        leader_sits=Exists(sits),
        leader_team=Subquery(InterviewerProfile.objects.filter(**leader).values("team")[:1]),
        wanted=ArraySubquery(_wanted().values("topic")),
    )


def _seats(facts: dict[uuid.UUID, DebriefFacts]) -> QuerySet[Seat]:
    rows = counting_seats(Seat.objects.filter(session__loop__in=list(facts)))
    rows = rows.exclude(session__state=SessionState.CANCELLED).select_related("session", "member__user")
    rows = rows.annotate(
        owes=Exists(owed_seats(Seat.objects.filter(pk=OuterRef("pk")))),
        card_at=F("scorecard__submitted_at"),
        read_first=read_before("scorecard__"),
    )
    return rows.order_by("session__position", "kind", "member__user__name")


def _chairs(facts: dict[uuid.UUID, DebriefFacts]) -> QuerySet[CommitteeSeat]:
    loop, member = OuterRef("debrief__loop"), OuterRef("member")
    conflicts = ConflictOfInterest.objects.filter(
        candidate=OuterRef("debrief__loop__candidate"), member=member, lifted_at=None
    )
    seats = Seat.objects.filter(session__loop=loop, member=member).exclude(state=SeatState.DECLINED)
    votes = Vote.objects.filter(debrief=OuterRef("debrief"), member=member, round=OuterRef("debrief__round"))
    rows = CommitteeSeat.objects.filter(debrief__loop__in=list(facts))
    rows = rows.select_related("debrief", "member__user", "appointed_by__user")
    rows = rows.annotate(barred=Exists(conflicts) | Exists(seats), voted=Exists(votes))
    return rows.order_by("member__user__name", "pk")


def _wanted() -> QuerySet[StageTopic]:
    """The topics of the blueprint, where it wants them all."""
    return StageTopic.objects.filter(
        stage__revision=OuterRef("blueprint_revision"), stage__revision__all_topics=True
    ).order_by("stage__position", "topic__name")


def _uncovered(
    wanted: dict[uuid.UUID, list[uuid.UUID]], rated: Iterable[tuple[uuid.UUID, uuid.UUID | None]]
) -> dict[uuid.UUID, tuple[str, ...]]:
    """By loop, the names of the wanted topics that nothing is rated on, in their order."""
    rows = Topic.objects.order_by().values_list("pk", "name", "parent_id")
    tree: Tree = {pk: (name, parent) for pk, name, parent in rows}
    covered: dict[uuid.UUID, set[uuid.UUID]] = {loop: set() for loop in wanted}
    for loop, topic in rated:
        while topic is not None and topic not in covered[loop]:
            covered[loop].add(topic)
            topic = tree[topic][1]
    return {
        loop: tuple(dict.fromkeys(tree[topic][0] for topic in topics if topic not in covered[loop]))
        for loop, topics in wanted.items()
    }


def _rated(loops: list[uuid.UUID]) -> Iterable[tuple[uuid.UUID, uuid.UUID | None]]:
    """Loops and the topics that cards which count have rated there; a topic covers those above it, too."""
    rows = Rating.objects.filter(
        ~read_before("scorecard__"),
        scorecard__seat__session__loop__in=loops,
        scorecard__seat__kind__in=COUNTING_SEATS,
        scorecard__seat__state=SeatState.SEATED,
        scorecard__state=CardState.SUBMITTED,
        state=RatingState.RATED,
    )
    pairs = rows.order_by().values_list("scorecard__seat__session__loop", "planned__revision__topic")
    return pairs.distinct()


def now_or(moment: datetime | None) -> datetime:
    """This moment, unless another one was given."""
    return moment or timezone.now()
