"""A new plan for a loop that exists: what it would change, and how it travels to the person and back."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from django.core import signing

from accounts.ground.verdict import Conflict
from interviews.assembly import Plan
from interviews.enums import PlannedState, SessionState
from interviews.models import Loop, PlannedQuestion, Session
from questionbank.models import QuestionRevision

SALT = "interviews.proposal"
LONGEST_AGE = 24 * 3600  # seconds that a proposal may be looked at


@dataclass(frozen=True)
class Wanted:
    """A question in a session of the proposal, in the order they are asked, and why it is there."""

    session: int
    question: str
    why: str


@dataclass(frozen=True)
class Proposal:
    """What the assembly proposes: to be shown, and to be written as it was shown."""

    wanted: tuple[Wanted, ...]
    status: str
    value: float
    bound: float
    gaps: tuple[str, ...]

    @property
    def share(self) -> float:
        """How far its value may lie below the best there can be, as a share of it."""
        return (self.bound - self.value) / abs(self.bound) if self.bound else 0.0


def proposal_of(plan: Plan) -> Proposal:
    """A plan without the bank's rows."""
    wanted = [Wanted(choice.session, str(choice.question.question), choice.why) for choice in plan.choices]
    return Proposal(tuple(wanted), plan.status, plan.value, plan.bound, plan.gaps)


def seal(loop: Loop, proposal: Proposal) -> str:
    """The proposal as a text that nobody can change, good for this loop."""
    return signing.dumps([str(loop.pk), asdict(proposal)], salt=SALT, compress=True)


def unseal(loop: Loop, text: str) -> Proposal:
    """The proposal again. Refuses (Conflict) one that is damaged, a day old, or of another loop."""
    try:
        pk, held = signing.loads(text, salt=SALT, max_age=LONGEST_AGE)
    except signing.BadSignature:
        pk, held = "", {}
    if pk != str(loop.pk):
        raise Conflict("This proposal is too old. Ask for a new one.")
    wanted = tuple(Wanted(**row) for row in held["wanted"])
    return replace(Proposal(**held), wanted=wanted, gaps=tuple(held["gaps"]))


@dataclass(frozen=True)
class Line:
    """A question of a session as it would be. `did`: stays, new, moved (from another session), or out."""

    did: str
    revision: QuestionRevision
    minutes: int
    why: str = ""
    moved_from: str = ""


@dataclass(frozen=True)
class Column:
    """A session with what the proposal would make of it."""

    title: str
    closed: bool  # has begun: it stays as it is
    minutes: int
    lines: list[Line]

    @property
    def used(self) -> int:
        """Minutes of questions as it would be."""
        return sum(line.minutes for line in self.lines if line.did != "out")


def differences(loop: Loop, proposal: Proposal) -> list[Column]:
    """Session by session what would stay, come and go. Three queries."""
    rows = PlannedQuestion.objects.filter(session__loop=loop).exclude(state=PlannedState.REPLACED)
    there = list(rows.select_related("session", "revision__topic"))
    now = {str(row.revision.question_id): row for row in there}
    ids = [uuid.UUID(row.question) for row in proposal.wanted if row.question not in now]
    coming = QuestionRevision.objects.filter(current_of__in=ids).select_related("topic")
    new = {str(revision.question_id): revision for revision in coming}
    return [_column(session, proposal, now, new) for session in Session.objects.filter(loop=loop)]


def _column(
    session: Session,
    proposal: Proposal,
    now: Mapping[str, PlannedQuestion],
    new: Mapping[str, QuestionRevision],
) -> Column:
    closed = session.state != SessionState.SCHEDULED
    here = [row for row in now.values() if row.session_id == session.pk]
    if closed:
        lines = [Line("stays", row.revision, row.minutes) for row in here]
        return Column(session.title, True, session.minutes, lines)
    wanted = [row for row in proposal.wanted if row.session == session.position]
    lines = [_line(session, row, now.get(row.question), new.get(row.question)) for row in wanted]
    kept = {row.question for row in proposal.wanted}
    out = [row for question, row in now.items() if row in here and question not in kept]
    lines += [Line("out", row.revision, row.minutes) for row in out]
    return Column(session.title, False, session.minutes, lines)


def _line(
    session: Session, wanted: Wanted, planned: PlannedQuestion | None, revision: QuestionRevision | None
) -> Line:
    if planned is None:
        if revision is None:
            raise Conflict("The bank has changed at this very moment. Ask for a new proposal.")
        return Line("new", revision, revision.minutes or 0, wanted.why)
    if planned.session_id != session.pk:
        return Line("moved", planned.revision, planned.minutes, wanted.why, planned.session.title)
    return Line("stays", planned.revision, planned.minutes)


def changes_anything(columns: Sequence[Column]) -> bool:
    """Whether the proposal is another loop than the one that stands."""
    return any(line.did != "stays" for column in columns for line in column.lines)
