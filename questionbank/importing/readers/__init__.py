"""One reader for each shape of document. A new shape is a new module here and its name in READERS."""

from typing import Protocol

from ..reading import Reading
from ..source import Source
from . import (
    answer_labels,
    bank_json,
    bank_markdown,
    bold_prompts,
    bullets,
    delimited,
    folded_details,
    json_lists,
    markdown_headings,
    markdown_tables,
    numbered_article,
    numbered_sections,
    question_answer_pairs,
    web_page,
    yaml_lists,
)


class Reader(Protocol):
    """What every module of this package offers."""

    NAME: str

    def score(self, source: Source) -> float:
        """Return how many questions of this shape the document seems to hold, weighed by how sure the shape
        is.
        """

    def read(self, source: Source) -> Reading:
        """Read the document as this shape."""


READERS: tuple[Reader, ...] = (
    bank_markdown,
    bank_json,
    json_lists,
    yaml_lists,
    delimited,
    folded_details,
    markdown_tables,
    web_page,
    question_answer_pairs,
    answer_labels,
    bold_prompts,
    markdown_headings,
    numbered_sections,
    numbered_article,
    bullets,
)


def choose(source: Source) -> Reader | None:
    """Return the reader that scores highest on a document, the first of equals, or None if all
    score nothing.
    """
    scored = [(reader.score(source), reader) for reader in READERS]
    best = max(score for score, _ in scored)
    return next(reader for score, reader in scored if score == best) if best > 0 else None
