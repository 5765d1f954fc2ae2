"""EPUB books: their chapters in reading order, each cleaned and written as Markdown."""

import posixpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from ..limits import Limits
from ..refusals import ImportRefused
from . import archives
from .html_markdown import html_to_markdown
from .parts import Opened, text_part
from .web import decoded_page
from .xml_trees import attribute, descendants, parse_xml

CONTAINER = "META-INF/container.xml"


def open_document(name: str, data: bytes, limits: Limits) -> Opened:
    """Return the chapters of a book as one text, without its table of contents."""
    files = dict(archives.unzip(name, data, limits))
    chapters = [
        html_to_markdown(decoded_page(path, files[path], limits)[0])
        for path in _spine(name, files)
        if files.get(path, b"").strip()
    ]
    text = "\n\n".join(chapter for chapter in chapters if chapter)
    if not text:
        raise ImportRefused(f"{name} is an EPUB book without text, or a protected one. Choose a text.")
    return Opened((text_part(name, text),))


def _spine(name: str, files: dict[str, bytes]) -> list[str]:
    """Return the paths of the chapters in reading order; all pages by name where the book does not say."""
    try:
        container = parse_xml(CONTAINER, files[CONTAINER])
        opf = next(attribute(node, "fullpath") for node in descendants(container, "rootfile"))
        return _chapters(opf, parse_xml(opf, _without_doctype(files[opf])))
    except (KeyError, StopIteration):
        return sorted(path for path in files if path.lower().endswith((".xhtml", ".html", ".htm")))


def _chapters(opf: str, package: Element) -> list[str]:
    items = {
        attribute(node, "id"): node
        for node in descendants(package, "item")
        if "nav" not in attribute(node, "properties").split()
    }
    order = [items.get(attribute(node, "idref")) for node in descendants(package, "itemref")]
    return [
        posixpath.normpath(posixpath.join(posixpath.dirname(opf), unquote(attribute(node, "href"))))
        for node in order
        if node is not None
    ]


def _without_doctype(data: bytes) -> bytes:
    """Old books name a document type in their package; it is cut off and never read."""
    start = data.find(b"<!DOCTYPE package")
    end = data.find(b">", start)
    return data[:start] + data[end + 1 :] if 0 <= start < end and b"[" not in data[start:end] else data
