"""XML files by their root: Moodle quizzes, QTI items and tests, XHTML pages, and lists of records."""

from xml.etree.ElementTree import Element

from ..limits import Limits
from ..refusals import ImportRefused
from . import web
from .moodle_xml import read_moodle
from .parts import Opened, Part
from .qti import read_item
from .qti_one import read_questestinterop
from .quiz import QuizItem, written
from .xml_records import read_records
from .xml_trees import attribute, descendants, parse_xml, plain_name

NOT_KNOWN = (
    "{name} is an XML file of a kind that is not known here (<{root}>). Known are Moodle XML, QTI and "
    "lists of questions; export the questions as one of them, or as CSV or JSON."
)


def open_document(name: str, data: bytes, limits: Limits) -> Opened:
    """Return the questions of an XML file, written out as a person reads them; refuse unknown XML."""
    root = parse_xml(name, data)
    kind = plain_name(root.tag)
    if kind == "html":
        return web.open_document(name, data, limits)
    part = read_root(name, root, kind)
    if part is None:
        raise ImportRefused(NOT_KNOWN.format(name=name, root=kind))
    return Opened((part,))


def read_root(name: str, root: Element, kind: str) -> Part | None:
    """Return the part that an XML tree is, or None for a kind that is not known."""
    if kind == "quiz":
        return _part(name, read_moodle(root), "moodle-xml")
    if kind == "questestinterop":
        return _part(name, read_questestinterop(root), "qti")
    items = [root] if kind == "assessmentitem" else list(descendants(root, "assessmentitem"))
    if items:
        return _part(name, [read_item(item) for item in items], "qti")
    if kind in ("assessmenttest", "manifest", "assessmentsection"):
        return _part(name, [attribute(root, "title") or "(a list of the items in other files)"], "qti")
    records = read_records(root)
    return _part(name, list(records), "xml-records") if records else None


def _part(name: str, items: list[QuizItem | str], reader: str) -> Part:
    lines, reading = written(items)
    return Part(name, lines, reading=reading, reader=reader)
