"""OpenDocument texts: headings, lists with numbers, tables, bold and fixed-width letters."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..limits import Limits
from ..refusals import ImportRefused
from . import archives
from .flow import Flow, Piece, cells_of
from .parts import Opened, text_part
from .word import CODE_STYLES, MONOSPACE
from .xml_trees import attribute, child, children, descendants, parse_xml, plain_name

NOT_TEXT = ("note", "annotation", "trackedchanges", "tableofcontent", "forms", "sequencedecls", "frame")


def open_document(name: str, data: bytes, limits: Limits) -> Opened:
    """Return an OpenDocument text as Markdown; notes, comments, pictures and contents are left out."""
    files = dict(archives.unzip(name, data, limits))
    if "content.xml" not in files:
        raise ImportRefused(f"{name} is a damaged or encrypted OpenDocument text. Save it again.")
    roots = [parse_xml(part, files[part]) for part in ("styles.xml", "content.xml") if part in files]
    body = next(descendants(roots[-1], "text"), None)
    writer = _Writer(roots)
    if body is not None:
        writer.walk(body)
    text = "\n".join(writer.flow.finished())
    if not text.strip():
        raise ImportRefused(f"{name} is an OpenDocument text without text. Choose one with questions.")
    return Opened((text_part(name, text),))


class _Writer:
    def __init__(self, roots: list[Element]) -> None:
        self.flow = Flow()
        self.bold: set[str] = set()
        self.code: set[str] = set()
        self.parents: dict[str, str] = {}
        self.numbered: set[tuple[str, int]] = set()
        self.counts: dict[tuple[str, int], int] = {}
        for root in roots:
            self._learn(root)

    def _learn(self, root: Element) -> None:
        for style in descendants(root, "style"):
            name = attribute(style, "name")
            self.parents[name] = attribute(style, "parentstylename")
            looks = child(style, "textproperties")
            font = (
                (attribute(looks, "fontname") + attribute(looks, "fontfamily")).lower()
                if looks is not None
                else ""
            )
            if looks is not None and attribute(looks, "fontweight") in ("bold", "700", "800", "900"):
                self.bold.add(name)
            if any(part in font for part in MONOSPACE) or any(part in name.lower() for part in CODE_STYLES):
                self.code.add(name)
        for style in descendants(root, "liststyle"):
            for level in children(style, "listlevelstylenumber"):
                if attribute(level, "numformat"):
                    self.numbered.add((attribute(style, "name"), int(attribute(level, "level") or 1)))

    def walk(self, parent: Element) -> None:
        """Write what a node holds."""
        for node in parent:
            kind = plain_name(node.tag)
            if kind == "h":
                level = attribute(node, "outlinelevel")
                self.flow.heading(min(6, int(level)) if level.isdigit() else 1, self._plain(node))
            elif kind == "p":
                self._paragraph(node)
            elif kind == "list":
                self._list(node, "", 1)
            elif kind == "table":
                self.flow.table([self._cells(row) for row in descendants(node, "tablerow")])
            elif kind not in NOT_TEXT:
                self.walk(node)

    def _cells(self, row: Element) -> list[str]:
        return [
            cells_of(map(self._plain, descendants(cell, "p", "h"))) for cell in children(row, "tablecell")
        ]

    def _paragraph(self, node: Element) -> None:
        pieces = list(self._pieces(node, False, False))
        if pieces and all(piece.code or not piece.text.strip() for piece in pieces):
            self.flow.code("".join(piece.text for piece in pieces))
        else:
            self.flow.paragraph(pieces)

    def _list(self, node: Element, style: str, depth: int) -> None:
        style = attribute(node, "stylename") or style
        key = (style, depth)
        if attribute(node, "continuenumbering") != "true" and not attribute(node, "continuelist"):
            self.counts[key] = 0
        for item in children(node, "listitem"):
            start = attribute(item, "startvalue")
            self.counts[key] = int(start) if start.isdigit() else self.counts.get(key, 0) + 1
            label = f"{self.counts[key]}." if key in self.numbered else "-"
            for inner in item:
                kind = plain_name(inner.tag)
                if kind == "list":
                    self._list(inner, style, depth + 1)
                elif kind == "h":
                    level = attribute(inner, "outlinelevel")
                    words = f"{label} {self._plain(inner)}" if label != "-" else self._plain(inner)
                    self.flow.heading(min(6, int(level)) if level.isdigit() else 1, words)
                elif kind == "p" and label:
                    self.flow.item(depth - 1, label, list(self._pieces(inner, False, False)))
                    label = ""
                elif kind == "p":
                    self._paragraph(inner)

    def _plain(self, node: Element) -> str:
        return "".join(piece.text for piece in self._pieces(node, False, False))

    def _pieces(self, node: Element, bold: bool, code: bool) -> Iterator[Piece]:
        names = list(self._styles(attribute(node, "stylename")))
        bold, code = bold or any(n in self.bold for n in names), code or any(n in self.code for n in names)
        yield Piece(node.text or "", bold, code)
        for inner in node:
            kind = plain_name(inner.tag)
            if kind == "s":
                yield Piece(" " * min(int(attribute(inner, "c") or 1), 200), bold, code)
            elif kind in ("tab", "linebreak"):
                yield Piece("\t" if kind == "tab" else "\n", bold, code)
            elif kind not in NOT_TEXT:
                yield from self._pieces(inner, bold, code)
            yield Piece(inner.tail or "", bold, code)

    def _styles(self, name: str) -> Iterator[str]:
        for _ in range(12):
            if not name:
                return
            yield name
            name = self.parents.get(name, "")
