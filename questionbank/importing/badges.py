"""Badges on a prompt: words, signs, pictures and hashtags at its end or start that say how hard it is.

Nothing is ever guessed: the value is the word or sign that is printed.
"""

import re
from dataclasses import dataclass

from . import words
from .shapes import asks, clean_prompt

SIGNS = "👶⭐🌟🚀🟢🟡🟠🔴🟩🟨🟥🌶★☆🔵⚫⚪🟣🐣🐥🥇🥈🥉"
SIGN_RUN = rf"[{SIGNS}]\ufe0f?(?:\s*[{SIGNS}\ufe0f])*"
LEVELS, DIFFICULTIES = words.LEVEL_PATTERN, words.DIFFICULTY_PATTERN
WORD = rf"(?P<word>(?:{LEVELS}|{DIFFICULTIES})(?:\s*[+/-]\s*(?:{LEVELS}))?\+*)"
NAME = f"(?:(?:{words.pattern(words.FIELDS['difficulty'], words.FIELDS['level'])})" + r"\s*[:：=-]\s*)?"
CAPITAL = r"(?-i:(?=[A-Z\u0400-\u042f]))"
OPEN, CLOSE = r"[\[(（【{]", r"[\])）】}]"
IGNORE = re.IGNORECASE
BRACKETED = rf"[*_]{{0,2}}{OPEN}\s*(?:{SIGN_RUN})?\s*{NAME}{WORD}(?:[\s-]+level)?\s*{CLOSE}[*_`]{{0,3}}"
TICKED = rf"[*_]{{0,2}}`{NAME}{WORD}`[*_]{{0,2}}"
# What may stand at the end of a prompt; the last kinds only after a sentence's end or a dash.
AT_END = tuple(
    re.compile(text, IGNORE)
    for text in (
        rf"\s*{BRACKETED}$",
        rf"(?<=[.?!:)。？！*])\s*{TICKED}$",
        rf"\s*{SIGN_RUN}\s*{NAME}{WORD}$",
        rf"(?<=[.?!)。？！])\s+[–—|-]\s+[*_]{{0,2}}{NAME}{WORD}[*_]{{0,2}}$",
        rf"\s+[–—|-]\s+[*_]{{0,2}}{NAME}{CAPITAL}{WORD}[*_]{{0,2}}$",
        rf"(?<=[.?!。？！*])\s+[*_]{{1,3}}{NAME}{WORD}[*_]{{1,3}}$",
        rf"\s*<(?P<tag>[a-z]{{1,10}})\b[^<>]{{0,200}}>\s*{WORD}\s*</(?P=tag)>$",
    )
)
TICKED_LAST = re.compile(rf"\s+{TICKED}$", IGNORE)
# A word in ticks after one of these is what the prompt is about.
JOINS = re.compile(
    r"(?:^|\W)(?:and|or|und|oder|y|o|e|ou|et|и|или|vs\.?|the|a|of|like|as|keyword)$|\W$", IGNORE
)
AT_START = tuple(
    re.compile(text, IGNORE)
    for text in (
        rf"^{BRACKETED}\s*[:–—-]?\s*(?=\S)",
        rf"^{TICKED}\s*[:–—-]?\s*(?=\S)",
        rf"^{SIGN_RUN}\s*{OPEN}?{WORD}{CLOSE}?\s*[:–—-]\s*(?=\S)",
        rf"^[*_]{{2}}{WORD}:?[*_]{{2}}\s*[:–—-]?\s*(?=\S)",
    )
)
NAMED_START = re.compile(rf"^{WORD}\s*[:：]\s+(?=\S)", IGNORE)
SIGNS_AT_END = re.compile(rf"\s*{OPEN}?\s*(?P<signs>{SIGN_RUN})\s*{CLOSE}?$")
SIGNS_AT_START = re.compile(rf"^(?P<signs>{SIGN_RUN})\s*[:–—|-]?\s*(?=\S)")
# A word stuck to the end of a prompt, as web pages lose the blank before a badge.
GLUED = re.compile(rf"(?:(?<=[.?!)\]\"'\u201d\u2019a-z0-9])|(?<=[.?!])\s+){CAPITAL}{WORD}$", IGNORE)
IMAGE = re.compile(
    r"\s*(?:!\[(?P<alt>[^\]]{0,80})\]\((?P<url>[^()\s]{0,300})\)|<(?:img|badge)\b(?P<tag>[^<>]{0,300})>)$",
    IGNORE,
)
IMAGE_OPENS = re.compile(r"!\[|<(?:img|badge)\b", IGNORE)
LINE_START = re.compile(r"^\s*(?:#{1,6}\s+|[-*+>]\s+|\d{1,4}[.)]\s+|\*\*|__)+")
LINE_TAG = re.compile(r"</?(?:details|summary|b|strong|h[1-6])\b[^<>]{0,80}>", IGNORE)
QUOTED_VALUE = re.compile(r"\b(?:alt|text|label|type|level|difficulty)=[\"']?([^\"'<>]{1,40})", IGNORE)
HASHTAGS = re.compile(r"(?:\s+#[^\W\d][\w+-]{1,39})+$")
INSIDE = re.compile(rf"(?:(?<![^\W_])|(?=[\u4e00-\u9fff])){WORD}(?:(?![^\W_])|(?<=[\u4e00-\u9fff]))", IGNORE)
HARD_WORD = re.compile(rf"^(?:{words.DIFFICULTY_PATTERN})$", IGNORE)
MAX_PROMPT, TAIL, MAX_LABELS, MIN_ORDER = 1000, 400, 4, 5


