"""The difference of two texts in words, readable. Pure.

Lines are compared first and words only within lines that changed, so that long answers stay quick.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, OUT, IN = "same", "out", "in"
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
MOST_WORDS = 2_000  # of one changed passage; a longer one is shown as a whole


@dataclass(frozen=True)
class Piece:
    """Text that stayed ("same"), was taken out ("out") or put in ("in")."""

    kind: str
    text: str


def word_difference(before: str, after: str) -> list[Piece]:
    """What leads from `before` to `after`.

    Joined without the "in" pieces it is `before`, without "out" `after`.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(SAME, "".join(old[a:b])))
        else:
            pieces += _passage("".join(old[a:b]), "".join(new[c:d]))
    return _joined(pieces)


def _passage(before: str, after: str) -> list[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return [Piece(OUT, before), Piece(IN, after)]
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(SAME, "".join(old[a:b])))
        else:
            pieces += [Piece(OUT, "".join(old[a:b])), Piece(IN, "".join(new[c:d]))]
    return pieces


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Without empty pieces, neighbours of one kind in one."""
    joined: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined
