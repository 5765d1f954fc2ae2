"""The sections and words of an imported document, with what each is taken for in the bank."""

import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, NullIf

from questionbank.enums import ItemState
from questionbank.imported import word_key
from questionbank.importing.words import difficulty_of
from questionbank.models import ImportBatch, ImportItem, Level, Topic

MOST = 500  # words of one sort on the page: a document with more has no sections, but a column of texts
_FIELDS = {"sections": "section", "levels": "level", "difficulties": "difficulty"}


@dataclass(frozen=True)
class Word:
    """A word as the document has it, in how many undecided items, and what it means.

    `code` names it in a form, whatever other words there are; `meant` is a row's id, 1 to 3, or None.
    """

    code: str
    text: str
    items: int
    meant: uuid.UUID | int | None
    is_none: bool  # a person said that it is none of ours


def words_of(batch: ImportBatch) -> dict[str, list[Word]]:
    """By "sections", "levels", "difficulties": each word of the undecided items, by use. Five queries.

    What it means is what a person said, else the topic or level of that name, else what the word says.
    """
    names: dict[str, dict[str, Any]] = {
        "sections": {word_key(topic.name): topic.pk for topic in Topic.objects.order_by("parent_id")},
        "levels": {word_key(level.name): level.pk for level in Level.objects.all()},
        "difficulties": {},
    }
    return {group: _words(batch, group, names[group]) for group in _FIELDS}


def _words(batch: ImportBatch, group: str, names: dict[str, Any]) -> list[Word]:
    field = _FIELDS[group]
    said = batch.mapping.get(group, {})
    text = Coalesce(KeyTextTransform(field, "edited"), KeyTextTransform(field, "parsed"))
    rows = ImportItem.objects.filter(batch=batch, state=ItemState.PENDING).order_by()
    counted = (
        rows.annotate(word=NullIf(text, Value("", output_field=TextField())))
        .exclude(word=None)
        .values("word")
        .annotate(items=Count("pk"))
        .order_by(F("items").desc(), "word")[:MOST]
    )
    found: dict[str, Word] = {}
    for row in counted:
        key = word_key(row["word"])
        if not key:
            continue
        before = found.get(key)
        meant = _meant(key, said, names, group)
        items = row["items"] + (before.items if before else 0)
        code = hashlib.sha256(key.encode()).hexdigest()[:16]
        shown = before.text if before else " ".join(row["word"].split())
        found[key] = Word(code, shown, items, meant, key in said and said[key] is None)
    return list(found.values())


def _meant(key: str, said: dict[str, Any], names: dict[str, Any], group: str) -> uuid.UUID | int | None:
    if key in said:
        value = said[key]
        return uuid.UUID(value) if isinstance(value, str) else value
    return difficulty_of(key) if group == "difficulties" else names.get(key)
