"""XML that is a list of records: elements with a child or attribute whose name means a question."""

from xml.etree.ElementTree import Element

from ..records import field_of
from .html_markdown import html_to_markdown
from .quiz import QuizItem
from .xml_trees import text_of

MAX_TEXT = 20_000


def read_records(root: Element) -> list[QuizItem]:
    """Return the elements that hold a question, each with what its other children and attributes say."""
    found = []
    for node in root.iter():
        fields = _fields(node)
        if fields.get("prompt") and (fields.get("answer") or fields["prompt"].endswith("?")):
            item = QuizItem(fields["prompt"], fields.get("answer", ""), section=fields.get("section"))
            item.number, item.difficulty = fields.get("number"), fields.get("difficulty")
            found.append(item)
    return found


def _fields(node: Element) -> dict[str, str]:
    """Return by our names what a node says about a question; leaves and attributes only."""
    found: dict[str, str] = {}
    for key, value in [
        *node.attrib.items(),
        *((inner.tag, text_of(inner)) for inner in node if not len(inner)),
    ]:
        name = field_of(str(key).rsplit("}", 1)[-1])
        if name and value.strip():
            found.setdefault(name, html_to_markdown(value[:MAX_TEXT]))
    return found
