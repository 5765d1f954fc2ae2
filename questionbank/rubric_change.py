"""A change of a rubric's anchors, as plain values. No database."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from questionbank.content import POINTS, Anchors, LevelAnchors, RubricLine

Place = tuple[uuid.UUID, uuid.UUID | None, int]  # criterion, level (None: all levels), point


@dataclass(frozen=True)
class NewAnchor:
    """What one anchor is to say from then on; an empty text takes it away."""

    criterion_id: uuid.UUID
    level_id: uuid.UUID | None
    point: int
    text: str

    @property
    def place(self) -> Place:
        """Where it stands."""
        return (self.criterion_id, self.level_id, self.point)


def texts_of(lines: Iterable[RubricLine]) -> dict[Place, tuple[str, bool]]:
    """The text at each place of a rubric, and whether it is a draft; empty places too, in order."""
    return {
        (line.criterion_id, own.level_id if isinstance(own, LevelAnchors) else None, point): (
            text,
            point in own.drafts,
        )
        for line in lines
        for own in line.sets()
        for point, text in zip(POINTS, own.anchors, strict=True)
    }


def real_changes(lines: Iterable[RubricLine], wanted: Iterable[NewAnchor]) -> list[NewAnchor]:
    """Those that say something else than the rubric does, or the same as a draft: standing behind it is a
    change. The last said of a place counts.
    """
    there = texts_of(lines)
    last = {one.place: replace(one, text=one.text.replace("\r\n", "\n").strip()) for one in wanted}
    found = []
    for place, one in last.items():
        text, draft = there.get(place, ("", False))
        if one.text != text or (draft and one.text):
            found.append(one)
    return found


def changed_lines(lines: Iterable[RubricLine], changes: Iterable[NewAnchor]) -> tuple[RubricLine, ...]:
    """The rubric as it reads once these hold. A changed text is no draft: people stand behind it. A level all
    of whose anchors are taken away has none of its own.
    """
    new = {one.place: one.text for one in changes}
    return tuple(_changed(line, new) for line in lines)


def _changed(line: RubricLine, new: Mapping[Place, str]) -> RubricLine:
    levels = {own.level_id: own for own in line.by_level}
    for criterion, level, _ in new:
        if criterion == line.criterion_id and level is not None:
            levels.setdefault(level, LevelAnchors(level))
    by_level = []
    for level_id, own in levels.items():
        anchors, drafts = _points(line.criterion_id, level_id, own, new)
        if any(anchors):
            by_level.append(LevelAnchors(level_id, anchors, drafts))
    anchors, drafts = _points(line.criterion_id, None, line, new)
    return replace(line, anchors=anchors, drafts=drafts, by_level=tuple(by_level))


def _points(
    criterion: uuid.UUID, level: uuid.UUID | None, own: RubricLine | LevelAnchors, new: Mapping[Place, str]
) -> tuple[Anchors, tuple[int, ...]]:
    one, two, three, four = (
        new.get((criterion, level, point), text) for point, text in zip(POINTS, own.anchors, strict=True)
    )
    drafts = tuple(point for point in own.drafts if (criterion, level, point) not in new)
    return (one, two, three, four), drafts
