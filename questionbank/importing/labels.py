"""What a document says about a question in its own words: level, difficulty, rarity, tags.

Nothing is ever guessed: the value is the word or sign that is printed, or the word that the document's own
legend gives to the sign.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from . import words
from .badges import INSIDE, SIGN_RUN, SIGNS, WORD, Labels, line_labels, of_word, split_label, take_labels
from .source import Source

__all__ = ["Labels", "explained", "legend", "line_labels", "read_labels", "split_label", "take_labels"]

FIELD = re.compile(
    r"(?:^|(?<=[\s|,;(*]))[*_]{0,2}(?P<name>"
    + "|".join(f"(?P<{key}>{words.pattern(names)})" for key, names in words.FIELDS.items())
    + r")[*_]{0,2}\s*[:=：]\s*[*_]{0,2}\s*",
    re.IGNORECASE,
)
ONLY_HASHTAGS = re.compile(r"^(?:#[^\W\d][\w+-]{1,39}(?:\s+|$)){2,}$")
MAX_LINE = 300


def read_labels(line: str) -> Labels | None:
    """Return what a line such as 'Rarity: Common Difficulty: Hard' says, or None if it is no line of labels.

    A line that is nothing but a badge, or nothing but several hashtags, says something too.
    """
    if len(line) > MAX_LINE:
        return None
    bare = line.strip().strip("*_->+ |`")
    if not bare:
        return None
    badge = _bare_badge(line.strip())
    if badge or not any(sign in bare for sign in ":=："):
        return badge
    matches = list(FIELD.finditer(bare))
    if not matches or matches[0].start() > 0:
        return None
    found: dict[str, str] = {}
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        value = bare[match.end() : following.start() if following else len(bare)].strip(" |,;*()_`")
        name = next(key for key in words.FIELDS if match[key])
        if not _plausible(name, value):
            return None
        found.setdefault(name, value)
    tags = tuple(
        tag for part in re.split(r"[,;、，|]", found.pop("tags", "")) if (tag := part.strip(" #`*[]"))
    )
    return Labels(**found, tags=tags)


def _plausible(name: str, value: str) -> bool:
    if not value:
        return False
    if name == "tags":
        return len(value) < 200 and not value.endswith((".", "?"))
    if len(value.split()) > 3:
        return False
    if name == "rarity":
        return True
    known = bool(INSIDE.search(value) or words.difficulty_of(value) or any(sign in value for sign in SIGNS))
    return known or any(letter.isdigit() for letter in value) or value[0].isupper()


def _bare_badge(line: str) -> Labels | None:
    if ONLY_HASHTAGS.match(line):
        return Labels(tags=tuple(tag.lstrip("#") for tag in line.split()))
    if not line.startswith(("[", "`", "(", "!", "<", "【", "*[", "**[")) or len(line) > MAX_LINE:
        return None
    rest, labels = take_labels(f"x? {line}")
    return labels if rest == "x?" and labels != Labels() and not labels.tags else None


def legend(source: Source) -> Mapping[str, str]:
    """Return the words that the document itself gives to its signs, such as '👶 easy'."""
    return source.once(_legend)


LEGEND_PAIR = re.compile(rf"(?P<signs>{SIGN_RUN})\s*[\s:：=–—()|-]*{WORD}(?![^\W_])", re.IGNORECASE)
LEGEND_REVERSED = re.compile(rf"(?<![^\W_]){WORD}\s*[\s:：=–—()|-]*(?P<signs>{SIGN_RUN})", re.IGNORECASE)
MAX_LEGEND_REST = 4


def _legend(source: Source) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in source.lines[:400]:
        if len(line) > MAX_LINE or "?" in line or not any(sign in line for sign in SIGNS):
            continue
        for pattern in (LEGEND_PAIR, LEGEND_REVERSED):
            rest = pattern.sub(" ", line)
            matches = list(pattern.finditer(line))
            if matches and len(re.findall(r"\w+", rest)) <= MAX_LEGEND_REST:
                for match in matches:
                    found.setdefault(_plain_sign(match["signs"]), match["word"])
                break
    return found


def _plain_sign(signs: str) -> str:
    return signs.replace("\ufe0f", "").replace(" ", "")


def explained(labels: Labels, meaning: Mapping[str, str]) -> Labels:
    """Return the labels with a sign replaced by the word of the legend: a level where all its words are."""
    word = meaning.get(_plain_sign(labels.difficulty)) if labels.difficulty else None
    if not word:
        return labels
    if any(of_word(other).difficulty for other in meaning.values()):
        return replace(labels, difficulty=word)
    return replace(labels, difficulty=None).over(Labels(level=word))
