"""QTI items, versions 2 and 3: the body is the prompt, interactions are options, gaps or pairs."""

import html
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..document import Option
from .html_markdown import html_to_markdown
from .quiz import QuizItem, one_line
from .xml_trees import attribute, child, children, descendants, plain_name, text_of

CHOICES = ("simplechoice", "hottext", "inlinechoice", "simpleassociablechoice", "gaptext", "gapimg", "choice")
FEEDBACK = ("feedbackinline", "feedbackblock")
# These stand in a sentence; the others below it.
INLINE = ("textentryinteraction", "inlinechoiceinteraction", "gap", "endattemptinteraction")
OPTIONS = ("choiceinteraction", "hottextinteraction", "inlinechoiceinteraction")
TEXT = ("extendedtextinteraction", "textentryinteraction", "uploadinteraction")
PAIRS = ("matchinteraction", "associateinteraction", "gapmatchinteraction", "graphicgapmatchinteraction")
NOT_SHOWN = ("rubricblock", "stylesheet", *FEEDBACK)


def read_item(item: Element) -> QuizItem:
    """Return one assessmentItem; an interaction that has no text form is named in a warning."""
    body = child(item, "itembody")
    found = QuizItem("", number=None)
    inner = list(body.iter()) if body is not None else []
    interactions = [node for node in inner if plain_name(node.tag).endswith("interaction")]
    prompt = _markdown(body) if body is not None else ""
    asked = [_markdown(node) for node in inner if plain_name(node.tag) == "prompt"]
    found.prompt = "\n\n".join(filter(None, [prompt, *asked])) or attribute(item, "title") or text_of(item)
    keys = {attribute(node, "identifier"): _correct(node) for node in children(item, "responsedeclaration")}
    for node in interactions:
        _read_interaction(node, keys.get(attribute(node, "responseidentifier"), []), found)
    if not interactions and any(keys.values()):
        _add(found, "\n".join(f"- {value}" for values in keys.values() for value in values))
    if len(children(item, "itembody")) == 0:
        found.warnings.append("The item has no body; its title is shown.")
    for text in _explanations(item):
        _add(found, text)
    return found


def _read_interaction(node: Element, key: list[str], found: QuizItem) -> None:
    kind = plain_name(node.tag)
    choices = [inner for inner in node.iter() if plain_name(inner.tag) in CHOICES]
    names = {attribute(inner, "identifier"): inner for inner in choices}
    labels = {name: one_line(_markdown(inner)) for name, inner in names.items()}
    if kind in OPTIONS and not (kind == "inlinechoiceinteraction" and found.options):
        found.options += [
            Option(labels[name], name in key if key else None, _feedback(inner))
            for name, inner in names.items()
        ]
    elif kind in TEXT:
        _add(found, key[0] if len(key) == 1 else "\n".join(f"- {value}" for value in key))
    elif kind == "orderinteraction":
        _add(found, "\n".join(f"{at}. {labels.get(name, name)}" for at, name in enumerate(key, 1)))
    elif kind in PAIRS or kind == "inlinechoiceinteraction":
        _add(found, "\n".join(f"- {_pair(value, labels)}" for value in key))
    else:
        found.warnings.append(f"The answer is given by “{kind}”, which text cannot show. Check it.")
        _add(found, "\n".join(f"- {value}" for value in key))


def _pair(value: str, labels: dict[str, str]) -> str:
    return " → ".join(labels.get(name) or name for name in value.split())


def _correct(declaration: Element) -> list[str]:
    response = child(declaration, "correctresponse")
    values = [text_of(value) for value in children(response, "value")] if response is not None else []
    if values:
        return values
    entries = list(descendants(declaration, "mapentry"))
    return [attribute(entry, "mapkey") for entry in entries if _is_positive(attribute(entry, "mappedvalue"))]


def _is_positive(number: str) -> bool:
    try:
        return float(number) > 0
    except ValueError:
        return False


def _feedback(choice: Element) -> str:
    return " ".join(one_line(_markdown(node)) for node in descendants(choice, *FEEDBACK))


def _explanations(item: Element) -> Iterator[str]:
    for node in [*descendants(item, "rubricblock"), *children(item, "modalfeedback")]:
        text = _markdown(node)
        if text:
            yield text


def _add(found: QuizItem, text: str) -> None:
    if text:
        found.answer = f"{found.answer}\n\n{text}".strip()


def _markdown(node: Element) -> str:
    """Return what a node shows, without its interactions, prompts and feedback, as Markdown."""
    return html_to_markdown("".join(_inner_html(node)))


def _inner_html(node: Element) -> Iterator[str]:
    yield html.escape(node.text or "")
    for inner in node:
        name = plain_name(inner.tag)
        if name in INLINE:
            yield "____"
        elif name == "hottextinteraction" or name == "gapmatchinteraction":
            yield from _inner_html(inner)
        elif not (
            name in NOT_SHOWN or name in ("prompt", "gaptext", "gapimg") or name.endswith("interaction")
        ):
            attributes = "".join(
                f' {key}="{html.escape(value)}"'
                for key, value in inner.attrib.items()
                if key in ("class", "src", "alt", "href")
            )
            yield f"<{name}{attributes}>"
            yield from _inner_html(inner)
            yield f"</{name}>"
        yield html.escape(inner.tail or "")
