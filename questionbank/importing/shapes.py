"""What a line looks like: a title, a heading, a list item, a term with a label. Shapes only."""

import re

from .asking import asks as asks
from .prompts import clean_prompt as clean_prompt

MAX_PROMPT = 1000
MAX_TITLE = 90
BULLET_SIGNS = "\u2022\u25e6\u25aa\u25ab\u25cf\u25cb\u25a0\u2023\u2043\u2013*+-"
BULLET = re.compile(rf"^(?P<indent>\s*)(?P<sign>[{BULLET_SIGNS}]|\d{{1,3}}[.)])\s+(?P<text>\S.*)$")
HEADING = re.compile(r"^ {0,3}(?P<depth>#{1,6})\s+(?P<text>\S.*?)\s*#*\s*$")
LABELLED = re.compile(r"^\W{0,2}[^\W\d_][^:?!.]{0,60}:\**\s+\S")
LETTER = re.compile(r"[^\W\d_]")


def is_labelled(text: str) -> bool:
    """Return whether the text starts with a short label and a colon, as an item of a list of terms does."""
    return bool(LABELLED.match(text[:120]))


def is_title(text: str) -> bool:
    """Return whether the text looks like a heading: short, capital first, no sentence's end."""
    bare = text.strip().strip("*_ ")
    if not bare or len(bare) > MAX_TITLE or len(bare.split()) > 12 or bare.endswith((".", ",", ";", ":")):
        return False
    if BULLET.match(text) or not LETTER.search(bare):
        return False
    return not bare[0].islower()


def bullet(line: str) -> re.Match[str] | None:
    """Return the parts of a list item (indent, sign, text) or None; a rule such as '- - -' is none."""
    return BULLET.match(line) if len(line) > 2 else None
