"""JSON for programs: one object with a list of questions, written question by question."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from .record import ExportQuestion

FORMAT, VERSION = "plumbline-bank", 1


def to_json(title: str, questions: Iterable[ExportQuestion]) -> Iterator[bytes]:
    """Yield the bank as UTF-8 JSON: ``{"format", "version", "title", "questions": [...]}``."""
    head = json.dumps({"format": FORMAT, "version": VERSION, "title": title}, ensure_ascii=False, indent=1)
    yield (head.removesuffix("\n}") + ',\n "questions": [').encode()
    before = "\n"
    for question in questions:
        yield (before + json.dumps(as_object(question), ensure_ascii=False, indent=1)).encode()
        before = ",\n"
    yield b"\n]}\n"


def as_object(question: ExportQuestion) -> dict[str, object]:
    """Return the question as plain JSON values; an anchor is an object with level, point, draft and text."""
    values = asdict(question)
    for criterion in values["criteria"]:
        criterion["anchors"] = [
            {"level": level, "point": point, "draft": is_draft, "text": text}
            for level, point, is_draft, text in criterion["anchors"]
        ]
    return values
