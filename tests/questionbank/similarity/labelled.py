"""The pairs that a person labelled, and the questions they are of: ids only; texts stay where they are."""

import csv
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from questionbank.importing import parse_document
from questionbank.similarity import Entry
from tests.seeds import seed_path

FILE = Path(__file__).with_name("pairs.csv")
DOCUMENTS = ("000", "001", "002", "003", "004")

Key = tuple[
    str, bool, int
]  # document, whether it is one of its prompts without an answer, ordinal among those


@dataclass(frozen=True)
class Labelled:
    first: Key
    second: Key
    label: str  # same, related, different; unsure: a person would not say, so nothing learns from it
    round: (
        int  # 1: labelled before any method was tried; 2: what the first method called same and had no label
    )

    @property
    def half(self) -> str:
        """Which half it is in: by a hash of the ids alone."""
        ids = ",".join(
            f"{document},{'u' * bare}{ordinal}" for document, bare, ordinal in (self.first, self.second)
        )
        return "held out" if hashlib.sha256(ids.encode()).digest()[-1] % 2 else "tuning"

    @property
    def documents(self) -> str:
        return f"{self.first[0]} and {self.second[0]}"


def labelled_pairs() -> list[Labelled]:
    with FILE.open() as lines:
        return [
            Labelled(
                _key(row["document"], row["ordinal"]),
                _key(row["other_document"], row["other_ordinal"]),
                row["label"],
                int(row["round"]),
            )
            for row in csv.DictReader(lines)
        ]


@cache
def seed_entries() -> tuple[Entry, ...]:
    """All questions of the real documents, and the prompts without an answer."""
    found = []
    for name in DOCUMENTS:
        path = seed_path(name)
        document = parse_document(path.name, path.read_bytes())
        for question in document.questions:
            answer = f"{question.summary or ''}\n{question.answer}"
            found.append(Entry((name, False, question.ordinal), question.prompt, answer))
        for number, unanswered in enumerate(document.unanswered, 1):
            found.append(Entry((name, True, number), unanswered.prompt))
    return tuple(found)


def _key(document: str, ordinal: str) -> Key:
    return document, ordinal.startswith("u"), int(ordinal.removeprefix("u"))
