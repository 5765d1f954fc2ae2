"""The numbers that Word shows before its list items: they stand nowhere in the text and are counted here."""

import re
from contextlib import suppress
from typing import Any

from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

PLACE = re.compile(r"%(\d)")
ROMAN: tuple[tuple[int, str], ...] = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
)
ROMAN += ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
MAX_STYLES = 12


class Numbers:
    """The counters of all lists of a document, going down it."""

    def __init__(self, document: Docx) -> None:
        self.abstract_of: dict[str, str] = {}
        self.levels: dict[tuple[str, int], Any] = {}
        self.restarts: dict[str, dict[int, int]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.by_style: dict[str, tuple[str, int] | None] = {}
        # A document without lists has no part for numbers.
        with suppress(KeyError, NotImplementedError, AttributeError):
            self._learn(document.part.numbering_part.element)

    def label(self, paragraph: Paragraph) -> tuple[int, str | None]:
        """Return depth (from 0) and the number or '-' that Word shows before a paragraph; None if no item."""
        place = self._place(paragraph)
        if place is None or place[0] == "0" or place[0] not in self.abstract_of:
            return 0, None
        number, depth = place
        abstract = self.abstract_of[number]
        level = self.levels.get((abstract, depth))
        if level is None or _value(level, "w:numFmt") == "bullet":
            return depth, "-"
        self._count(number, abstract, depth)
        if _value(level, "w:numFmt") == "none":
            return depth, None
        return depth, self._written(abstract, level)

    def _learn(self, root: Any) -> None:
        for abstract in root.iter(qn("w:abstractNum")):
            for level in abstract.iterchildren(qn("w:lvl")):
                key = (abstract.get(qn("w:abstractNumId")), int(level.get(qn("w:ilvl")) or 0))
                self.levels[key] = level
        for num in root.iterchildren(qn("w:num")):
            number = num.get(qn("w:numId"))
            self.abstract_of[number] = _value(num, "w:abstractNumId") or ""
            self.restarts[number] = {
                int(override.get(qn("w:ilvl")) or 0): int(_value(override, "w:startOverride") or 1)
                for override in num.iterchildren(qn("w:lvlOverride"))
                if override.find(qn("w:startOverride")) is not None
            }

    def _place(self, paragraph: Paragraph) -> tuple[str, int] | None:
        """Return the list and depth of a paragraph, its own or its style's."""
        own = _numbering(paragraph._p.pPr)  # python-docx has no public way to a paragraph's list
        style: Any = paragraph.style
        if own or style is None:
            return own
        if style.style_id not in self.by_style:
            found, current = None, style
            for _ in range(MAX_STYLES):
                found = found or _numbering(current.element.pPr)
                current = current.base_style
                if current is None:
                    break
            self.by_style[style.style_id] = found
        return self.by_style[style.style_id]

    def _count(self, number: str, abstract: str, depth: int) -> None:
        counts = self.counts.setdefault(abstract, {})
        restart = self.restarts.get(number, {}).pop(depth, None)
        if restart is not None:
            counts[depth] = restart
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = self._start(abstract, depth)
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]

    def _start(self, abstract: str, depth: int) -> int:
        level = self.levels.get((abstract, depth))
        said = _value(level, "w:start") if level is not None else None
        return int(said) if said and said.isdigit() else 1

    def _written(self, abstract: str, level: Any) -> str:
        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = self.levels.get((abstract, at))
            count = self.counts[abstract].get(at) or self._start(abstract, at)
            return _shown(count, _value(other, "w:numFmt") if other is not None else None)

        return PLACE.sub(number, _value(level, "w:lvlText") or "%1.").strip()


def _numbering(properties: Any) -> tuple[str, int] | None:
    found = properties.find(qn("w:numPr")) if properties is not None else None
    if found is None:
        return None
    number, depth = _value(found, "w:numId"), _value(found, "w:ilvl")
    return (number, int(depth) if depth and depth.isdigit() else 0) if number else None


def _value(node: Any, name: str) -> str | None:
    inner = node.find(qn(name))
    return inner.get(qn("w:val")) if inner is not None else None


def _shown(count: int, form: str | None) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman, rest = "", min(count, 3999)
        for value, signs in ROMAN:
            roman += signs * (rest // value)
            rest %= value
        return roman.upper() if form == "upperRoman" else roman
    return f"{count:02d}" if form == "decimalZero" else str(count)
