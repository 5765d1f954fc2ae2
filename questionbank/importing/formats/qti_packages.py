"""QTI packages: a zip with a manifest, its items in the order of the test, sections by their titles."""

import posixpath
from xml.etree.ElementTree import Element

from ..limits import Limits
from ..refusals import ImportRefused
from . import archives
from .folders import natural, open_files
from .parts import Opened, Part
from .xml_files import read_root
from .xml_trees import attribute, children, descendants, parse_xml, plain_name


def open_document(name: str, data: bytes, limits: Limits) -> Opened:
    """Return the items of a package, each a part; a package without items is read as any other archive."""
    files = archives.unzip(name, data, limits)
    roots: dict[str, Element] = {}
    warnings: list[str] = []
    for path, content in files:
        if path.lower().endswith((".xml", ".qti")) and not path.lower().endswith("imsmanifest.xml"):
            try:
                roots[path] = parse_xml(path, content)
            except ImportRefused as refusal:
                warnings.append(refusal.reason)
    sections = _sections(roots)
    order = [path for path in sections if path in roots]
    order += sorted((path for path in roots if path not in sections), key=natural)
    parts: list[Part] = []
    for path in order:
        kind = plain_name(roots[path].tag)
        part = read_root(path, roots[path], kind) if kind != "assessmenttest" else None
        if part and part.reading and part.reading.questions:
            parts.append(part.placed(path, sections.get(path)))
    if not parts:
        return open_files(name, files, limits)
    return Opened(tuple(parts), True, tuple(warnings))


def _sections(roots: dict[str, Element]) -> dict[str, str | None]:
    """Return the paths of the items that tests refer to, in order, each with the title of its section."""
    found: dict[str, str | None] = {}
    for path, root in roots.items():
        holders = [root, *descendants(root, "assessmentsection")]
        for holder in holders if plain_name(root.tag) in ("assessmenttest", "assessmentsection") else []:
            for reference in children(holder, "assessmentitemref"):
                inner = posixpath.normpath(
                    posixpath.join(posixpath.dirname(path), attribute(reference, "href"))
                )
                is_section = plain_name(holder.tag) == "assessmentsection"
                found.setdefault(inner, attribute(holder, "title") or None if is_section else None)
    return found
