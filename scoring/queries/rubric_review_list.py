"""All rubrics that questions are put with: what wants somebody's attention first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.functions import Left

from accounts.models import Membership, Organization
from questionbank.content import POINTS, shortened
from questionbank.enums import Meaning, State
from questionbank.models import Anchor, AnchorComment, QuestionRevision, Rubric, RubricProposal
from questionbank.queries.rubric_proposals import open_proposals, waits_for
from scoring.calibration import Settings
from scoring.enums import Facet
from scoring.models import CalibrationRun, Measure
from scoring.queries.calibration import facts_of, latest_run, measures_at
from scoring.question_words import missing_words

LONGEST_TITLE = 100
PAST = (State.RETIRED, State.LEAKED)  # questions in these are put before nobody


class Want(IntEnum):
    """Why somebody should look, the most urgent first."""

    YOURS = 0
    PROPOSED = 1
    COMMENTED = 2
    ODD = 3
    DRAFT = 4
    FINE = 5
    UNKNOWN = 6


@dataclass
class RubricRow:
    """One rubric of the list."""

    rubric_id: UUID
    name: str
    title: str = ""
    questions: int = 0
    roots: list[UUID] = field(default_factory=list)
    proposals: list[RubricProposal] = field(default_factory=list)
    yours: int = 0  # proposals that wait for the reader
    comments: int = 0
    drafts: int = 0
    n: int = 0
    use: list[int] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    missing: str = ""

    @property
    def open_proposals(self) -> int:
        """How many wait for approval."""
        return len(self.proposals)

    @property
    def want(self) -> Want:
        """Why to look at it."""
        asked = (
            (self.yours, Want.YOURS),
            (self.proposals, Want.PROPOSED),
            (self.comments, Want.COMMENTED),
            (self.remarks, Want.ODD),
            (self.drafts, Want.DRAFT),
            (not self.missing, Want.FINE),
        )
        return next((want for given, want in asked if given), Want.UNKNOWN)


def rubric_rows(reader: Membership, *, words: str = "") -> list[RubricRow]:
    """Every rubric of a question that is not retired or leaked, in the order in which to look; `words`
    narrows to names and prompts with all of them. Nine queries, however many.
    """
    rows = _in_use(reader.organization)
    for proposal in open_proposals(reader.organization_id):
        if row := rows.get(proposal.rubric_id):
            row.proposals.append(proposal)
            row.yours += waits_for(proposal, reader)
    for rubric_id, count in _counted(AnchorComment.objects.filter(settled_at=None), "line__rubric"):
        if row := rows.get(rubric_id):
            row.comments = count
    for rubric_id, count in _counted(Anchor.objects.filter(is_draft=True), "line__rubric"):
        if row := rows.get(rubric_id):
            row.drafts = count
    _measure(rows.values(), latest_run(reader.organization))
    wanted = words.lower().split()
    shown = [
        row for row in rows.values() if all(word in f"{row.name} {row.title}".lower() for word in wanted)
    ]
    return sorted(shown, key=lambda row: (row.want, -row.n, row.title, row.rubric_id))


def _in_use(organization: Organization) -> dict[UUID, RubricRow]:
    """By rubric, with its first question's prompt and where its questions' comparison begins. Two queries."""
    revisions = QuestionRevision.objects.filter(organization=organization).exclude(question__state__in=PAST)
    listed = revisions.order_by("question__created_at", "question_id", "number")
    found: dict[UUID, RubricRow] = {}
    root = None
    names = dict(Rubric.objects.filter(organization=organization).values_list("pk", "name"))
    begins = listed.annotate(begins=Left("prompt", 4 * LONGEST_TITLE))
    for pk, meaning, rubric_id, now, prompt in begins.values_list(
        "pk", "meaning", "rubric_id", "current_of", "begins"
    ):
        root = root if root and meaning == Meaning.SAME else pk
        if now is not None and rubric_id is not None:
            row = found.setdefault(rubric_id, RubricRow(rubric_id, names[rubric_id]))
            row.title = row.title or shortened(prompt, LONGEST_TITLE)
            row.questions += 1
            row.roots.append(root)
    return found


def _counted(rows: "QuerySet[Any]", path: str) -> "QuerySet[Any, tuple[UUID, int]]":
    return rows.order_by().values_list(path).annotate(all=Count("pk"))


def _measure(rows: Iterable[RubricRow], run: CalibrationRun | None) -> None:
    """Writes down what the run says of the rubrics' questions together. One query."""
    listed = list(rows)
    minimum = int((facts_of(run).settings if run else Settings().as_json())["minimum_ratings"])
    roots = {root for row in listed for root in row.roots}
    known = {one.subject: one for one in (measures_at(run, Facet.QUESTION, subjects=roots) if run else ())}
    for row in listed:
        measures = [known[root] for root in row.roots if root in known]
        row.n = sum(one.n for one in measures)
        if row.n < minimum:
            row.missing = missing_words(row.n, minimum)
            continue
        row.use = [sum(counts) for counts in zip(*(_use(one) for one in measures), strict=True)]
        row.remarks = _remarks(row, measures)


def _use(measure: Measure) -> list[int]:
    use = list(measure.details.get("use") or [])
    return use if len(use) == len(POINTS) else [0] * len(POINTS)


def _remarks(row: RubricRow, measures: Iterable[Measure]) -> list[str]:
    said = [f"point {point} never given" for point, count in zip(POINTS, row.use, strict=True) if not count]
    weak = 0
    for one in measures:
        slope = one.details.get("discrimination") or {}
        weak += bool(slope.get("flagged") and (slope.get("value") or 1) < 1)
    if weak:
        said.append(
            "hardly tells people apart"
            if row.questions == 1
            else f"{weak} of its questions hardly tell people apart"
        )
    return said
