"""Archives and folders: files in natural order, folders as sections, what holds no question left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..limits import Limits
from ..refusals import ImportRefused
from ..signatures import extension
from . import archives
from .opening import open_file
from .parts import Opened, Part

DIGITS = re.compile(r"(\d+)")
# What version control, systems and editors leave behind.
HIDDEN = re.compile(r"(?:^|/)(?:\.[^/]+|__MACOSX|Thumbs\.db|desktop\.ini|node_modules|~\$[^/]*)(?:/|$)")
NUMBERED = re.compile(r"^\d{1,3}\s*[-_. ]\s*(?=\D)")
# Files of a project that are not its questions, whatever they look like.
PROJECT = re.compile(
    r"^(?:licen[cs]e|copying|contributing|code[_-]of[_-]conduct|changelog|changes|security|authors|"
    r"contributors|pull_request_template|issue_template|mkdocs|package(?:-lock)?|requirements|makefile|"
    r"_config|gemfile|pyproject|tsconfig|docusaurus\.config|_sidebar|_navbar|sitemap|robots|imsmanifest)"
    r"(?:[-._].*)?$",
    re.IGNORECASE,
)
READABLE = frozenset(
    [
        "md",
        "markdown",
        "mdx",
        "mkd",
        "txt",
        "text",
        "csv",
        "tsv",
        "tab",
        "json",
        "jsonl",
        "ndjson",
        "json5",
        "yaml",
        "yml",
        "html",
        "htm",
        "xhtml",
        "xml",
        "qti",
        "docx",
        "odt",
        "pdf",
        "xlsx",
        "epub",
        "gift",
        "aiken",
        "ipynb",
        "rst",
        "adoc",
        "asciidoc",
        "org",
        "tex",
        "latex",
        "wiki",
        "mediawiki",
    ]
)
MAX_NAMED = 10


@dataclass
class _Opening:
    """What has been opened and left out so far."""

    limits: Limits
    parts: list[Part]
    other: list[str]
    project: list[str]
    failed: list[str]


def open_document(name: str, data: bytes, limits: Limits) -> Opened:
    """Return the parts of a zip or a tar archive."""
    packed = data.startswith(b"PK")
    files = archives.unzip(name, data, limits) if packed else archives.untar(name, data, limits)
    if not packed and len(files) == 1 and "/" not in files[0][0]:
        return open_file(files[0][0], files[0][1], limits, nested=True)
    return open_files(name, files, limits)


def open_files(name: str, files: Sequence[tuple[str, bytes]], limits: Limits) -> Opened:
    """Return the parts of a folder's files, given by inner path and bytes, in natural order of the paths.

    A file that cannot be read never stops the others: it is named in a warning. Raises ImportRefused if
    there are too many files, or none that could be read.
    """
    if len(files) > limits.files:
        raise ImportRefused(f"{name} holds more than {limits.files} files. Split it into parts.")
    opening = _Opening(limits, [], [], [], [])
    shown = [(path.replace("\\", "/"), data) for path, data in files]
    shown = [(path, data) for path, data in shown if not HIDDEN.search(path)]
    top = _common_folder([path for path, _ in shown])
    for path, data in sorted(shown, key=lambda file: natural(file[0])):
        _open_one(opening, path, data, top)
    if not opening.parts:
        raise ImportRefused(
            f"{name} holds no document that can be read. {' '.join(_warnings(opening))}"
            "Choose one with Markdown, text, CSV, JSON, HTML, DOCX or PDF files."
        )
    return Opened(tuple(opening.parts), True, _warnings(opening))


def natural(path: str) -> list[tuple[int, int, str]]:
    """Return the key that sorts 2 before 10; the files of a folder come before its folders."""
    *folders, last = path.lower().split("/")
    key: list[tuple[int, int, str]] = []
    for place, piece in [*((2, folder) for folder in folders), (1, last)]:
        key += [
            (place, int(part), "") if part.isdigit() else (place, -1, part) for part in DIGITS.split(piece)
        ]
    return key


def _open_one(opening: _Opening, path: str, data: bytes, top: str) -> None:
    last = path.rsplit("/", 1)[-1]
    if PROJECT.match(last):
        opening.project.append(path)
        return
    if not data.strip():
        return
    if "." in last and extension(last) not in READABLE:
        opening.other.append(path)
        return
    try:
        opened = open_file(path, data, opening.limits, nested=True)
    except ImportRefused as refusal:
        opening.failed.append(refusal.reason)
        return
    section = _section(path.removeprefix(top))
    opening.parts += [
        part.placed(f"{path}/{part.path}" if part.path else path, part.section or section)
        for part in opened.parts
    ]


def _section(path: str) -> str | None:
    """Return the name of the folder that a file lies in, without a number before it."""
    folders = path.split("/")[:-1]
    name = NUMBERED.sub("", folders[-1]) if folders else ""
    return " ".join(re.sub(r"[_-]+", " ", name).split()) or None


def _common_folder(paths: list[str]) -> str:
    """Return the one folder, with its slash, that holds all other folders, as a download has."""
    first = paths[0].split("/")[0] + "/" if paths and "/" in paths[0] else ""
    holds_folders = any(path.count("/") > 1 for path in paths)
    return first if first and holds_folders and all(path.startswith(first) for path in paths) else ""


def _warnings(opening: _Opening) -> tuple[str, ...]:
    said = list(opening.failed[:MAX_NAMED])
    if len(opening.failed) > MAX_NAMED:
        said.append(f"And {len(opening.failed) - MAX_NAMED} more files could not be read.")
    for paths, why in (
        (opening.other, "Not read, since they are no documents"),
        (opening.project, "Left out, since they are about the project"),
    ):
        if paths:
            more = f" and {len(paths) - MAX_NAMED} more" if len(paths) > MAX_NAMED else ""
            said.append(f"{why}: {', '.join(paths[:MAX_NAMED])}{more}.")
    return tuple(said)
