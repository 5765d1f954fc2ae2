"""The bank that ships with Plumbline: our own questions, rubric anchors, topics and blueprints.

Pure: YAML files in, frozen dataclasses out, no database. Start at `load`; the shapes are in `shapes.py`,
the words in `criteria.yaml`, `topics.yaml`, `blueprints.yaml` and one file of questions per top topic.
"""

from collections.abc import Collection, Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from .entry import Entry, StarterError, read_list
from .shapes import (
    KINDS,
    LEVELS,
    POINTS,
    SEATS,
    Starter,
    StarterBlueprint,
    StarterCriterion,
    StarterQuestion,
    StarterQuota,
    StarterRating,
    StarterStage,
    StarterTopic,
)

__all__ = [
    "Starter",
    "StarterBlueprint",
    "StarterCriterion",
    "StarterError",
    "StarterQuestion",
    "StarterQuota",
    "StarterRating",
    "StarterStage",
    "StarterTopic",
    "load",
]

HERE = Path(__file__).parent
CRITERIA, TOPICS, BLUEPRINTS = "criteria.yaml", "topics.yaml", "blueprints.yaml"
QUESTION_FIELDS = [*(field.name for field in fields(StarterQuestion) if field.name != "ratings"), "criteria"]


def load(folder: Path = HERE) -> Starter:
    """The whole starter bank, every reference checked; raises `StarterError` naming file, key and field."""
    criteria = tuple(_criterion(raw) for raw in read_list(folder / CRITERIA))
    criterion_keys = _unique(CRITERIA, criteria)
    topics = tuple(_topics(read_list(folder / TOPICS), parent=None))
    topic_keys = _unique(TOPICS, topics)
    questions: list[StarterQuestion] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name not in (CRITERIA, TOPICS, BLUEPRINTS):
            questions += [_question(path.name, raw, topic_keys, criterion_keys) for raw in read_list(path)]
            _unique(path.name, questions)
    blueprints = tuple(_blueprint(raw, topic_keys, criterion_keys) for raw in read_list(folder / BLUEPRINTS))
    _unique(BLUEPRINTS, blueprints)
    return Starter(criteria=criteria, topics=topics, questions=tuple(questions), blueprints=blueprints)


def _unique(file: str, rows: Iterable[Any]) -> set[str]:
    keys: set[str] = set()
    for row in rows:
        if row.key in keys:
            raise StarterError(f"{file}: {row.key}: key: is used twice")
        keys.add(row.key)
    return keys


def _criterion(raw: Any) -> StarterCriterion:
    entry = Entry(CRITERIA, raw, place="criterion", fields=("key", "name", "description"))
    return StarterCriterion(entry.text("key"), entry.text("name"), entry.text("description"))


def _topics(rows: list[Any], parent: str | None) -> Iterable[StarterTopic]:
    for raw in rows:
        entry = Entry(TOPICS, raw, place="topic", fields=("key", "name", "description", "children"))
        topic = StarterTopic(entry.text("key"), entry.text("name"), entry.text("description"), parent)
        yield topic
        if "children" in entry.raw:
            yield from _topics(entry.items("children"), parent=topic.key)


def _question(file: str, raw: Any, topics: Collection[str], criteria: Collection[str]) -> StarterQuestion:
    entry = Entry(file, raw, place="question", fields=QUESTION_FIELDS)
    return StarterQuestion(
        key=entry.text("key"),
        topic=entry.choice("topic", topics),
        level=entry.choice("level", LEVELS),
        kind=entry.choice("kind", KINDS),
        difficulty=entry.number("difficulty", 1, 3),
        minutes=entry.number("minutes", 5, 30),
        tags=entry.texts("tags", 1, 8),
        prompt=entry.text("prompt"),
        summary=entry.text("summary"),
        answer=entry.text("answer"),
        probes=entry.texts("probes", 2, 4),
        hints=entry.texts("hints", 1, 3),
        red_flags=entry.texts("red_flags", 2, 3),
        ratings=_ratings(entry, criteria),
    )


def _ratings(question: Entry, criteria: Collection[str]) -> tuple[StarterRating, ...]:
    place = f"{question.place}: criteria"
    entry = Entry(question.file, question.raw.get("criteria"), place=place, fields=criteria)
    if not 2 <= len(entry.raw) <= 3:
        question.fail("criteria", f"must rate 2 or 3 criteria, rates {len(entry.raw)}")
    ratings = []
    for criterion in entry.raw:
        one, two, three, four = entry.texts(criterion, len(POINTS), len(POINTS))
        ratings.append(StarterRating(criterion, (one, two, three, four)))
    return tuple(ratings)


def _blueprint(raw: Any, topics: Collection[str], criteria: Collection[str]) -> StarterBlueprint:
    names = ("key", "name", "role", "level", "description", "twice", "bars", "stages")
    entry = Entry(BLUEPRINTS, raw, place="blueprint", fields=names)
    bars = Entry(BLUEPRINTS, entry.raw.get("bars"), place=f"{entry.place}: bars", fields=criteria)
    return StarterBlueprint(
        key=entry.text("key"),
        name=entry.text("name"),
        role=entry.text("role"),
        level=entry.choice("level", LEVELS),
        description=entry.text("description"),
        twice=entry.texts("twice", 1, len(topics), topics) if "twice" in entry.raw else (),
        bars=tuple((key, bars.number(key, POINTS[0], POINTS[-1])) for key in bars.raw),
        stages=tuple(_stage(stage, entry.place, topics, criteria) for stage in entry.items("stages")),
    )


def _stage(raw: Any, place: str, topics: Collection[str], criteria: Collection[str]) -> StarterStage:
    names = (
        *("name", "purpose", "level", "neighbours", "minutes"),
        *("kinds", "topics", "criteria", "seats"),
    )
    entry = Entry(BLUEPRINTS, raw, place=f"{place}: stage", fields=names)
    return StarterStage(
        name=entry.text("name"),
        purpose=entry.text("purpose"),
        level=entry.choice("level", LEVELS),
        minutes=entry.number("minutes", 15, 120),
        kinds=entry.texts("kinds", 1, len(KINDS), KINDS),
        quotas=tuple(_quota(quota, entry.place, topics) for quota in entry.items("topics")),
        criteria=entry.texts("criteria", 1, len(criteria), criteria),
        seats=entry.texts("seats", 1, len(SEATS), SEATS),
        neighbours=(entry.texts("neighbours", 1, len(LEVELS), LEVELS) if "neighbours" in entry.raw else ()),
    )


def _quota(raw: Any, place: str, topics: Collection[str]) -> StarterQuota:
    entry = Entry(BLUEPRINTS, raw, place=f"{place}: topics", fields=("topic", "minimum", "maximum"))
    minimum = entry.number("minimum", 0, 10)
    return StarterQuota(entry.choice("topic", topics), minimum, entry.number("maximum", max(minimum, 1), 10))
