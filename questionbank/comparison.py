"""The difference of two texts in words, readable. Pure.

Lines are compared first and words only within lines that changed, so that long answers stay quick. What would
take long all the same (thousands of equal words) is shown as taken out and put in as a whole.
"""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, OUT, IN = "same", "out", "in"
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Pairs of equal tokens in one passage beyond which it is shown as a whole; a page of prose has thousands.
MOST_PAIRS = 60_000
# Of unchanged text, so many lines stay in sight before and after a change; the rest is folded.
CONTEXT = 2

Run = tuple[bool, list[str], list[str]]  # of tokens: whether they are the same, what was, what is


@dataclass(frozen=True)
class Piece:
    """Text that stayed ("same"), was taken out ("out") or put in ("in")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Passage:
    """Neighbouring lines that changed together, or that stayed; `folded` where they are only in the way."""

    pieces: list[Piece]
    folded: bool = False

    @property
    def changed(self) -> bool:
        """False when it says the same in both."""
        return any(piece.kind != SAME for piece in self.pieces)

    @property
    def before(self) -> list[Piece]:
        """As it was, with what was taken out."""
        return [piece for piece in self.pieces if piece.kind != IN]

    @property
    def after(self) -> list[Piece]:
        """As it is, with what was put in."""
        return [piece for piece in self.pieces if piece.kind != OUT]

    @property
    def text(self) -> str:
        """As it is, without the line ends around it."""
        return "".join(piece.text for piece in self.after).strip("\n")

    @property
    def lines(self) -> int:
        """How many lines it has, as it is."""
        return len("".join(piece.text for piece in self.after).splitlines())


def word_difference(before: str, after: str) -> list[Piece]:
    """What leads from `before` to `after`.

    Joined without the "in" pieces it is `before`, without "out" `after`.
    """
    return _joined([piece for passage in _blocks(before, after) for piece in passage.pieces])


def passages(before: str, after: str) -> list[Passage]:
    """The same difference in blocks of lines, long unchanged ones folded but for two lines at each end.

    Joined like word_difference the blocks give both texts back. Equal texts are one block, not folded.
    """
    blocks = _blocks(before, after)
    if len(blocks) < 2:
        return blocks
    last = len(blocks) - 1
    return [
        part
        for place, block in enumerate(blocks)
        for part in ([block] if block.changed else _folded(block, place == 0, place == last))
    ]


def _blocks(before: str, after: str) -> list[Passage]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    blocks = []
    for same, was, now in _runs(old, new):
        if same:
            blocks.append(Passage([Piece(SAME, "".join(was))]))
        else:
            blocks.append(Passage(_words("".join(was), "".join(now))))
    return blocks


def _words(before: str, after: str) -> list[Piece]:
    pieces: list[Piece] = []
    for same, was, now in _slid(_runs(_WORDS.findall(before), _WORDS.findall(after))):
        # A blank between two changed words is no reason to cut the sentence up.
        if same and not ("".join(was).isspace() and "\n" not in "".join(was)):
            pieces.append(Piece(SAME, "".join(was)))
        elif same:
            pieces += [Piece(OUT, "".join(was)), Piece(IN, "".join(now))]
        else:
            pieces += [Piece(OUT, "".join(was)), Piece(IN, "".join(now))]
    return _joined(pieces)


def _slid(runs: list[Run]) -> list[Run]:
    """The same runs, a paragraph put in or taken out beginning with its line end, not the full stop before.

    What follows a change may begin as the change does; then the change can as well be seen later by so much.
    """
    found: list[Run] = []
    moved = 0
    for place, (same, was, now) in enumerate(runs):
        if same:
            found.append((True, was[moved:], now[moved:]))
            moved = 0
            continue
        rest = runs[place + 1][1] if place + 1 < len(runs) else []
        changed = was or now
        moved = 0 if was and now else _slide(changed, rest)
        turned = changed[moved:] + changed[:moved]
        found.append((True, changed[:moved], changed[:moved]))
        found.append((False, turned, now) if was and not now else (False, was, turned if not was else now))
    return found


def _slide(changed: list[str], rest: list[str]) -> int:
    for moved, token in enumerate(changed):
        if "\n" in token:
            return moved
        if moved >= len(rest) or token != rest[moved]:
            break
    return 0


def _runs(old: list[str], new: list[str]) -> list[Run]:
    """How the one becomes the other."""
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    runs = [(True, old[:start], new[:start])] if start else []
    if _pairs(middle_old, middle_new) > MOST_PAIRS:
        runs.append((False, middle_old, middle_new))
    else:
        matcher = SequenceMatcher(str.isspace, middle_old, middle_new, autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            runs.append((tag == "equal", middle_old[a:b], middle_new[c:d]))
    return [*runs, (True, old[len(old) - end :], new[len(new) - end :])] if end else runs


def _shared(old: list[str], new: list[str]) -> int:
    count = 0
    for was, now in zip(old, new, strict=False):
        if was != now:
            break
        count += 1
    return count


def _pairs(old: list[str], new: list[str]) -> int:
    """How many pairs of equal tokens there are: what the comparison's time grows with."""
    there = Counter(new)
    return sum(count * there[token] for token, count in Counter(old).items() if not token.isspace())


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Without empty pieces; of neighbours that changed, all that was out before all that is in."""
    joined: list[Piece] = []
    out = put = ""
    for piece in [*pieces, Piece(SAME, "")]:
        if piece.kind == OUT:
            out += piece.text
        elif piece.kind == IN:
            put += piece.text
        else:
            joined += [Piece(kind, text) for kind, text in ((OUT, out), (IN, put)) if text]
            out = put = ""
            if piece.text and joined and joined[-1].kind == SAME:
                joined[-1] = Piece(SAME, joined[-1].text + piece.text)
            elif piece.text:
                joined.append(piece)
    return joined


def _folded(block: Passage, first: bool, last: bool) -> list[Passage]:
    lines = "".join(piece.text for piece in block.pieces).splitlines(keepends=True)
    head, tail = (0 if first else CONTEXT), (0 if last else CONTEXT)
    if len(lines) <= head + tail + 1:
        return [block]
    parts = [
        (lines[:head], False),
        (lines[head : len(lines) - tail], True),
        (lines[len(lines) - tail :], False),
    ]
    return [Passage([Piece(SAME, "".join(part))], folded) for part, folded in parts if part]
