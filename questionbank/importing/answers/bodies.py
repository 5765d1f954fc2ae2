"""The lines after a prompt made into an answer."""

import re
from dataclasses import dataclass

from ..document import Callout, Noise
from ..foreign import has_key, is_answer_label
from ..labels import Labels, read_labels
from ..noise import DOUBTFUL
from ..shapes import HEADING as HEADING_LINE
from ..shapes import is_title
from ..source import Source
from . import lists, tables
from .blocks import CODE, HEADING, LABELS, LIST, NOISE, PARAGRAPH, TABLE, Block, split_blocks
from .callouts import take_callouts
from .repairs import mend
from .summaries import split_summary

ANSWER_LABEL = re.compile(
    r"^(?:\W{0,3}\s*)?\**(?:(?:sample |model |suggested |short )?(?:answers?|solutions?|antwort(?:en)?|"
    r"lösung|respuestas?|"
    r"solución|respostas?|solução|réponses?|ответы?|решение)|a|ans|参考答案|答案?|解答|"
    r"回答)\d{0,3}\s*[.:)：]\**\s*(?::\s*)?",
    re.IGNORECASE,
)
# A plain line in front of the next question, where parts have no marked headings.
PART_TITLE = re.compile(
    r"^(?!.*[?.:])\W*[^\n]{0,60}\binterview questions?(?: (?:and|&) answers?)?"
    r"(?: (?:for|on|in) [^\n]{1,40})?\W*$",
    re.IGNORECASE,
)
MAX_PART_TITLE = 200
ARROW = re.compile(r"^\W*[\u2190-\u21ff\u2b05-\u2b07]\s*(?:\([^)]*\))?\s*$")
BACKTICKS = re.compile(r"`{3,}")


@dataclass(frozen=True)
class Style:
    """How a document writes its answers.

    ``unfenced``: code and tables carry no marks.
    ``titles``: lone titles inside an answer are sub-headings.
    ``ends_with_list``: answers are lists, what follows a list is foreign.
    ``ends_with_labels``: the line of labels is an answer's last.
    ``indented``: an answer is indented below its prompt, or fenced; a paragraph at the margin is foreign.
    """

    unfenced: bool = False
    titles: bool = False
    ends_with_list: bool = False
    ends_with_labels: bool = False
    indented: bool = False


@dataclass(frozen=True)
class Body:
    """An answer, what was printed with it, and the last of its lines (from 0; before the first if there is
    none).
    """

    answer: str
    summary: str | None
    callouts: tuple[Callout, ...]
    code_blocks: int
    tables: int
    labels: Labels
    last: int
    noise: tuple[Noise, ...]
    warnings: tuple[str, ...]


def build_body(source: Source, first: int, stop: int, style: Style, rest: str = "") -> Body:
    """Make the lines from ``first`` up to but without ``stop`` into an answer; ``rest`` is text before them.

    Lines after ``Body.last`` are not part of the answer: the caller says what they are.
    """
    blocks = split_blocks(source, first, stop, style.unfenced)
    blocks = _own(_indented(source, blocks) if style.indented else blocks, style)
    last = blocks[-1].last if blocks else first - 1
    noise = tuple(Noise((b.first + 1, b.last + 1), b.why) for b in blocks if b.kind == NOISE)
    labels = _labels([block for block in blocks if block.kind == LABELS])
    text = [block for block in blocks if block.kind not in (NOISE, LABELS)]
    if rest and text and text[0].kind == PARAGRAPH and text[0].first == first:
        text[0].lines.insert(0, rest)
    elif rest:
        text.insert(0, Block(PARAGRAPH, first - 1, first - 1, [rest]))
    text, callouts = take_callouts(source, _without_answer_label(text))
    text, warnings = mend(_merged_lists(text))
    summary, answer = _written(source, text, style)
    return Body(
        answer=answer,
        summary=summary,
        callouts=callouts,
        code_blocks=sum(1 for block in text if block.kind == CODE),
        tables=sum(1 for block in text if block.kind == TABLE),
        labels=labels,
        last=last,
        noise=noise,
        warnings=tuple(warnings),
    )