@dataclass(frozen=True)
class Labels:
    """What was said of a question; None for what was not."""

    level: str | None = None
    difficulty: str | None = None
    rarity: str | None = None
    tags: tuple[str, ...] = ()

    def over(self, other: "Labels") -> "Labels":
        """Return these labels, filled up with what the others say and these do not."""
        return Labels(
            self.level or other.level,
            self.difficulty or other.difficulty,
            self.rarity or other.rarity,
            tuple(dict.fromkeys((*self.tags, *other.tags))),
        )


def split_label(prompt: str) -> tuple[str, str | None, str | None]:
    """Return a prompt without the level or difficulty stuck to it, the level, the difficulty."""
    rest, labels = take_labels(prompt)
    return rest, labels.level, labels.difficulty


def take_labels(prompt: str) -> tuple[str, Labels]:
    """Return a prompt without the badges, signs and hashtags at its end and its start, and what they say.

    A prompt whose own last word is such a word stays whole, and so does one that is nothing but a label.
    """
    found = Labels()
    if len(prompt) > MAX_PROMPT:
        return prompt, found
    rest = prompt.strip()
    for _ in range(MAX_LABELS):
        taken = _at_end(rest) or _at_start(rest)
        if taken is None or not any(letter.isalnum() for letter in taken[0]):
            break
        rest, found = clean_prompt(taken[0]), found.over(taken[1])
    return rest, found


def line_labels(line: str) -> Labels:
    """Return what the badges on a prompt's whole line say: pictures, and signs in front of its number."""
    if len(line) > MAX_PROMPT or not (IMAGE_OPENS.search(line) or any(sign in line for sign in SIGNS)):
        return Labels()
    return take_labels(LINE_START.sub("", LINE_TAG.sub("", line)).strip())[1]


def of_word(word: str) -> Labels:
    """Return the label that a word is: a difficulty if it judges the question, else a level."""
    return Labels(difficulty=word) if HARD_WORD.match(word) else Labels(level=word)


def _at_end(prompt: str) -> tuple[str, Labels] | None:
    tail = prompt[-TAIL:]
    head = prompt[: len(prompt) - len(tail)]
    for pattern in AT_END:
        match = pattern.search(tail)
        if match and _is_badge(match):
            return head + tail[: match.start()], of_word(match["word"])
    return _ticked(head, tail) or _glued(head, tail) or _image(head, tail) or _signs(head, tail)


def _ticked(head: str, tail: str) -> tuple[str, Labels] | None:
    """A word in ticks after an order, which has no sentence's end: '... the stack `Easy`'."""
    match = TICKED_LAST.search(tail)
    before = head + tail[: match.start()] if match else ""
    if not match or not _is_badge(match) or JOINS.search(before) or len(before) < MIN_ORDER:
        return None
    return (before, of_word(match["word"])) if len(before.split()) > 2 or before[-1] > "\u2e80" else None


def _glued(head: str, tail: str) -> tuple[str, Labels] | None:
    match = GLUED.search(tail)
    return (
        (head + tail[: match.start()].rstrip(), of_word(match["word"]))
        if match and _is_badge(match)
        else None
    )


def _image(head: str, tail: str) -> tuple[str, Labels] | None:
    match = IMAGE.search(tail) if tail.endswith((")", ">")) else None
    if not match:
        return None
    quoted = QUOTED_VALUE.search(match["tag"] or "")
    for text in (match["alt"], quoted[1] if quoted else None, re.sub(r"[-/_.%]+", " ", match["url"] or "")):
        word = INSIDE.search(text or "")
        if word:
            return head + tail[: match.start()], of_word(word["word"])
    return None


def _signs(head: str, tail: str) -> tuple[str, Labels] | None:
    match = SIGNS_AT_END.search(tail)
    if match:
        return head + tail[: match.start()], Labels(difficulty=_sign(match["signs"]))
    tags = HASHTAGS.search(tail)
    if tags:
        return head + tail[: tags.start()], Labels(tags=tuple(tag.lstrip("#") for tag in tags[0].split()))
    return None


def _at_start(prompt: str) -> tuple[str, Labels] | None:
    for pattern in AT_START:
        match = pattern.match(prompt)
        if match and _is_badge(match):
            return prompt[match.end() :], of_word(match["word"])
    named = NAMED_START.match(prompt)
    if named and named["word"][0].isupper() and asks(prompt[named.end() :]):
        return prompt[named.end() :], of_word(named["word"])
    signs = SIGNS_AT_START.match(prompt)
    return (prompt[signs.end() :], Labels(difficulty=_sign(signs["signs"]))) if signs else None


def _is_badge(match: re.Match[str]) -> bool:
    """Tell a badge from the prompt's own word: an ambiguous word needs a capital and brackets around it."""
    word = match["word"]
    return word.lower() not in words.AMBIGUOUS or (word[0].isupper() and "[" in match[0])


def _sign(run: str) -> str:
    return "".join(run.split())
