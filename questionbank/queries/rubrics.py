"""Reads about rubrics, and a revision's content as plain values."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from questionbank.content import POINTS, Anchors, Choice, Content, LevelAnchors, RubricLine
from questionbank.models import Anchor, Criterion, Level, QuestionRevision, RubricCriterion


def criteria_query(organization_id: uuid.UUID) -> QuerySet[Criterion]:
    """All criteria of the organisation, by name."""
    return Criterion.objects.filter(organization_id=organization_id)


def criteria_of(organization_id: uuid.UUID) -> list[Criterion]:
    """All criteria of the organisation, by name. One query."""
    return list(criteria_query(organization_id))


def lines_of(rubric_id: uuid.UUID | None) -> list[RubricCriterion]:
    """A rubric's lines in order, each with its criterion and `anchors`.

    Two queries, none without a rubric.
    """
    return [] if rubric_id is None else list(_lines().filter(rubric_id=rubric_id))


def full_rubrics(path: str) -> "Prefetch[str]":
    """Fetches the lines of many rubrics at once, as `full_lines`. Two queries; `path` leads to the rubric."""
    return Prefetch(f"{path}__lines", queryset=_lines(), to_attr="full_lines")


def lines_of_revision(revision: QuestionRevision) -> list[RubricCriterion]:
    """The lines of its rubric; no query where `full_rubrics` fetched them."""
    if revision.rubric is None:
        return []
    found: list[RubricCriterion] | None = getattr(revision.rubric, "full_lines", None)
    return lines_of(revision.rubric_id) if found is None else found


def _lines() -> QuerySet[RubricCriterion]:
    anchors = Anchor.objects.select_related("level").order_by("level__rank", "point")
    rows = RubricCriterion.objects.select_related("criterion")
    return rows.prefetch_related(Prefetch("anchors", queryset=anchors))


@dataclass(frozen=True)
class AnchorSet:
    """The anchors of a line for all levels (None), or for one where the bar differs."""

    level: Level | None
    anchors: list[Anchor]


@dataclass(frozen=True)
class RubricView:
    """A line of a rubric as a page shows it: the anchors for all levels first."""

    line: RubricCriterion
    sets: list[AnchorSet]


def rubric_views(lines: Iterable[RubricCriterion]) -> list[RubricView]:
    """A rubric (of `lines_of`) as a page shows it. No query."""
    return [RubricView(line, _sets(line)) for line in lines]


def _sets(line: RubricCriterion) -> list[AnchorSet]:
    found: dict[Level | None, list[Anchor]] = {}
    for anchor in line.anchors.all():
        found.setdefault(anchor.level, []).append(anchor)
    everyone = [AnchorSet(None, found.pop(None))] if None in found else []
    return everyone + [AnchorSet(level, anchors) for level, anchors in found.items()]


def rubric_content(rubric_id: uuid.UUID | None) -> tuple[RubricLine, ...]:
    """A rubric as plain values, each level's own anchors by rank. Two queries, none without a rubric."""
    return tuple(line_content(line) for line in lines_of(rubric_id))


def line_content(line: RubricCriterion) -> RubricLine:
    """A line of `lines_of` as plain values. No query."""
    sets: dict[uuid.UUID | None, list[Anchor]] = {None: []}
    for anchor in line.anchors.all():
        sets.setdefault(anchor.level_id, []).append(anchor)
    everyone = sets.pop(None)
    by_level = tuple(
        LevelAnchors(level, _texts(anchors), _drafts(anchors)) for level, anchors in sets.items() if level
    )
    return RubricLine(line.criterion_id, _texts(everyone), line.weight, by_level, _drafts(everyone))


def _texts(anchors: list[Anchor]) -> Anchors:
    texts = {anchor.point: anchor.text for anchor in anchors}
    one, two, three, four = (texts.get(point, "") for point in POINTS)
    return (one, two, three, four)


def _drafts(anchors: list[Anchor]) -> tuple[int, ...]:
    return tuple(sorted(anchor.point for anchor in anchors if anchor.is_draft))


def content_of(revision: QuestionRevision, kind: str) -> Content:
    """What this revision says, as it would be written again. Two queries, none without a rubric."""
    return Content(
        prompt=revision.prompt,
        kind=kind,
        summary=revision.summary,
        answer=revision.answer,
        options=tuple(Choice(**option) for option in revision.options),
        probes=tuple(revision.probes),
        hints=tuple(revision.hints),
        red_flags=tuple(revision.red_flags),
        minutes=revision.minutes,
        topic_id=revision.topic_id,
        level_id=revision.level_id,
        difficulty=revision.difficulty,
        tags=tuple(revision.tags),
        source=revision.source,
        rubric=rubric_content(revision.rubric_id),
    )
