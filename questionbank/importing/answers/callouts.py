"""Labelled asides: a short title with a paragraph right below it, at the end of an answer; or a labelled
quotation.
"""

import re

from ..document import Callout
from ..shapes import is_title
from ..source import Source
from .blocks import PARAGRAPH, Block

QUOTED = re.compile(r"^>\s*\W{0,3}\s*\*\*(?P<label>[^*:]{2,40}):?\*\*:?\s*(?P<text>.*)$")
NAMED = re.compile(
    r"\b(?:tips?|insight|note|practice|warning|pitfalls?|mistakes?|takeaways?|recommendation|"
    r"rule of thumb|remember|"
    r"caution|bonus|hint|follow[- ]?ups?|tipp|hinweis|consejo|dica|astuce)\b",
    re.IGNORECASE,
)
MAX_LABEL_WORDS = 7


def take_callouts(source: Source, blocks: list[Block]) -> tuple[list[Block], tuple[Callout, ...]]:
    """Return the blocks without the call-outs at their end, and the call-outs in order."""
    kept, found = list(blocks), []
    while kept:
        callout = _quoted(kept[-1]) or (_titled(source, kept[-1]) if len(kept) > 1 else None)
        if callout is None:
            break
        found.append(callout)
        kept.pop()
    return kept, tuple(reversed(found))


def _quoted(block: Block) -> Callout | None:
    if block.kind != PARAGRAPH or not all(line.startswith(">") for line in block.lines):
        return None
    match = QUOTED.match(block.lines[0])
    if not match:
        return None
    text = [match["text"], *(line.lstrip("> ") for line in block.lines[1:])]
    return Callout(match["label"].strip(), "\n".join(text).strip())


def _titled(source: Source, block: Block) -> Callout | None:
    """A sub-heading has blank lines around it; a call-out's label stands right under what is above it."""
    if block.kind != PARAGRAPH or len(block.lines) < 2:
        return None
    label, text = block.lines[0].strip(), "\n".join(block.lines[1:])
    if not is_title(label) or len(label.split()) > MAX_LABEL_WORDS or len(text) <= len(label):
        return None
    glued = block.first > 0 and not source.blank[block.first - 1]
    return Callout(label, text) if glued or NAMED.search(label) else None
