"""A node of nested data, and its value in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .record_names import field_of

TEXTS = ("text", "value", "content", "body", "en", "markdown", "html", "answer", "description")
FLAGS = (
    "correct", "iscorrect", "is_correct", "right", "isright", "is_right", "isanswer", "is_answer", "valid",
)  # fmt: skip
INSTRUCTIONS = {"instruction": "prompt", "output": "answer", "completion": "answer"}
LETTERS = ("id", "letter", "key", "label", "option")
WORDED = ("prompt", "answer", "options")


@dataclass
class Node:
    """A value: ``text`` of a scalar, or ``items`` of a list (keys None) or a mapping; lines from 1."""

    first: int
    last: int
    text: str | None = None
    items: list[tuple[str | None, "Node"]] = field(default_factory=list)
    is_map: bool = False

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return self.text is None and not self.is_map


def name_of(name: str) -> str | None:
    """Return which field a key is, or None."""
    return field_of(name) or INSTRUCTIONS.get(name.lower())


def scalar(node: Node, names: tuple[str, ...]) -> str | None:
    """Return the text of the first of some keys that a mapping has, or None."""
    found = node_of(node, names)
    return found.text if found is not None and found.text else None


def node_of(node: Node, names: tuple[str, ...]) -> Node | None:
    """Return the value of the first of some keys that a mapping has, or None."""
    by_name = {(name or "").lower(): child for name, child in node.items}
    return next((by_name[name] for name in names if name in by_name), None)


def text_of(node: Node) -> str:
    """Return a value as Markdown: a list as bullets, a mapping by its text or as labelled bullets."""
    return "\n".join(_text_lines(node, 0))


def _text_lines(node: Node, depth: int) -> Iterator[str]:
    if depth > 6:
        return
    if node.text is not None:
        yield node.text
        return
    inner = node_of(node, TEXTS) if node.is_map and depth == 0 else None
    if inner is not None:
        yield from _text_lines(inner, depth + 1)
        return
    for name, child in node.items:
        lines = "\n".join(_text_lines(child, depth + 1)).split("\n")
        if child.text is None:
            yield f"- {name}:" if name else "-"
            yield from (f"  {line}" for line in lines if line)
        elif child.text:
            yield f"- {name}: {lines[0]}" if name else f"- {lines[0]}"
            yield from (f"  {line}" for line in lines[1:])


def has_flags(node: Node) -> bool:
    """Tell options from answers: a list of mappings, each with a flag."""
    return len(node.items) > 1 and all(
        child.is_map and any((name or "").lower() in FLAGS for name, _ in child.items)
        for _, child in node.items
    )


def options_text(node: Node, taken: dict[str, str]) -> str:
    """Return options one a line, with their letters; those with a flag set become the key."""
    lines, right = [], []
    for name, child in node.items:
        letter = name or (scalar(child, LETTERS) if child.is_map else None) or ""
        text = " ".join((_words(child) if child.is_map else text_of(child)).split())
        lines.append(f"{letter}. {text}" if len(letter) == 1 and letter.isalnum() else text)
        flag = scalar(child, FLAGS) if child.is_map else None
        if flag and flag.lower() in ("true", "1", "yes"):
            right.append(text)
    if right:
        taken.setdefault("key", "\n".join(right))
    return node.text if node.text is not None else "\n".join(lines)


def _words(option: Node) -> str:
    named = [child.text for name, child in option.items if child.text and name_of(name or "") in WORDED]
    return scalar(option, TEXTS) or next(iter(named), "") or text_of(option)
