"""Nested data, whatever it was written in: nodes that keep their lines, and the questions among them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .asking import strength
from .record_names import field_of
from .records import Record
from .words import difficulty_of

Context = Mapping[str, str]  # what is said around a question, by our names

MAX_DEPTH = 40
MOSTLY = 0.6
# Keys around lists that name no topic.
GENERIC = frozenset(
    "questions question items item data list results entries records rows row content contents cards faq faqs qa "
    "qas pairs examples train test validation bank quiz dataset interview root body payload value values "
    "fragen preguntas perguntas вопросы 问题 题目 children sections topics categories".split()
)
TITLES = ("section", "topic", "category", "title", "name", "subject", "thema", "tema", "тема", "分类")
TEXTS = ("text", "value", "content", "body", "en", "markdown", "html", "answer", "description")
FLAGS = (
    "correct",
    "iscorrect",
    "is_correct",
    "right",
    "isright",
    "is_right",
    "isanswer",
    "is_answer",
    "valid",
)
ASKERS = ("user", "human", "interviewer", "question", "prompter")
ANSWERERS = ("assistant", "gpt", "model", "candidate", "answer", "bot")
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


@dataclass
class Found:
    """The records of a tree, and the keys in them that mean nothing to us."""

    records: list[Record] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)
    doubtful: bool = False  # some were told by their words alone, not by a key


def records_of(roots: list[Node]) -> Found:
    """Return the questions of some trees in order."""
    found = Found()
    for root in roots:
        _walk(root, "", {}, found, 0)
    return found


def _walk(node: Node, key: str, context: Context, found: Found, depth: int) -> bool:
    """Take the questions in and below a node; return whether there was one."""
    if depth > MAX_DEPTH or node.text is not None:
        return False
    return (_walk_map if node.is_map else _walk_list)(node, key, context, found, depth)


def _walk_map(node: Node, key: str, context: Context, found: Found, depth: int) -> bool:
    fields = {name: name_of(name) for name, _ in node.items if name}
    if _take_columns(node, fields, context, found) or _take_dialogue(node, context, found):
        return True
    own = {**context, "section": title} if (title := _title(node)) else context
    any_inside = False
    for name, child in node.items:
        if child.text is None and not _is_value(child, fields.get(name or "")):
            any_inside = _walk(child, name or "", _below(own, name or ""), found, depth + 1) or any_inside
    return any_inside or _take_record(node, fields, key, context, found) or _take_pairs(node, context, found)


def _below(context: Context, name: str) -> Context:
    """Return what is said of all questions below a key: its topic, or how hard they are."""
    if strength(name) > 0 or _is_generic(name):
        return context
    field = "difficulty" if difficulty_of(name) and not name.isdigit() else "section"
    return {**context, field: name}


def _is_value(node: Node, meaning: str | None) -> bool:
    """Tell what a key says of one question from what holds questions of its own."""
    if meaning == "prompt":
        return node.is_map and not {"answer", "options"} & {name_of(name or "") for name, _ in node.items}
    if meaning in ("options", "answer"):
        return True
    return meaning is not None and not any(child.text is None for _, child in node.items)


def _walk_list(node: Node, key: str, context: Context, found: Found, depth: int) -> bool:
    texts = [child for _, child in node.items if child.text is not None]
    if texts and len(texts) == len(node.items):
        asking = sum(1 for child in texts if strength(child.text or "") > 0)
        named = name_of(key) == "prompt"
        if asking < MOSTLY * len(texts) and not (named and asking):
            return False
        found.doubtful = found.doubtful or not named
        found.records += [_record({"prompt": child.text or ""}, context, child) for child in texts]
        return True
    if _take_rows(node, context, found):
        return True
    taken = False
    for _, child in node.items:
        taken = _walk(child, key, context, found, depth + 1) or taken
    return taken


def _take_record(node: Node, fields: dict[str, str | None], key: str, context: Context, found: Found) -> bool:
    """Take a mapping with a key for a question; one under a question as its key has its prompt there."""
    taken: dict[str, str] = {}
    unknown = []
    for name, child in node.items:
        meaning = fields.get(name or "")
        if meaning == "options" or (meaning == "answer" and _has_flags(child)):
            taken.setdefault("options", _options(child, taken))
        elif meaning:
            taken.setdefault(meaning, text_of(child))
        elif name and text_of(child).strip():
            unknown.append(name)
    taken = {meaning: text for meaning, text in taken.items() if text.strip()}
    if "prompt" not in taken and taken.get("answer") and strength(key) > 0:
        taken["prompt"] = key
    if not taken.get("prompt", "").strip():
        return False
    for name in unknown:
        found.unknown[name] = found.unknown.get(name, 0) + 1
    found.records.append(_record(taken, context, node))
    return True


def _take_pairs(node: Node, context: Context, found: Found) -> bool:
    """Take a mapping whose keys are questions and whose values are their answers."""
    scalars = [(name or "", child) for name, child in node.items]
    asking = [name for name, _ in scalars if strength(name) > 0 and len(name.split()) > 1]
    if not asking or len(asking) < MOSTLY * len(scalars):
        return False
    found.doubtful = True
    for name, child in scalars:
        if not name_of(name) or strength(name) > 0:
            found.records.append(_record({"prompt": name, "answer": text_of(child)}, context, child))
    return True


def _take_columns(node: Node, fields: dict[str, str | None], context: Context, found: Found) -> bool:
    """Take a mapping of columns: lists of one length, one of them the questions."""
    columns = {
        meaning: [inner for _, inner in child.items]
        for name, child in node.items
        if (meaning := fields.get(name or "")) and child.is_list
    }
    prompts = columns.get("prompt", [])
    rows = {meaning: cells for meaning, cells in columns.items() if len(cells) == len(prompts)}
    if not prompts or "answer" not in rows or any(cell.text is None for cell in prompts):
        return False
    for at, cell in enumerate(prompts):
        taken = {meaning: text_of(cells[at]) for meaning, cells in rows.items()}
        found.records.append(_record(taken, context, cell))
    return True


def _take_rows(node: Node, context: Context, found: Found) -> bool:
    """Take a list of pairs or of rows below a header: [["What …?", "…"], …]."""
    rows = [[inner for _, inner in child.items] for _, child in node.items if child.is_list]
    plain = [row for row in rows if len(row) > 1 and all(cell.text is not None for cell in row)]
    if not plain or len(plain) < len(node.items):
        return False
    header = [name_of(cell.text or "") for cell in plain[0]]
    if "prompt" in header and "answer" in header:
        names: list[str | None] = header
        plain = plain[1:]
    elif sum(strength(row[0].text or "") > 0 for row in plain) >= MOSTLY * len(plain):
        names = ["prompt", "answer"]
        found.doubtful = True
    else:
        return False
    for row in plain:
        taken = {name: cell.text or "" for name, cell in zip(names, row, strict=False) if name}
        found.records.append(_record(taken, context, Node(row[0].first, row[-1].last)))
    return True


def _take_dialogue(node: Node, context: Context, found: Found) -> bool:
    """Take a dialogue: a list of turns, each with who speaks and what."""
    turns = [
        (role, text_of(said), turn)
        for _, child in node.items
        if child.is_list
        for _, turn in child.items
        if turn.is_map
        and (role := _scalar(turn, ("role", "from", "speaker")))
        and (said := _node(turn, TEXTS))
    ]
    taken = False
    for (asker, prompt, first), (answerer, answer, last) in zip(turns, turns[1:], strict=False):
        if asker.lower() in ASKERS and answerer.lower() in ANSWERERS:
            found.records.append(
                _record({"prompt": prompt, "answer": answer}, context, Node(first.first, last.last))
            )
            taken = True
    return taken


def _record(taken: dict[str, str], context: Context, node: Node) -> Record:
    return Record({**context, **taken}, (node.first, node.last))


def name_of(name: str) -> str | None:
    """Return which field a key is, or None."""
    return field_of(name) or INSTRUCTIONS.get(name.lower())


def _is_generic(name: str) -> bool:
    return not name or name.lower() in GENERIC or bool(name_of(name)) or name.startswith(("_", "$"))


def _title(node: Node) -> str | None:
    """Return what a mapping says that it is about."""
    return next((text for title in TITLES if (text := _scalar(node, (title,)))), None)


def _scalar(node: Node, names: tuple[str, ...]) -> str | None:
    found = _node(node, names)
    return found.text if found is not None and found.text else None


def _node(node: Node, names: tuple[str, ...]) -> Node | None:
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
    inner = _node(node, TEXTS) if node.is_map and depth == 0 else None
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


def _has_flags(node: Node) -> bool:
    """Tell options from answers: a list of mappings, each with a flag."""
    return len(node.items) > 1 and all(
        child.is_map and any((name or "").lower() in FLAGS for name, _ in child.items)
        for _, child in node.items
    )


def _options(node: Node, taken: dict[str, str]) -> str:
    """Return options one a line, with their letters; those with a flag set become the key."""
    lines, right = [], []
    for name, child in node.items:
        letter = name or (_scalar(child, LETTERS) if child.is_map else None) or ""
        text = " ".join((_words(child) if child.is_map else text_of(child)).split())
        lines.append(f"{letter}. {text}" if len(letter) == 1 and letter.isalnum() else text)
        flag = _scalar(child, FLAGS) if child.is_map else None
        if flag and flag.lower() in ("true", "1", "yes"):
            right.append(text)
    if right:
        taken.setdefault("key", "\n".join(right))
    return node.text if node.text is not None else "\n".join(lines)


def _words(option: Node) -> str:
    named = [child.text for name, child in option.items if child.text and name_of(name or "") in WORDED]
    return _scalar(option, TEXTS) or next(iter(named), "") or text_of(option)
