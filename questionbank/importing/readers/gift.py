"""GIFT: blocks between blank lines, answers in braces, titles between colons, categories as sections."""

import re
from dataclasses import dataclass

from ..document import Noise, Option, ParsedQuestion
from ..formats.html_markdown import html_to_markdown
from ..formats.moodle_xml import category_name
from ..formats.quiz import QuizItem, one_line, question_of
from ..reading import Reading
from ..source import Source

NAME = "gift"
CATEGORY = re.compile(r"^\s*\$CATEGORY\s*:\s*(?P<path>.+)$", re.IGNORECASE)
TITLE = re.compile(r"^\s*::(?P<title>(?:\\.|[^\\:]|:(?!:)){0,500})::\s*", re.DOTALL)
MARKUP = re.compile(r"^\s*\[(html|moodle|plain|markdown)\]\s*", re.IGNORECASE)
ESCAPED = re.compile(r"\\([~=#{}:\\\"'])|(\\n)")
TAGS = re.compile(r"\[(?P<name>tag|id):(?P<value>[^\]]{1,200})\]")
# Parts of the answers: an answer begins with '=' or '~', feedback with '#', general feedback with '####'.
PART = re.compile(r"(?<!\\)(####|[=~#])")
WEIGHT = re.compile(r"^\s*%(-?\d+(?:\.\d+)?)%")
TRUTH = re.compile(r"^\s*(true|false|t|f)\s*$", re.IGNORECASE)
MIN_SHARE = 0.6


@dataclass
class _Block:
    first: int
    last: int
    text: str
    notes: list[str]


def score(source: Source) -> float:
    """Return the number of blocks with answers in braces, if nearly all blocks of the document are such."""
    if "{" not in source.text or "}" not in source.text:
        return 0.0
    items, others = _items(source)
    return 0.99 * len(items) if items and len(items) >= MIN_SHARE * (len(items) + others) else 0.0


def read(source: Source) -> Reading:
    """Read the blocks; comments and categories are noise and headings, blocks without braces are named."""
    questions: list[ParsedQuestion] = []
    noise: list[Noise] = []
    headings = []
    section: str | None = None
    for block in _blocks(source):
        category = CATEGORY.match(block.text)
        if category:
            section = category_name(category["path"])
            headings.append((block.first, block.last))
            continue
        item = _item(block)
        if item is None:
            noise.append(Noise((block.first, block.last), "comment or text without an answer in braces"))
            continue
        item.section = section
        questions.append(question_of(item, len(questions) + 1, (block.first, block.last)))
    return Reading(tuple(questions), (), tuple(noise), tuple(headings))


def _items(source: Source) -> tuple[list[QuizItem], int]:
    """Return the items, and how many blocks are neither item nor comment nor category."""
    items: list[QuizItem] = []
    others = 0
    for block in _blocks(source):
        item = None if CATEGORY.match(block.text) else _item(block)
        if item:
            items.append(item)
        elif block.text.strip() and not CATEGORY.match(block.text):
            others += 1
    return items, others


def _blocks(source: Source) -> list[_Block]:
    return source.once(_split)


def _split(source: Source) -> list[_Block]:
    """Cut the document at blank lines; a blank line inside open braces does not cut."""
    found: list[_Block] = []
    current: _Block | None = None
    depth = 0
    for at, line in enumerate(source.lines, 1):
        comment = line.lstrip().startswith("//")
        if not line.strip() and depth <= 0:
            current, depth = None, 0
            continue
        alone = bool(CATEGORY.match(line)) and depth <= 0
        if current is None or alone or CATEGORY.match(current.text):
            current, depth = _Block(at, at, "", []), 0
            found.append(current)
        current.last = at
        if comment:
            current.notes.append(line.strip(" /"))
        else:
            current.text += f"\n{line}" if current.text else line
            plain = re.sub(r"\\.", "", line)
            depth += plain.count("{") - plain.count("}")
    return found


def _item(block: _Block) -> QuizItem | None:
    """Return the question that a block is, or None."""
    title = TITLE.match(block.text)
    text = block.text[title.end() :] if title else block.text
    braces = _braces(text)
    if braces is None:
        return None
    begin, end = braces
    before, after = text[:begin].rstrip(), text[end + 1 :].strip()
    markup = MARKUP.match(before)
    before = before[markup.end() :] if markup else before
    is_html = bool(markup and markup[1].lower() == "html")
    prompt = f"{before} ____ {after}" if after and before else before or after
    prompt = _plain(prompt, is_html) or _plain(title["title"] if title else "", False)
    item = QuizItem(prompt) if prompt else None
    if item and not _read_answers(item, text[begin + 1 : end], is_html):
        return None
    if item:
        item.tags = [
            m["value"].strip() for note in block.notes for m in TAGS.finditer(note) if m["name"] == "tag"
        ]
    return item


def _braces(text: str) -> tuple[int, int] | None:
    """Return the places of the braces around the answers, escaped ones left alone, or None."""
    masked = re.sub(r"\\.", "xx", text, flags=re.DOTALL)
    begin, end = masked.find("{"), masked.rfind("}")
    return (begin, end) if 0 <= begin < end else None


def _plain(text: str, is_html: bool) -> str:
    bare = ESCAPED.sub(lambda match: match[1] or "\n", text).strip()
    return html_to_markdown(bare) if is_html or re.search(r"</?[a-z]+[ />]", bare) else bare


def _read_answers(item: QuizItem, said: str, is_html: bool) -> bool:
    """Fill in what the braces say; False if they are no answers of GIFT."""
    answers, _, general = said.partition("####")
    general = _plain(general, is_html)
    if not answers.strip():
        item.answer = general
        return True
    if answers.lstrip().startswith("#"):
        return _read_number(item, answers.lstrip()[1:], general)
    pieces = PART.split(answers)
    truth = TRUTH.match(pieces[0])
    if truth:
        _read_truth(item, truth[1].lower().startswith("t"), pieces, general)
        return True
    if pieces[0].strip() or len(pieces) < 3:
        return False
    _read_choices(item, pieces, general, is_html)
    return True


def _read_truth(item: QuizItem, is_true: bool, pieces: list[str], general: str) -> None:
    notes = [one_line(_plain(text, False)) for sign, text in zip(pieces[1::2], pieces[2::2], strict=True)]
    wrong, right = ([*notes, "", ""])[:2]
    item.options = [
        Option("True", is_true, right if is_true else wrong),
        Option("False", not is_true, wrong if is_true else right),
    ]
    item.answer = general


def _read_number(item: QuizItem, said: str, general: str) -> bool:
    """Read '3.14:0.01', '1..5' or several of them with weights."""
    answers = [part for part in re.split(r"(?<!\\)=", said) if part.strip()] or [said]
    lines = []
    for answer in answers:
        value, _, note = answer.partition("#")
        weight = WEIGHT.match(value)
        text = WEIGHT.sub("", value).strip()
        if not re.fullmatch(r"[-+\d.,:eE ]+", text):
            return False
        text = text.replace("..", " to ") if ".." in text else text.replace(":", " ± ")
        lines.append(
            text + (f" ({weight[1]} %)" if weight else "") + (f": {note.strip()}" if note.strip() else "")
        )
    key = lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)
    item.answer = "\n\n".join(filter(None, (key, general)))
    return True


def _read_choices(item: QuizItem, pieces: list[str], general: str, is_html: bool) -> None:
    """Read options, short answers or pairs: '=' is right, '~' wrong unless it has a share of the points."""
    found: list[tuple[str, str, str]] = []
    for sign, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if sign != "#":
            found.append((sign, text, ""))
        elif found:
            found[-1] = (found[-1][0], found[-1][1], one_line(_plain(text, is_html)))
    pairs = [text for _, text, _ in found if "->" in text]
    if pairs and len(pairs) == len(found):
        lines = [
            " → ".join(one_line(_plain(part, is_html)) for part in pair.split("->", 1)) for pair in pairs
        ]
        item.answer = "\n".join(f"- {line}" for line in lines)
    elif all(sign == "=" for sign, _, _ in found):
        item.answer = _short_answers(found, is_html)
    else:
        item.options = [_option(sign, text, note, is_html) for sign, text, note in found]
    item.answer = "\n\n".join(filter(None, (item.answer, general)))


def _short_answers(found: list[tuple[str, str, str]], is_html: bool) -> str:
    lines = []
    for _, text, note in found:
        weight = WEIGHT.match(text)
        plain = one_line(_plain(WEIGHT.sub("", text), is_html))
        lines.append(
            plain
            + (f" ({weight[1]} %)" if weight and weight[1] != "100" else "")
            + (f": {note}" if note else "")
        )
    return lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)


def _option(sign: str, text: str, note: str, is_html: bool) -> Option:
    weight = WEIGHT.match(text)
    right = sign == "=" or bool(weight and float(weight[1]) > 0)
    return Option(one_line(_plain(WEIGHT.sub("", text), is_html)), right, note)
