"""Moodle XML: a quiz of questions of many types, categories between them, texts in HTML."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from ..document import Option
from .cloze import split_cloze
from .html_markdown import html_to_markdown
from .quiz import QuizItem, one_line
from .xml_trees import child, children, descendants, text_of

GAP = re.compile(r"\[\[(\d+)\]\]")
DEFAULT_CATEGORY = re.compile(r"^(?:\$\w+\$|top|Default for .*)$", re.IGNORECASE)


def read_moodle(root: Element) -> list[QuizItem | str]:
    """Return the questions in order; descriptions as bare text. A type that is not known is shown whole."""
    section: str | None = None
    items: list[QuizItem | str] = []
    for node in children(root, "question"):
        kind = (node.get("type") or "").lower()
        if kind == "category":
            section = category_name(text_of(child(node, "category")))
            continue
        prompt = _text(child(node, "questiontext")) or text_of(child(node, "name"))
        if kind == "description" or not prompt:
            items.append(prompt or "(an empty question)")
            continue
        item = QuizItem(prompt, section=section, number=text_of(child(node, "idnumber")) or None)
        _read_tags(node, item)
        KINDS.get(kind, _unknown)(node, item)
        item.answer = "\n\n".join(part for part in (item.answer, _feedback(node)) if part)
        items.append(item)
    return items


def _read_tags(node: Element, item: QuizItem) -> None:
    """Read the tags; those that name a level or a difficulty ('level: Senior') are no tags but that."""
    for tag in filter(None, map(text_of, descendants(node, "tag"))):
        name, _, value = tag.partition(": ")
        if value and name.lower() in ("level", "difficulty", "kind"):
            setattr(item, name.lower(), value)
        else:
            item.tags.append(tag)


def category_name(path: str) -> str | None:
    """Return the last name of a category's path that is not Moodle's own."""
    plain = path.replace("//", "\0")
    names = [part.strip().replace("\0", "/") for part in plain.split("/")]
    names = [name for name in names if name and not DEFAULT_CATEGORY.match(name)]
    return names[-1] if names else None


def _text(node: Element | None) -> str:
    """Return the text of a node, HTML or not, as Markdown."""
    if node is None:
        return ""
    inner = child(node, "text")
    text = (inner.text if inner is not None else node.text) or ""
    if node.get("format") in ("markdown", "plain_text"):
        return text.strip()
    return html_to_markdown(text)


def _feedback(node: Element) -> str:
    return _text(child(node, "generalfeedback"))


def _fraction(answer: Element) -> float:
    try:
        return float(answer.get("fraction") or 0)
    except ValueError:
        return 0.0


def _choices(node: Element, item: QuizItem) -> None:
    for answer in children(node, "answer"):
        feedback = one_line(_text(child(answer, "feedback")))
        item.options.append(Option(one_line(_text(answer)), _fraction(answer) > 0, feedback))
    if item.options and not any(option.correct for option in item.options):
        item.warnings.append("No option is marked as right.")


def _truth(node: Element, item: QuizItem) -> None:
    _choices(node, item)
    item.options = [Option(o.text.capitalize(), o.correct, o.feedback) for o in item.options]


def _short(node: Element, item: QuizItem) -> None:
    lines = []
    for answer in children(node, "answer"):
        text, worth = one_line(_text(answer)), _fraction(answer)
        tolerance = text_of(child(answer, "tolerance"))
        text += f" ± {tolerance}" if tolerance not in ("", "0") else ""
        feedback = one_line(_text(child(answer, "feedback")))
        share = "" if worth >= 100 else f" ({worth:g} %)"
        lines.append(f"{text}{share}" + (f": {feedback}" if feedback else ""))
    units = [text_of(child(unit, "unit_name", "unitname")) for unit in descendants(node, "unit")]
    item.answer = lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)
    item.answer += f"\n\nUnit: {', '.join(filter(None, units))}" if any(units) else ""


def _essay(node: Element, item: QuizItem) -> None:
    item.answer = "\n\n".join(
        text for text in (_text(child(node, "graderinfo")), _text(child(node, "responsetemplate"))) if text
    )


def _matching(node: Element, item: QuizItem) -> None:
    pairs = []
    for part in children(node, "subquestion"):
        answer = text_of(child(part, "answer"))
        pairs.append(f"- {one_line(_text(part)) or '(no partner)'} → {html_to_markdown(answer)}")
    item.answer = "\n".join(pairs)


def _cloze(node: Element, item: QuizItem) -> None:
    item.prompt, item.answer = split_cloze(item.prompt)


def _gaps(node: Element, item: QuizItem) -> None:
    words = [text_of(child(box, "text")) for box in descendants(node, "dragbox", "selectoption")]
    used = [int(number) for number in GAP.findall(item.prompt)]
    item.prompt = GAP.sub("____", item.prompt)
    item.answer = "\n".join(f"{at}. {words[n - 1]}" for at, n in enumerate(used, 1) if 0 < n <= len(words))
    unused = [word for at, word in enumerate(words, 1) if at not in used]
    item.answer += f"\n\nNot used: {', '.join(unused)}" if unused else ""


def _ordering(node: Element, item: QuizItem) -> None:
    texts = [one_line(_text(answer)) for answer in children(node, "answer")]
    item.answer = "\n".join(f"{at}. {text}" for at, text in enumerate(texts, 1))


def _unknown(node: Element, item: QuizItem) -> None:
    if children(node, "answer"):
        _short(node, item)
    kind = node.get("type") or "none"
    item.warnings.append(f"A question of the type “{kind}”, which is shown as text. Check it.")


KINDS: dict[str, Callable[[Element, QuizItem], None]] = {
    "multichoice": _choices,
    "multichoiceset": _choices,
    "calculatedmulti": _choices,
    "truefalse": _truth,
    "shortanswer": _short,
    "numerical": _short,
    "calculated": _short,
    "calculatedsimple": _short,
    "essay": _essay,
    "matching": _matching,
    "cloze": _cloze,
    "multianswer": _cloze,
    "ddwtos": _gaps,
    "gapselect": _gaps,
    "ordering": _ordering,
}
