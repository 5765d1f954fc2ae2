"""Makes questions of imported items."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.enqueue import enqueue
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._bulk import BATCH, BulkWriter
from questionbank.actions._import_items import close_if_done, require_open, undecided
from questionbank.actions._import_words import Words
from questionbank.actions._ready import require_ready
from questionbank.content import LONGEST_MINUTES, Content
from questionbank.enums import ItemState, PairDecision, State
from questionbank.imported import content_from
from questionbank.models import (
    DuplicatePair,
    ImportBatch,
    ImportItem,
    ImportMatch,
    Question,
    Rubric,
    RubricCriterion,
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

    Items that resemble a question of the bank are passed over until a person has said what that means.
    Sections, levels and difficulties become what the batch's mapping says; without it a section becomes the
    topic of that name (made if there is none), a level word the level of that name; else the options' hold.
    Refuses all but curators (Denied), live questions that lack what every live question has (Invalid), and
    (Conflict) when nothing is left to accept: of two who press at once the second is told so.
    """
    rules.may_curate(actor).require()
    batch = access.batch_of(actor, batch_id, lock=True)
    require_open(batch)
    items = _pending(batch, item_ids)
    _check_options(actor, options)
    writer = BulkWriter(actor, batch.organization, state=options.state)
    _add(writer, batch, items, options)
    questions = writer.save()
    if options.state == State.LIVE:
        require_ready(actor, batch.organization_id, writer.revisions)
    _link(actor, items, questions)
    _keep_decisions(actor, items, questions)
    close_if_done(batch)
    enqueue("questionbank.compare_import", batch_id=batch.pk, organization_id=batch.organization_id)
    record(
        "accept_import_items",
        organization=batch.organization,
        actor=actor,
        on=batch,
        data={"questions": len(questions), "state": options.state},
    )
    return questions


def _pending(batch: ImportBatch, item_ids: Collection[uuid.UUID] | None) -> list[ImportItem]:
    alike = set(
        ImportMatch.objects.filter(
            item__batch=batch, item__state=ItemState.PENDING, decision=PairDecision.OPEN
        ).values_list("item", flat=True)
    )
    if item_ids is None:
        return _clean(batch, alike)
    waiting = undecided(batch, item_ids)
    if not waiting:
        raise Conflict("Nothing to accept: these questions were decided already, or none was chosen.")
    items = [item for item in waiting if item.pk not in alike]
    if not items:
        raise Conflict(
            "This resembles a question of the bank: say first whether it is the same, a variant or different."
        )
    return items


def _clean(batch: ImportBatch, alike: set[uuid.UUID]) -> list[ImportItem]:
    waiting = ImportItem.objects.filter(batch=batch, state=ItemState.PENDING)
    if clean := list(waiting.filter(is_warned=False).exclude(pk__in=alike)):
        return clean
    count = waiting.count()
    if not count:
        raise Conflict(
            "Nothing is left to review here: somebody has decided every question of this document."
        )
    if alike:
        raise Conflict(
            f"The {count} left to review all have a warning or resemble a question of the bank: "
            "look at each, then decide."
        )
    raise Conflict(f"The {count} left to review all have a warning: look at each, then accept it.")


def _check_options(actor: Membership | None, options: Options) -> None:
    if options.topic_id:
        access.topic_of(actor, options.topic_id)
    if options.level_id:
        access.level_of(actor, options.level_id)
    for criterion_id in options.criterion_ids:
        access.criterion_of(actor, criterion_id)
    if options.minutes is not None and not 1 <= options.minutes <= LONGEST_MINUTES:
        raise Invalid("The minutes make no sense.", {"minutes": f"From 1 to {LONGEST_MINUTES}."})
    if options.state not in (State.DRAFT, State.IN_REVIEW, State.LIVE):
        words = "Choose draft, in review or live."
        raise Invalid("Imported questions start as draft, in review or live.", {"state": words})


def _add(writer: BulkWriter, batch: ImportBatch, items: list[ImportItem], options: Options) -> None:
    words, rubric = Words(batch), _rubric(batch, options)
    for item in items:
        writer.add(_content(item, batch, words, options), rubric=rubric)
    if words.made_topics:
        batch.made_topics = [*batch.made_topics, *words.made_topics]
        batch.save(update_fields=["made_topics"])


def _content(item: ImportItem, batch: ImportBatch, words: Words, options: Options) -> Content:
    values = item.parsed | item.edited
    content = content_from(
        values,
        document=batch.name,
        topic_id=words.topic(values.get("section")) or options.topic_id,
        level_id=words.level(values.get("level")) or options.level_id,
        minutes=options.minutes,
        difficulties=words.difficulties,
        rubric=words.rubric(values.get("details")),
    )
    if problems := content.problems():
        raise Invalid(
            f"Question {item.ordinal} cannot be accepted as it is: edit it first.",
            {f"question {item.ordinal}": f"{field}: {text}" for field, text in problems.items()},
        )
    return content


def _rubric(batch: ImportBatch, options: Options) -> Rubric | None:
    """One rubric of the chosen criteria, for all that bring none of their own."""
    if not options.criterion_ids:
        return None
    organization = batch.organization
    rubric = Rubric.objects.create(organization=organization, name=f"Import of {batch.name}"[:120])
    RubricCriterion.objects.bulk_create(
        RubricCriterion(
            organization=organization, rubric=rubric, criterion_id=criterion_id, position=position
        )
        for position, criterion_id in enumerate(dict.fromkeys(options.criterion_ids))
    )
    return rubric


def _link(actor: Membership | None, items: list[ImportItem], questions: list[Question]) -> None:
    """One statement whatever their number: Django's own would spell out a case for each row."""
    for item, question in zip(items, questions, strict=True):
        item.question, item.state, item.decided_by = question, ItemState.ACCEPTED, actor
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE questionbank_importitem AS item SET question_id = made.question, state = %s, "
            "decided_by_id = %s FROM unnest(%s::uuid[], %s::uuid[]) AS made(item, question) "
            "WHERE item.id = made.item",
            [
                ItemState.ACCEPTED,
                actor.pk if actor else None,
                [item.pk for item in items],
                [question.pk for question in questions],
            ],
        )


def _keep_decisions(actor: Membership | None, items: list[ImportItem], questions: list[Question]) -> None:
    """What a person said of an item and a question of the bank holds for the new question from now on."""
    made = {item.pk: question for item, question in zip(items, questions, strict=True)}
    matches = ImportMatch.objects.filter(item__in=made).exclude(decision=PairDecision.OPEN)
    now, pairs = timezone.now(), []
    for match in matches:
        first, second = sorted([made[match.item_id].pk, match.question_id])
        pairs.append(
            DuplicatePair(
                organization_id=match.organization_id,
                first_id=first,
                second_id=second,
                score=match.score,
                verdict=match.verdict,
                why=match.why,
                decision=match.decision,
                decided_by=actor,
                decided_at=now,
            )
        )
    DuplicatePair.objects.bulk_create(pairs, batch_size=BATCH, ignore_conflicts=True)
