"""What the words of a document are in this organisation: sections, levels, difficulties, criteria."""

import uuid
from typing import Any

from accounts.models import Organization
from questionbank.content import LevelAnchors, RubricLine
from questionbank.imported import word_key
from questionbank.models import Criterion, ImportBatch, Level, Topic

LONGEST_TOPIC, LONGEST_CRITERION = 80, 80


class Words:
    """Looks words up as the batch's mapping says, else by equal names; makes topics and criteria."""

    def __init__(self, batch: ImportBatch) -> None:
        self.organization: Organization = batch.organization
        self.mapping: dict[str, dict[str, Any]] = batch.mapping
        topics = list(Topic.objects.order_by("parent_id"))  # of several of a name the one at the top is meant
        self._topics = {word_key(topic.name): topic.pk for topic in topics}
        self._topic_ids = {topic.pk for topic in topics}
        self._levels = {word_key(level.name): level.pk for level in Level.objects.all()}
        self._level_ids = set(self._levels.values())
        self._criteria: dict[str, uuid.UUID] | None = None
        self.made_topics: list[uuid.UUID] = []

    @property
    def difficulties(self) -> dict[str, int | None]:
        """What a person made of words of difficulty."""
        return self.mapping.get("difficulties", {})

    def topic(self, section: str | None) -> uuid.UUID | None:
        """The topic of a section, made if there is none of its name; None where none is wanted."""
        key, said = word_key(section), self.mapping.get("sections", {})
        if not key:
            return None
        if key in said:
            return self._still(said[key], self._topic_ids)
        if key not in self._topics:
            self._topics[key] = self._make_topic(" ".join(str(section).split())[:LONGEST_TOPIC].strip())
        return self._topics[key]

    def level(self, word: str | None) -> uuid.UUID | None:
        """The level of a word, None if there is none of that name or none is wanted."""
        key, said = word_key(word), self.mapping.get("levels", {})
        if key in said:
            return self._still(said[key], self._level_ids)
        return self._levels.get(key)

    def rubric(self, details: dict[str, Any] | None) -> tuple[RubricLine, ...]:
        """The rubric that an export of a bank gives, in our criteria; levels not of ours are left out."""
        lines: dict[uuid.UUID, RubricLine] = {}
        for line in (details or {}).get("criteria") or ():
            criterion_id = self._criterion(line["name"])
            lines.setdefault(criterion_id, self._line(criterion_id, line))
        return tuple(lines.values())

    def _line(self, criterion_id: uuid.UUID, line: dict[str, Any]) -> RubricLine:
        texts: dict[uuid.UUID | None, dict[int, str]] = {None: {}}
        drafts: dict[uuid.UUID | None, list[int]] = {}
        for word, point, is_draft, text in line["anchors"]:
            level_id = self.level(word) if word else None
            if word and level_id is None:
                continue
            texts.setdefault(level_id, {})[point] = text
            if is_draft:
                drafts.setdefault(level_id, []).append(point)

        def anchors(level_id: uuid.UUID | None) -> tuple[str, str, str, str]:
            own = texts[level_id]
            return (own.get(1, ""), own.get(2, ""), own.get(3, ""), own.get(4, ""))

        by_level = tuple(
            LevelAnchors(level_id, anchors(level_id), tuple(drafts.get(level_id, ())))
            for level_id in texts
            if level_id is not None
        )
        return RubricLine(criterion_id, anchors(None), line["weight"], by_level, tuple(drafts.get(None, ())))

    def _criterion(self, name: str) -> uuid.UUID:
        if self._criteria is None:
            self._criteria = {word_key(row.name): row.pk for row in Criterion.objects.all()}
        key = word_key(name)
        if key not in self._criteria:
            row, _ = Criterion.objects.get_or_create(
                organization=self.organization, name=" ".join(name.split())[:LONGEST_CRITERION]
            )
            self._criteria[key] = row.pk
        return self._criteria[key]

    def _make_topic(self, name: str) -> uuid.UUID:
        topic, is_new = Topic.objects.get_or_create(organization=self.organization, parent=None, name=name)
        if is_new:
            self.made_topics.append(topic.pk)
        return topic.pk

    @staticmethod
    def _still(said: str | None, there: set[uuid.UUID]) -> uuid.UUID | None:
        """What was chosen, unless it is gone since."""
        found = uuid.UUID(said) if said else None
        return found if found in there else None
