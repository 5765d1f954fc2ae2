"""XML read without entities and document types, and small helpers to walk it by plain names."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ..refusals import ImportRefused

MAX_DEPTH = 200


def parse_xml(name: str, data: bytes) -> Element:
    """Return the root of an XML file, or refuse: malformed, nested absurdly deep, or with a document type.

    No entity is ever expanded and nothing outside the file is ever fetched.
    """
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ImportRefused(
            f"{name} is an XML file with a document type or entities, which are never expanded here, "
            "since attacks come that way. Save it without them and import that."
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise ImportRefused(f"{name} is not well-formed XML ({error}). Export or save it again.") from error
    if _is_too_deep(root):
        raise ImportRefused(f"{name} is XML nested over {MAX_DEPTH} deep. Export or save it again.")
    return root


def _is_too_deep(root: Element) -> bool:
    level, depth = [root], 0
    while level and depth <= MAX_DEPTH:
        level, depth = [child for node in level for child in node], depth + 1
    return bool(level)


def plain_name(name: object) -> str:
    """Return a tag or attribute without namespace, 'qti-' and hyphens, in small letters."""
    last = str(name).rsplit("}", 1)[-1].rsplit(":", 1)[-1].lower()
    return last.removeprefix("qti-").replace("-", "")


def attribute(node: Element, name: str) -> str:
    """Return an attribute by its plain name, or ''."""
    return next((value for key, value in node.attrib.items() if plain_name(key) == name), "")


def child(node: Element, *names: str) -> Element | None:
    """Return the first child by plain name, or None."""
    return next((inner for inner in node if plain_name(inner.tag) in names), None)


def children(node: Element, *names: str) -> list[Element]:
    """Return the children by plain name."""
    return [inner for inner in node if plain_name(inner.tag) in names]


def descendants(node: Element, *names: str) -> Iterator[Element]:
    """Return all nodes below by plain name, in order."""
    return (inner for inner in node.iter() if inner is not node and plain_name(inner.tag) in names)


def text_of(node: Element | None) -> str:
    """Return all text inside, in one line."""
    return " ".join("".join(node.itertext()).split()) if node is not None else ""
