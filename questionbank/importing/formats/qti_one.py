"""QTI 1.2 (questestinterop), as learning platforms still export it."""

from xml.etree.ElementTree import Element

from ..document import Option
from .html_markdown import html_to_markdown
from .quiz import QuizItem, one_line
from .xml_trees import attribute, child, descendants, text_of


def read_questestinterop(root: Element) -> list[QuizItem | str]:
    """Return the items in order, each under the title of the section or assessment around it."""
    found: list[QuizItem | str] = []
    for holder in [root, *descendants(root, "assessment", "section", "objectbank")]:
        title = attribute(holder, "title") or None
        found += [_item(node, title) for node in holder if node.tag.rsplit("}", 1)[-1] == "item"]
    return found


def _item(node: Element, section: str | None) -> QuizItem:
    presentation = child(node, "presentation")
    material = next(descendants(presentation, "material"), None) if presentation is not None else None
    prompt = _material(material) or attribute(node, "title") or text_of(node)
    item = QuizItem(prompt, section=section)
    right = _right(node)
    for label in descendants(node, "response_label"):
        name = attribute(label, "ident")
        item.options.append(Option(one_line(_material(label)) or name, name in right if right else None))
    if not item.options:
        values = sorted(right)
        item.answer = values[0] if len(values) == 1 else "\n".join(f"- {value}" for value in values)
    for feedback in descendants(node, "itemfeedback"):
        item.answer = f"{item.answer}\n\n{_material(feedback)}".strip()
    return item


def _right(node: Element) -> set[str]:
    """Return the identifiers or texts that give points."""
    right: set[str] = set()
    for condition in descendants(node, "respcondition"):
        points = [text_of(value) for value in descendants(condition, "setvar")]
        if not any(_is_positive(value) for value in points):
            continue
        denied = {id(value) for outer in descendants(condition, "not") for value in outer.iter()}
        values = descendants(condition, "varequal")
        right |= {text_of(value) for value in values if id(value) not in denied}
    return right


def _is_positive(number: str) -> bool:
    try:
        return float(number) > 0
    except ValueError:
        return False


def _material(node: Element | None) -> str:
    if node is None:
        return ""
    texts = list(descendants(node, "mattext"))
    return "\n\n".join(html_to_markdown(text.text or "") or text_of(text) for text in texts)
