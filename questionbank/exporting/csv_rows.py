"""CSV for spreadsheets: a header and one row a question; lists stand on lines of their cell."""

import csv
import io
from collections.abc import Iterable, Iterator

from .record import ExportCriterion, ExportQuestion

COLUMNS = (
    "prompt", "kind", "topic", "level", "difficulty", "minutes", "summary", "answer", "options", "probes",
    "hints", "red_flags", "tags", "source", "rubric", "state", "id",
)  # fmt: skip
# A spreadsheet takes a cell that starts like this for a formula and runs it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(title: str, questions: Iterable[ExportQuestion]) -> Iterator[bytes]:
    """Yield UTF-8 with a byte order mark, which spreadsheets need to tell it; the title has no place in it.

    A cell that a spreadsheet would run as a formula starts with an apostrophe.
    """
    yield b"\xef\xbb\xbf" + _row(COLUMNS)
    for question in questions:
        yield _row([_harmless(cell) for cell in _cells(question)])


def _row(cells: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode()


def _cells(question: ExportQuestion) -> list[str]:
    lists = {
        "options": [f"{_mark(o.correct)} {o.text}" for o in question.options],
        "rubric": [_rubric(criterion) for criterion in question.criteria],
        "topic": [" / ".join(question.topic)],
        "tags": [", ".join(question.tags)],
    }
    cells = []
    for column in COLUMNS:
        value = lists.get(column, getattr(question, column, None))
        cells.append("\n".join(value) if isinstance(value, (list, tuple)) else str(value or ""))
    return cells


def _mark(correct: bool | None) -> str:
    return {True: "[x]", False: "[ ]", None: "[?]"}[correct]


def _rubric(criterion: ExportCriterion) -> str:
    anchors = [
        f"{point}{f' ({level})' if level else ''}: {text}" for level, point, _, text in criterion.anchors
    ]
    return "\n".join([f"{criterion.name} (weight {criterion.weight})", *anchors])


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
