"""Questions as records for an export, chunk by chunk, so that a large bank needs little memory."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from questionbank.enums import Difficulty, Order
from questionbank.exporting import ExportCriterion, ExportQuestion
from questionbank.exporting.record import ExportOption
from questionbank.models import Anchor, Question, QuestionRevision, RubricCriterion, SearchRow, Topic
from questionbank.queries.narrowing import all_of, chosen_of, conditions, text_query
from questionbank.queries.search import KEYS
from questionbank.rules import Actor, may_read_bank
from questionbank.searching import Search

CHUNK = 500


def matching_ids(reader: Actor, search: Search, topics: Iterable[Topic]) -> list[uuid.UUID]:
    """The ids of all questions that match the search, by topic, level and age. One query.

    `topics` are all of the organisation's. Refuses who may not read the bank (Denied).
    """
    may_read_bank(reader).require()
    rows = SearchRow.objects.filter(all_of(conditions(chosen_of(search, topics), reader).values()))
    if search.words:
        rows = rows.filter(words=text_query(search.words))
    keys, _ = KEYS[Order.TOPIC]
    return list(rows.order_by(*keys).values_list("question_id", flat=True))


def export_records(question_ids: Iterable[uuid.UUID]) -> Iterator[ExportQuestion]:
    """Yield the current revision of each question, in the order of the ids; one without any is left out.

    One query for the topics, then three for each 500 questions.
    """
    paths = _topic_paths()
    waiting = iter(question_ids)
    while chunk := list(islice(waiting, CHUNK)):
        rows = Question.objects.filter(pk__in=chunk).select_related("current__level")
        found = {row.pk: (row, row.current) for row in rows if row.current}
        criteria = _criteria([revision.rubric_id for _, revision in found.values()])
        for question_id in chunk:
            if question_id in found:
                yield _record(*found[question_id], paths, criteria)


def _record(
    question: Question,
    revision: QuestionRevision,
    paths: dict[uuid.UUID, tuple[str, ...]],
    criteria: dict[uuid.UUID, tuple[ExportCriterion, ...]],
) -> ExportQuestion:
    return ExportQuestion(
        id=str(question.pk),
        kind=question.kind,
        state=question.state,
        prompt=revision.prompt,
        summary=revision.summary,
        answer=revision.answer,
        options=tuple(ExportOption(**option) for option in revision.options),
        probes=tuple(revision.probes),
        hints=tuple(revision.hints),
        red_flags=tuple(revision.red_flags),
        minutes=revision.minutes,
        topic=paths.get(revision.topic_id, ()) if revision.topic_id else (),
        level=revision.level.name if revision.level else None,
        difficulty=Difficulty(revision.difficulty).label if revision.difficulty else None,
        tags=tuple(revision.tags),
        source=revision.source,
        criteria=criteria.get(revision.rubric_id, ()) if revision.rubric_id else (),
    )


def _topic_paths() -> dict[uuid.UUID, tuple[str, ...]]:
    """Each topic's names from the root of the tree down to it."""
    topics = {topic.pk: topic for topic in Topic.objects.all()}
    paths: dict[uuid.UUID, tuple[str, ...]] = {}
    for topic in topics.values():
        names: list[str] = []
        at: Topic | None = topic
        while at is not None:
            names.append(at.name)
            at = topics.get(at.parent_id) if at.parent_id else None
        paths[topic.pk] = tuple(reversed(names))
    return paths


def _criteria(rubric_ids: Sequence[uuid.UUID | None]) -> dict[uuid.UUID, tuple[ExportCriterion, ...]]:
    """The lines of each rubric with their anchors. Two queries."""
    wanted = {rubric_id for rubric_id in rubric_ids if rubric_id}
    lines = RubricCriterion.objects.filter(rubric__in=wanted).select_related("criterion")
    anchors: dict[uuid.UUID, list[tuple[str | None, int, bool, str]]] = defaultdict(list)
    rows = Anchor.objects.filter(line__rubric__in=wanted).select_related("level")
    for row in rows.order_by("level__rank", "point"):
        anchors[row.line_id].append(
            (row.level.name if row.level else None, row.point, row.is_draft, row.text)
        )
    found: dict[uuid.UUID, list[ExportCriterion]] = defaultdict(list)
    for line in lines:
        found[line.rubric_id].append(
            ExportCriterion(line.criterion.name, line.weight, tuple(anchors[line.pk]))
        )
    return {rubric_id: tuple(criteria) for rubric_id, criteria in found.items()}
