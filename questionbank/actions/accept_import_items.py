"""Makes questions of imported items."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.http import Http404

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership, Organization
from questionbank import access, rules
from questionbank.actions.edit_import_item import require_open
from questionbank.content import LONGEST_MINUTES, Content
from questionbank.enums import BatchState, ItemState, Meaning, State
from questionbank.imported import content_from
from questionbank.models import (
    ImportBatch,
    ImportItem,
    Level,
    Question,
    QuestionRevision,
    Rubric,
    RubricCriterion,
    Topic,
)


@dataclass(frozen=True)
class Options:
    """What holds for all questions accepted together, where the document itself says nothing."""

    topic_id: uuid.UUID | None = None
    level_id: uuid.UUID | None = None
    minutes: int | None = None
    criterion_ids: tuple[uuid.UUID, ...] = ()
    state: str = State.DRAFT


@transaction.atomic
def accept_import_items(
    *,
    actor: Membership | None,
    batch_id: uuid.UUID,
    item_ids: Collection[uuid.UUID] | None = None,
    options: Options = Options(),  # frozen, so sharing it is harmless
) -> list[Question]:
    """Makes a question of each undecided item among `item_ids`; None takes all that have no warning.

    A section becomes the topic of that name (made if there is none), a level word the level of that name;
    else the options' hold. Refuses all but curators (Denied), live questions without topic, level or
    minutes (Invalid), and (Conflict) when nothing is left to accept: of two who press at once the second is
    told so.
    """
    rules.may_curate(actor).require()
    batch = access.batch_of(actor, batch_id, lock=True)
    require_open(batch)
    items = _pending(batch, item_ids)
    _check_options(actor, options)
    maker = _Maker(actor, batch, options)
    for item in items:
        maker.add(item)
    questions = maker.save()
    close_if_done(batch)
    record(
        "accept_import_items",
        organization=batch.organization,
        actor=actor,
        on=batch,
        data={"questions": len(questions), "state": options.state},
    )
    return questions


def undecided(batch: ImportBatch, item_ids: Collection[uuid.UUID]) -> list[ImportItem]:
    """Those of these items that nobody decided yet; 404 if one is not of this batch."""
    items = list(ImportItem.objects.filter(batch=batch, pk__in=item_ids))
    if len(items) < len(set(item_ids)):
        raise Http404("This document has no such question.")
    return [item for item in items if item.state == ItemState.PENDING]


def close_if_done(batch: ImportBatch) -> None:
    """A batch is closed while nothing in it waits for a decision."""
    waiting = ImportItem.objects.filter(batch=batch, state=ItemState.PENDING).exists()
    batch.state = BatchState.STAGED if waiting else BatchState.CLOSED
    batch.save(update_fields=["state"])


def _pending(batch: ImportBatch, item_ids: Collection[uuid.UUID] | None) -> list[ImportItem]:
    if item_ids is not None:
        if items := undecided(batch, item_ids):
            return items
        raise Conflict("Nothing to accept: these questions were decided already, or none was chosen.")
    waiting = list(ImportItem.objects.filter(batch=batch, state=ItemState.PENDING))
    if not waiting:
        raise Conflict(
            "Nothing is left to review here: somebody has decided every question of this document."
        )
    clean = [item for item in waiting if not item.parsed["warnings"]]
    if not clean:
        raise Conflict(f"The {len(waiting)} left to review all have a warning: look at each, then accept it.")
    return clean


def _check_options(actor: Membership | None, options: Options) -> None:
    if options.topic_id:
        access.topic_of(actor, options.topic_id)
    if options.level_id:
        access.level_of(actor, options.level_id)
    for criterion_id in options.criterion_ids:
        access.criterion_of(actor, criterion_id)
    if options.minutes is not None and not 1 <= options.minutes <= LONGEST_MINUTES:
        raise Invalid("The minutes make no sense.", {"minutes": f"From 1 to {LONGEST_MINUTES}."})
    if options.state not in (State.DRAFT, State.LIVE):
        raise Invalid("Imported questions start as draft or live.", {"state": "Choose draft or live."})


class _Maker:
    """Collects rows, so that a hundred questions take a handful of statements."""

    def __init__(self, actor: Membership | None, batch: ImportBatch, options: Options) -> None:
        self.actor, self.batch, self.options = actor, batch, options
        self.organization: Organization = batch.organization
        self.topics = {topic.name.casefold(): topic for topic in Topic.objects.order_by("-parent_id")}
        self.levels = {level.name.casefold(): level for level in Level.objects.all()}
        self.rubric = self._rubric()
        self.items: list[ImportItem] = []
        self.questions: list[Question] = []
        self.revisions: list[QuestionRevision] = []

    def add(self, item: ImportItem) -> None:
        """One question with its revision."""
        content = self._content(item)
        question = Question(
            organization=self.organization,
            kind=content.kind,
            state=self.options.state,
            created_by=self.actor,
        )
        revision = QuestionRevision(
            organization=self.organization,
            question=question,
            number=1,
            rubric=self.rubric,
            meaning=Meaning.FIRST,
            written_by=self.actor,
            **content.revision_fields(),
        )
        # The database checks this reference at the end of the transaction, when the revision is there.
        question.current_id = revision.pk
        item.question, item.state, item.decided_by = question, ItemState.ACCEPTED, self.actor
        self.items.append(item)
        self.questions.append(question)
        self.revisions.append(revision)

    def save(self) -> list[Question]:
        """Writes everything, unless a question to go live lacks what it needs."""
        if self.options.state == State.LIVE:
            self._require_complete()
        Question.objects.bulk_create(self.questions)
        QuestionRevision.objects.bulk_create(self.revisions)
        ImportItem.objects.bulk_update(self.items, ["question", "state", "decided_by"])
        return self.questions

    def _content(self, item: ImportItem) -> Content:
        values = item.parsed | item.edited
        level = self.levels.get((values.get("level") or "").strip().casefold())
        content = content_from(
            values,
            document=self.batch.name,
            topic_id=self._topic(values.get("section")),
            level_id=level.pk if level else self.options.level_id,
            minutes=self.options.minutes,
        )
        if problems := content.problems():
            raise Invalid(
                f"Question {item.ordinal} cannot be accepted as it is: edit it first.",
                {f"question {item.ordinal}": f"{field}: {text}" for field, text in problems.items()},
            )
        return content

    def _topic(self, section: str | None) -> uuid.UUID | None:
        name = " ".join((section or "").split())[:80].strip()
        if not name:
            return self.options.topic_id
        if name.casefold() not in self.topics:
            topic, _ = Topic.objects.get_or_create(organization=self.organization, parent=None, name=name)
            self.topics[name.casefold()] = topic
        return self.topics[name.casefold()].pk

    def _rubric(self) -> Rubric | None:
        if not self.options.criterion_ids:
            return None
        rubric = Rubric.objects.create(
            organization=self.organization, name=f"Import of {self.batch.name}"[:120]
        )
        RubricCriterion.objects.bulk_create(
            RubricCriterion(
                organization=self.organization, rubric=rubric, criterion_id=criterion_id, position=position
            )
            for position, criterion_id in enumerate(dict.fromkeys(self.options.criterion_ids))
        )
        return rubric

    def _require_complete(self) -> None:
        needs = {"topic_id": "topic", "level_id": "level", "minutes": "minutes"}
        lacking = {
            word: sum(1 for revision in self.revisions if not getattr(revision, field))
            for field, word in needs.items()
        }
        fields = {
            word: f"{count} of {len(self.revisions)} have none: choose one for them."
            for word, count in lacking.items()
            if count
        }
        if fields:
            raise Invalid(
                f"Live questions need {', '.join(fields)}: set what is missing, or accept as draft.", fields
            )
