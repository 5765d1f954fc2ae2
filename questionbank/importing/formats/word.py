"""Word documents: headings by style, lists with the numbers that Word shows, tables, code by font."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import LxmlError

from ..limits import Limits
from ..refusals import ImportRefused
from . import archives
from .flow import Flow, Piece, cells_of
from .parts import Opened, text_part
from .word_numbers import Numbers

MONOSPACE = (
    "consol",
    "courier",
    "mono",
    "menlo",
    "monaco",
    "fira code",
    "lucida console",
    "source code",
    "cascadia",
)
LIST_STYLE = re.compile(r"^list (?:bullet|number) [2-5]$")
CODE_STYLES = ("code", "preformatted", "source", "listing", "verbatim")
INSIDE = (
    "w:sdt",
    "w:sdtContent",
    "w:ins",
    "w:customXml",
    "w:smartTag",
    "w:hyperlink",
    "w:moveTo",
    "w:fldSimple",
)


def open_document(name: str, data: bytes, limits: Limits) -> Opened:
    """Return a Word document as Markdown, without headers, footers, comments, pictures, deleted text."""
    archives.unzip(name, data, limits)
    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(_Word(document).lines())
    except (KeyError, ValueError, AttributeError, LxmlError, zipfile.BadZipFile) as error:
        raise ImportRefused(f"{name} is a damaged Word document ({error}). Save it again as DOCX.") from error
    if not text.strip():
        raise ImportRefused(
            f"{name} is a Word document without text. Are its questions pictures? Choose a text."
        )
    return Opened((text_part(name, text),))


class _Word:
    """The walk through one document."""

    def __init__(self, document: Docx) -> None:
        self.document = document
        self.numbers = Numbers(document)
        self.flow = Flow()
        self.titled = False

    def lines(self) -> list[str]:
        """Return the whole document as lines of Markdown."""
        self._walk(self.document.element.body)
        return self.flow.finished()

    def _walk(self, parent: Any) -> None:
        for node in parent:
            if node.tag == qn("w:p"):
                self._paragraph(node)
            elif node.tag == qn("w:tbl"):
                self._table(node)
            elif node.tag in map(qn, INSIDE):
                self._walk(node)

    def _table(self, node: Any) -> None:
        rows = [
            [cells_of(self._plain(p) for p in cell.iter(qn("w:p"))) for cell in row.iterchildren(qn("w:tc"))]
            for row in node.iterchildren(qn("w:tr"))
        ]
        if max((len(row) for row in rows), default=0) > 1:
            self.flow.table(rows)
        else:
            for cell in node.iter(qn("w:tc")):
                self._walk(cell)

    def _plain(self, node: Any) -> str:
        return "".join(piece.text for piece in self._pieces(node))

    def _paragraph(self, node: Any) -> None:
        paragraph = Paragraph(node, self.document)
        style = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
        if style.startswith(("toc ", "table of")):
            return
        pieces = list(self._pieces(node))
        level = _heading_level(paragraph, style)
        depth, label = self.numbers.label(paragraph)
        # "List Bullet 2" is a list of its own to Word, one step further in to the eye.
        depth += int(style[-1]) - 1 if LIST_STYLE.match(style) and depth == 0 else 0
        if any(word in style for word in CODE_STYLES) or (pieces and _is_code(pieces)):
            self.flow.code("".join(piece.text for piece in pieces))
        elif level:
            self.titled = self.titled or style == "title"
            depth = level if style == "title" else min(6, level + self.titled)
            self.flow.heading(depth, f"{label or ''} {''.join(piece.text for piece in pieces)}".strip())
        elif label is not None:
            self.flow.item(depth, label, pieces)
        else:
            self.flow.paragraph(pieces)

    def _pieces(self, node: Any) -> Iterator[Piece]:
        for inner in node:
            if inner.tag == qn("w:r"):
                run = Run(inner, Paragraph(node, self.document))
                yield Piece(_text(inner), bool(run.bold), _is_monospace(run))
            elif inner.tag in map(qn, INSIDE):
                yield from self._pieces(inner)


def _text(run: Any) -> str:
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
    return "".join(node.text or "" if node.tag == qn("w:t") else signs.get(node.tag, "") for node in run)


def _is_monospace(run: Run) -> bool:
    style = (run.style.name or "").lower() if run.style is not None else ""
    font = (run.font.name or "").lower()
    return any(part in font for part in MONOSPACE) or any(part in style for part in CODE_STYLES)


def _is_code(pieces: list[Piece]) -> bool:
    return all(piece.code or not piece.text.strip() for piece in pieces) and any(
        p.text.strip() for p in pieces
    )


def _heading_level(paragraph: Paragraph, style: str) -> int:
    """Return the depth of a heading, by its style's name or outline, 0 for none."""
    if style == "title":
        return 1
    if style.startswith("heading ") and style[8:].strip().isdigit():
        return min(6, int(style[8:]))
    current: Any = paragraph.style
    nodes = [paragraph._p.pPr]  # python-docx has no public way to the outline level
    while current is not None and len(nodes) < 12:
        nodes.append(current.element.pPr)
        current = current.base_style
    for node in nodes:
        outline = node.find(qn("w:outlineLvl")) if node is not None else None
        value = outline.get(qn("w:val")) if outline is not None else ""
        if value and value.isdigit():
            return int(value) + 1 if int(value) < 6 else 0
    return 0
