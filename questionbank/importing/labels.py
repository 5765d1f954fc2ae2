"""What a document says about a question in its own words: level, difficulty, rarity. Nothing is
ever guessed.
"""

import re
from dataclasses import dataclass

LEVEL_WORDS = (
    r"junior|jr|mid|mid[- ]level|middle|intermediate|senior|sr|staff|principal|lead|entry|entry[- ]level|"
    r"beginner|advanced|expert|graduate|intern"
)
DIFFICULTY_WORDS = r"very easy|easy|medium|moderate|hard|very hard|difficult"
# A word stuck to the end of a prompt, as web pages lose the blank before a badge.
GLUED = re.compile(
    rf"^(?P<prompt>.*[^\s])(?:(?<=[.?!)\]\"'\u201d\u2019a-z0-9])|\s+[\u2013\u2014|-]\s+|(?<=[.?!])\s+|\s*[\[(])"
    rf"(?P<word>{LEVEL_WORDS}|{DIFFICULTY_WORDS})[\])]?$",
    re.IGNORECASE,
)
FIELD_NAMES = {
    "rarity": r"rarity|frequency|how common",
    "difficulty": r"difficulty|schwierigkeit(?:sgrad)?|dificultad|dificuldade|difficult\u00e9",
    "level": r"level|seniority|experience level|niveau|nivel|n\u00edvel",
}
FIELD = re.compile(
    r"(?:^|(?<=[\s|,;(]))\**(?P<name>"
    + "|".join(f"(?P<{key}>{names})" for key, names in FIELD_NAMES.items())
    + r")\**\s*[:=]\**\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Labels:
    """What a line of labels said; None for what it did not."""

    level: str | None = None
    difficulty: str | None = None
    rarity: str | None = None


def split_label(prompt: str) -> tuple[str, str | None, str | None]:
    """Return a prompt without the level or difficulty word stuck to its end, the level, the difficulty."""
    match = GLUED.match(prompt) if len(prompt) < 1000 else None
    if not match or not _is_badge(match):
        return prompt, None, None
    word = match["word"]
    hard = re.fullmatch(DIFFICULTY_WORDS, word, re.IGNORECASE)
    return match["prompt"].rstrip(), None if hard else word, word if hard else None


def _is_badge(match: re.Match[str]) -> bool:
    """Tell a badge from the prompt's own last word: it has a capital, and no blank before it unless
    bracketed.
    """
    return match["word"][0].isupper()


def read_labels(line: str) -> Labels | None:
    """Return what a line such as 'Rarity: Common Difficulty: Hard' says, or None if it is no line
    of labels.
    """
    bare = line.strip().strip("*_- ")
    if not bare or len(bare) > 160:
        return None
    matches = list(FIELD.finditer(bare))
    if not matches or matches[0].start() > 0:
        return None
    found: dict[str, str] = {}
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        value = bare[match.end() : following.start() if following else len(bare)].strip(" |,;*()")
        if not value or len(value.split()) > 3:
            return None
        found[next(key for key in FIELD_NAMES if match[key])] = value
    return Labels(**found)
