"""The formats by name, and the one way to write any of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .csv_rows import to_csv
from .json_text import to_json
from .markdown import to_markdown
from .moodle_xml import to_moodle_xml
from .qti import to_qti
from .record import ExportQuestion


@dataclass(frozen=True)
class Format:
    """One format: its name for people, the end of its files' names, its media type, what it keeps."""

    label: str
    suffix: str
    media_type: str
    keeps: str
    writer: Callable[[str, Iterable[ExportQuestion]], Iterator[bytes]]


FORMATS: dict[str, Format] = {
    "markdown": Format(
        "Markdown",
        "md",
        "text/markdown",
        "Everything, to be read by people and imported again exactly.",
        to_markdown,
    ),
    "json": Format("JSON", "json", "application/json", "Everything, for programs.", to_json),
    "csv": Format(
        "CSV", "csv", "text/csv", "One row a question, for spreadsheets; the rubric as one text.", to_csv
    ),
    "moodle": Format(
        "Moodle XML",
        "xml",
        "application/xml",
        "Choices with their key, else an essay question with the answer for graders.",
        to_moodle_xml,
    ),
    "qti": Format(
        "QTI 3", "zip", "application/zip", "A package with one item a question, for test systems.", to_qti
    ),
}


def write(name: str, title: str, questions: Iterable[ExportQuestion]) -> Iterator[bytes]:
    """Yield the export in pieces; ``name`` is a key of FORMATS (else KeyError), ``title`` heads it."""
    return FORMATS[name].writer(title, questions)
