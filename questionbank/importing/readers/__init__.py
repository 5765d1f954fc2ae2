"""One reader for each shape of document. A new shape is a new module here and its name in READERS."""

from typing import Protocol, runtime_checkable

from ..reading import Mark, Reading
from ..source import Source
from . import (
    aiken,
    answer_labels,
    bank_json,
    bank_markdown,
    bold_prompts,
    bold_run_in,
    bullets,
    definition_lists,
    delimited,
    folded_details,
    gift,
    json_lists,
    lone_questions,
    markdown_headings,
    markdown_tables,
    numbered_article,
    numbered_sections,
    plain_lines,
    question_answer_pairs,
    question_paragraphs,
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


@runtime_checkable
class Outline(Reader, Protocol):
    """A reader whose prompts have a place of their own, so that what is inside what can be told."""

    def marks_of(self, source: Source) -> list[Mark]:
        """Return the prompts alone."""


# Read the document as it is: data, or our own export.
DATA: tuple[Reader, ...] = (bank_markdown, bank_json, gift, aiken, json_lists, yaml_lists, delimited)
# Read the document prepared, and after each other what is left of it.
OUTLINES: tuple[Reader, ...] = (
    folded_details,
    markdown_tables,
    web_page,
    question_answer_pairs,
    answer_labels,
    bold_prompts,
    bold_run_in,
    markdown_headings,
    numbered_sections,
    numbered_article,
    bullets,
    definition_lists,
)
# Only where nothing else reads anything: any sentence of an answer may have this shape.
LAST: tuple[Reader, ...] = (question_paragraphs, lone_questions, plain_lines)
READERS = (*DATA, *OUTLINES, *LAST)


def best_of(readers: tuple[Reader, ...], source: Source) -> tuple[float, Reader | None]:
    """Return the highest score that a reader gives a document and the first with it; None if all score
    nothing.
    """
    best: tuple[float, Reader | None] = (0.0, None)
    for reader in readers:
        score = reader.score(source)
        if score > best[0]:
            best = (score, reader)
    return best
