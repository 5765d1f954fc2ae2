"""Reads about parallel loops: whether the loops of an opening are equally hard, long and broad."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median

from django.db.models import Count, F, Q

from accounts.models import Membership
from interviews.access import clear_of_conflicts
from interviews.assembly import BankQuestion
from interviews.assembly.forms import Form, drift, form_of_questions, target_of_forms
from interviews.assembly.shapes import Target
from interviews.enums import PlannedState
from interviews.models import BlueprintRevision, Loop, Opening, PlannedQuestion, StageTopic
from interviews.queries.bank import BUILT, read_lines
from interviews.queries.usable import Known, TopicTree


@dataclass(frozen=True)
class Sharing:
    """How many questions a loop has in common with another one."""

    other: Loop
    questions: int


@dataclass
class LoopForm:
    """One loop as a form of its opening, in what it lies apart from the others, and with whom it shares."""

    loop: Loop
    form: Form
    target: Target | None = None  # the middle of the forms with its tolerance; None if there is no other
    apart: list[str] = field(default_factory=list)  # sentences
    measured_since: int = 0  # questions of it that had no measures when it was built
    sharing: list[Sharing] = field(default_factory=list)  # the most first

    @property
    def count(self) -> int:
        """How many questions it asks."""
        return len(self.form.questions)


@dataclass(frozen=True)
class Forms:
    """The forms of an opening that were built with one revision of a blueprint; the oldest first."""

    revision: BlueprintRevision
    topics: dict[uuid.UUID, str]  # asked for by its stages
    middle: Target | None  # the median of all, which one loop far off does not draw to itself
    rows: list[LoopForm]

    @property
    def apart(self) -> list[LoopForm]:
        """Those that lie apart from the others by more than the revision allows."""
        return [row for row in self.rows if row.apart]


def forms_of(actor: Membership, opening: Opening) -> list[Forms]:
    """The opening's planned and decided loops by blueprint revision, the newest revision first. Five queries.

    Each form is compared with the median of all that were built with the same revision, without those of
    candidates with whom the actor has a conflict of interest.
    """
    rows = clear_of_conflicts(
        actor,
        Loop.objects.filter(application__opening=opening, state__in=BUILT, blueprint_revision__isnull=False),
    )
    loops = list(
        rows.select_related("candidate", "blueprint_revision__blueprint").order_by("created_at", "pk")
    )
    tree = TopicTree(opening.organization_id)
    asked = _questions_of(loops, tree)
    since = _measured_since(loops)
    topics = _topics_of({loop.blueprint_revision_id for loop in loops if loop.blueprint_revision_id}, tree)
    by_revision: dict[BlueprintRevision, list[Loop]] = defaultdict(list)
    for loop in loops:
        if loop.blueprint_revision is not None:
            by_revision[loop.blueprint_revision].append(loop)
    found = [
        _compared(revision, topics[revision.pk], of_revision, asked, since)
        for revision, of_revision in by_revision.items()
    ]
    return sorted(found, key=lambda forms: forms.revision.created_at, reverse=True)


def form_of(loop: Loop) -> LoopForm | None:
    """A loop beside the mean of the opening's others, which its assembly has to match.

    None for a loop without blueprint or opening. At most six queries.
    """
    if loop.blueprint_revision is None or loop.application is None:
        return None
    tree = TopicTree(loop.organization_id)
    revision = loop.blueprint_revision
    others = Loop.objects.filter(
        application__opening=loop.application.opening_id, blueprint_revision=revision, state__in=BUILT
    ).exclude(pk=loop.pk)
    asked = _questions_of([loop, *others.select_related("candidate")], tree)
    topics = _topics_of({revision.pk}, tree)[revision.pk]
    row = LoopForm(loop, form_of_questions(asked.pop(loop.pk, []), topics))
    row.target = _middle(
        [form_of_questions(rows, topics) for rows in asked.values()], revision, topics, fmean
    )
    row.apart = drift(row.form, row.target) if row.target else []
    return row


def _compared(
    revision: BlueprintRevision,
    topics: dict[uuid.UUID, str],
    loops: Iterable[Loop],
    asked: dict[uuid.UUID, list[BankQuestion]],
    since: dict[uuid.UUID, int],
) -> Forms:
    rows = [
        LoopForm(
            loop, form_of_questions(asked.get(loop.pk, []), topics), measured_since=since.get(loop.pk, 0)
        )
        for loop in loops
    ]
    middle = _middle([row.form for row in rows], revision, topics, median)
    for row in rows:
        row.sharing = _sharing(row, rows)
        if middle is not None and len(rows) > 1:
            row.target, row.apart = middle, drift(row.form, middle)
    return Forms(revision, topics, middle, rows)


def _middle(
    forms: list[Form],
    revision: BlueprintRevision,
    topics: dict[uuid.UUID, str],
    middle: Callable[[Sequence[float]], float],
) -> Target | None:
    tolerance, minutes = revision.tolerance, revision.minutes_tolerance
    return target_of_forms(forms, topics, tolerance=tolerance, minutes_tolerance=minutes, middle=middle)


def _sharing(row: LoopForm, rows: list[LoopForm]) -> list[Sharing]:
    found = [
        Sharing(other.loop, len(row.form.questions & other.form.questions))
        for other in rows
        if other is not row
    ]
    return sorted((one for one in found if one.questions), key=lambda one: -one.questions)


def _questions_of(loops: Collection[Loop], tree: TopicTree) -> dict[uuid.UUID, list[BankQuestion]]:
    """What each loop was built to ask, whether or not it was skipped then. One query."""
    lines = read_lines(PlannedQuestion.objects.filter(session__loop__in=loops), Known(tree, {}))
    found: dict[uuid.UUID, list[BankQuestion]] = defaultdict(list)
    for line in lines:
        found[line.loop].append(line.choice.question)
    return found


def _measured_since(loops: Collection[Loop]) -> dict[uuid.UUID, int]:
    """How many questions of each loop were first measured after it was made. One query."""
    later = Q(revision__question__measure__created_at__gt=F("session__loop__created_at"))
    rows = PlannedQuestion.objects.filter(
        later, session__loop__in=loops, revision__question__measure__enough=True
    )
    rows = rows.exclude(state=PlannedState.REPLACED).order_by()
    return dict(rows.values_list("session__loop").annotate(count=Count("pk")))


def _topics_of(
    revisions: Collection[uuid.UUID], tree: TopicTree
) -> defaultdict[uuid.UUID, dict[uuid.UUID, str]]:
    """The topics that each revision's stages ask for, by name. One query."""
    rows = StageTopic.objects.filter(stage__revision__in=revisions).order_by("topic__name", "topic")
    found: defaultdict[uuid.UUID, dict[uuid.UUID, str]] = defaultdict(dict)
    for revision, topic in rows.values_list("stage__revision", "topic"):
        found[revision][topic] = tree.name(topic)
    return found
