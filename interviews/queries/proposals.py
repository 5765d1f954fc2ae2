"""A new plan for a loop that exists: what it would change, and how it travels to the person and back."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from django.core import signing

from accounts.ground.verdict import Conflict
from interviews.assembly import BankQuestion, Choice, Plan, Request, SessionNeed
from interviews.models import Loop
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


def differences(request: Request, placed: Sequence[Choice], proposal: Proposal) -> list[Column]:
    """Session by session what would stay, come and go, for a loop as `request_of` has it. One query."""
    bank = {str(row.question): row for row in request.bank}
    now = {str(choice.question.question): choice for choice in placed}
    bank |= {question: choice.question for question, choice in now.items()}
    asked = {row.question for row in proposal.wanted if row.question in bank} | now.keys()
    revisions = QuestionRevision.objects.select_related("topic").in_bulk(
        [bank[question].revision for question in asked]
    )
    return [_column(need, request, proposal, now, bank, revisions) for need in request.sessions]


def _column(
    need: SessionNeed,
    request: Request,
    proposal: Proposal,
    now: Mapping[str, Choice],
    bank: Mapping[str, BankQuestion],
    revisions: Mapping[uuid.UUID, QuestionRevision],
) -> Column:
    titles = {session.position: session.title for session in request.sessions}
    here = {question: choice for question, choice in now.items() if choice.session == need.position}

    def line(did: str, question: str, why: str = "", moved_from: str = "") -> Line:
        row = bank[question]
        return Line(did, revisions[row.revision], row.minutes, why, moved_from)

    if need.closed:
        return Column(need.title, True, need.minutes, [line("stays", question) for question in here])
    lines = []
    for wanted in proposal.wanted:
        if wanted.session != need.position or wanted.question not in bank:
            continue
        if wanted.question in here:
            lines.append(line("stays", wanted.question))
        elif wanted.question in now:
            came = titles[now[wanted.question].session]
            lines.append(line("moved", wanted.question, wanted.why, came))
        else:
            lines.append(line("new", wanted.question, wanted.why))
    kept = {wanted.question for wanted in proposal.wanted}
    lines += [line("out", question) for question in here if question not in kept]
    return Column(need.title, False, need.minutes, lines)


def changes_anything(columns: Sequence[Column]) -> bool:
    """Whether the proposal is another loop than the one that stands."""
    return any(line.did != "stays" for column in columns for line in column.lines)
