"""Nested data, whatever it was written in: nodes that keep their lines, and the questions among them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from .asking import strength
from .records import Record
from .tree_nodes import TEXTS, Node, has_flags, name_of, node_of, options_text, scalar, text_of
from .words import difficulty_of

Context = Mapping[str, str]  # what is said around a question, by our names

MAX_DEPTH = 40
MOSTLY = 0.6
# Keys around lists that name no topic.
_GENERIC = (
    "questions question items item data list results entries rows row content contents cards faq faqs "
    "records qa qas pairs examples train test validation bank quiz dataset interview root body payload "
    "value values fragen preguntas perguntas вопросы 问题 题目 children sections topics categories"
)
GENERIC = frozenset(_GENERIC.split())
TITLES = ("section", "topic", "category", "title", "name", "subject", "thema", "tema", "тема", "分类")
ASKERS = ("user", "human", "interviewer", "question", "prompter")
ANSWERERS = ("assistant", "gpt", "model", "candidate", "answer", "bot")


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
        if meaning == "options" or (meaning == "answer" and has_flags(child)):
            taken.setdefault("options", options_text(child, taken))
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
        and (role := scalar(turn, ("role", "from", "speaker")))
        and (said := node_of(turn, TEXTS))
    ]
    taken = False
    for (asker, prompt, first), (answerer, answer, last) in pairwise(turns):
        if asker.lower() in ASKERS and answerer.lower() in ANSWERERS:
            found.records.append(
                _record({"prompt": prompt, "answer": answer}, context, Node(first.first, last.last))
            )
            taken = True
    return taken


def _record(taken: dict[str, str], context: Context, node: Node) -> Record:
    return Record({**context, **taken}, (node.first, node.last))


def _is_generic(name: str) -> bool:
    return not name or name.lower() in GENERIC or bool(name_of(name)) or name.startswith(("_", "$"))


def _title(node: Node) -> str | None:
    """Return what a mapping says that it is about."""
    return next((text for title in TITLES if (text := scalar(node, (title,)))), None)