def _own(blocks: list[Block], style: Style) -> list[Block]:
    """Leave out what follows the answer: after its labels, after its list, and trailing noise."""
    if style.ends_with_labels:
        ends = [place for place, block in enumerate(blocks) if block.kind == LABELS]
        blocks = blocks[: ends[-1] + 1] if ends else blocks
    if style.ends_with_list:
        blocks = _until_list_ends(blocks)
    if (
        len(blocks) > 1
        and blocks[-1].kind == PARAGRAPH
        and PART_TITLE.match(blocks[-1].text[:MAX_PART_TITLE])
    ):
        blocks[-1].kind, blocks[-1].why = NOISE, "title of the next part"
    end = len(blocks)
    while end and blocks[end - 1].kind == NOISE:
        end -= 1
    # An answer that would be nothing but noise ('A: 42') is an answer after all.
    label_only = end == 1 and bool(ANSWER_LABEL.fullmatch(blocks[0].text.strip()))
    blocks = blocks if end == 0 or label_only else blocks[:end]
    for block in blocks:
        if block.kind == NOISE and block.why in DOUBTFUL:
            block.kind = PARAGRAPH
    return blocks


def _indented(source: Source, blocks: list[Block]) -> list[Block]:
    at_margin = [
        place
        for place, block in enumerate(blocks)
        if block.kind == PARAGRAPH and source.lines[block.first][:1] not in (" ", "\t")
    ]
    return blocks[: at_margin[0]] if at_margin else blocks


def _until_list_ends(blocks: list[Block]) -> list[Block]:
    if not any(block.kind == LIST for block in blocks):
        return blocks
    end, seen = 0, False
    for place, block in enumerate(blocks):
        broken = seen and block.kind == PARAGRAPH and block.lines[0][:1].islower()
        if block.kind not in (LIST, NOISE) and seen and not broken:
            break
        seen = seen or block.kind == LIST
        end = end if block.kind == NOISE else place + 1
    return blocks[:end]


def _labels(blocks: list[Block]) -> Labels:
    found = Labels()
    for block in reversed(blocks):
        found = found.over(read_labels(block.lines[0]) or Labels())
    return found


def _without_answer_label(blocks: list[Block]) -> list[Block]:
    if not blocks or blocks[0].kind not in (PARAGRAPH, LIST):
        return blocks
    head = blocks[0]
    heading = HEADING_LINE.match(head.lines[0]) if head.kind == PARAGRAPH else None
    if heading and is_answer_label(heading["text"]) and not has_key(heading["text"]):
        head.lines = head.lines[1:]
        return blocks if head.lines else blocks[1:]
    match = ANSWER_LABEL.match(head.lines[0].strip()) if head.kind == PARAGRAPH else None
    if match:
        head.lines[0] = head.lines[0].strip()[match.end() :]
        head.lines = head.lines if head.lines[0] else head.lines[1:]
    return blocks if head.lines else blocks[1:]


def _merged_lists(blocks: list[Block]) -> list[Block]:
    merged: list[Block] = []
    for block in blocks:
        if merged and merged[-1].kind == block.kind == LIST:
            merged[-1].lines += block.lines
            merged[-1].last = block.last
        else:
            merged.append(block)
    return merged


def _written(source: Source, blocks: list[Block], style: Style) -> tuple[str | None, str]:
    if len(blocks) == 1 and blocks[0].kind == LIST:
        split = split_summary(lists.read_items(blocks[0].lines))
        if split:
            return split
    for block in blocks if style.titles else []:
        if _is_sub_heading(source, block):
            block.kind = HEADING
    return None, "\n\n".join(_markdown(block) for block in blocks).strip()


def _is_sub_heading(source: Source, block: Block) -> bool:
    alone = block.first == 0 or source.blank[block.first - 1]
    return (
        block.kind == PARAGRAPH and len(block.lines) == 1 and alone and is_title(block.lines[0].capitalize())
    )


def _markdown(block: Block) -> str:
    if block.kind == LIST:
        return lists.as_markdown(lists.read_items(block.lines))
    if block.kind == CODE:
        longest = max((len(ticks) for ticks in BACKTICKS.findall(block.text)), default=2)
        fence = "`" * (longest + 1)
        return f"{fence}{block.language}\n{block.text}\n{fence}"
    if block.kind == TABLE and block.rows:
        return tables.as_markdown(block.rows)
    if block.kind == HEADING:
        return f"### {block.text}"
    # A drawing made of lines and arrows keeps its lines.
    return "  \n".join(block.lines) if any(ARROW.match(line) for line in block.lines) else block.text
