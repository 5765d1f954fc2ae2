"""Which numbered lines are prompts and which are items of lists inside answers.

A chain of numbered lines is chosen that is worth most: each line is worth what it looks like, each
step from one to the next what it does to the numbers (1 2 3 is good, a repeated or left-out number is
a slip, a new 1 wants a heading above it). Solved by dynamic programming over the lines in order; the
time is linear in their number.
"""

import re
from dataclasses import dataclass

from .asking import asks, strength
from .noise import reason
from .prompts import LABELS
from .reading import Mark
from .sections import heading_above
from .shapes import MAX_PROMPT, bullet, clean_prompt, is_labelled
from .source import Source

NUMBERED = re.compile(
    rf"^ {{0,3}}(?:\*\*)?(?:(?P<label>{LABELS})\s*[#№.]?\s*)?(?P<hash>[#№(\[])?(?P<number>\d{{1,4}})"
    r"(?:\s*(?:\\?[.)\]]|:|：)(?:\*\*)?\s+|\s*[、．](?:\*\*)?\s*|(?(label)(?:\s*[–—-]\s+|(?<=[Qq]\d)\s+|(?<=[Qq]\d\d)\s+)|(?(hash)\s+|(?!)))|\.(?=[^\W\d_a-z]))"
    r"(?P<text>\S.*)$",
    re.IGNORECASE,
)
ORDINAL = re.compile(r"^ {0,3}(?:\*\*)?第\s*(?P<number>\d{1,4})\s*[题題问道]\s*[:：、.．]?\s*(?P<text>\S.*)$")
# Weak: a range or a sum begins so as well.
DASHED = re.compile(r"^ {0,3}(?P<number>\d{1,4})\s+[–—-]\s+(?P<text>\S.*)$")
# A bold prompt stuck to the end of something without blanks, such as the address of a link.
GLUED = re.compile(r"^(?P<junk>[^\s*]{3,200})\*\*(?P<number>\d{1,4})[.)]\s+(?P<text>[^*]+)\*\*\s*$")
NOT_ASKING = 0.3
MIN_ALIKE, MOSTLY = 3, 0.7
MIN_INDENT, LONG_LINE = 2, 40
STEP, REPEAT, GAP, RESTART, RESTART_BELOW_HEADING = 0.5, -1.0, -1.5, -2.5, 1.0


@dataclass(frozen=True)
class Candidate:
    """A numbered line: where, which number, its text, what it is worth as a prompt."""

    line: int
    last: int
    number: int
    text: str
    worth: float
    below_heading: bool
    junk: str = ""

    def as_mark(self) -> Mark:
        """Return the place where a question starts."""
        said = (f"Line {self.line + 1}: the prompt stood glued to '{self.junk}', which is left out.",)
        return Mark(
            self.line,
            self.last,
            clean_prompt(self.text),
            str(self.number),
            warnings=said if self.junk else (),
        )


@dataclass(frozen=True)
class Chain:
    """The best chain that ends in a candidate: its worth so far, and the candidates before as a
    linked list.
    """

    worth: float
    candidate: Candidate
    before: "Chain | None"


def numbered_prompts(source: Source) -> list[Candidate]:
    """Return the numbered lines of the document that are its prompts, in order."""
    return source.once(_numbered_prompts)


def likely(chosen: list[Candidate]) -> float:
    """Return how many of them look like prompts, those that do not ask counting less; a single one only
    counts if it is a question.
    """
    if len(chosen) == 1 and strength(chosen[0].text) < 2:
        return 0.0
    asking = sum(1 for candidate in chosen if candidate.worth > 0 and asks(candidate.text))
    return asking + NOT_ASKING * sum(
        1 for candidate in chosen if candidate.worth > 0 and not asks(candidate.text)
    )


def _numbered_prompts(source: Source) -> list[Candidate]:
    dashed = _dashed(source)
    if dashed:
        return dashed
    candidates = _candidates(source)
    return candidates if _is_all_ones(source, candidates) else _best_chain(candidates)


def restarts(chosen: list[Candidate]) -> bool:
    """Return whether the numbers start again from 1 somewhere; where all are 1 they do not count at all."""
    ones = sum(1 for candidate in chosen if candidate.number == 1)
    return 1 < ones < len(chosen)


def _dashed(source: Source) -> list[Candidate]:
    """Return the lines '1 - prompt' that count up from 1, if most of them ask, more than other lines do."""
    found: list[Candidate] = []
    for index, line in enumerate(source.lines):
        match = None if source.fenced[index] or len(line) > MAX_PROMPT else DASHED.match(line)
        if match and int(match["number"]) == len(found) + 1:
            found.append(_candidate(source, index, match, ""))
    asking = sum(1 for candidate in found if asks(candidate.text))
    if len(found) < MIN_ALIKE or asking < MOSTLY * len(found):
        return []
    others = sum(1 for candidate in _candidates(source) if asks(candidate.text))
    return found if others < asking else []


def _is_all_ones(source: Source, candidates: list[Candidate]) -> bool:
    """Tell a list that lets the markup count: every number is 1, none is indented, most of its lines ask."""
    flush = not any(source.lines[candidate.line].startswith(" ") for candidate in candidates)
    ones = flush and all(candidate.number == 1 and candidate.worth > 0 for candidate in candidates)
    asking = sum(1 for candidate in candidates if asks(candidate.text))
    return ones and len(candidates) >= MIN_ALIKE and asking >= MOSTLY * len(candidates)


def _candidates(source: Source) -> list[Candidate]:
    found: list[Candidate] = []
    for index, line in enumerate(source.lines):
        if source.fenced[index] or not line[:200].strip() or len(line) > MAX_PROMPT:
            continue
        match = NUMBERED.match(line) or ORDINAL.match(line)
        glued = None if match else GLUED.match(line) if "**" in line else None
        parts = match or glued
        if parts:
            found.append(_candidate(source, index, parts, glued["junk"] if glued else ""))
    return found


def _candidate(source: Source, index: int, parts: re.Match[str], junk: str) -> Candidate:
    odd = parts["text"].count("**") % 2 == 1 and parts["text"].rstrip().endswith("**")
    last, text = _whole_prompt(
        source, index, parts["text"].rstrip().removesuffix("**") if odd else parts["text"]
    )
    return Candidate(
        line=index,
        last=last,
        number=int(parts["number"]),
        text=text,
        worth=_worth(source, index, last, text),
        below_heading=heading_above(source, index) is not None,
        junk=junk,
    )


def _whole_prompt(source: Source, index: int, text: str) -> tuple[int, str]:
    """Add the next line where a prompt was broken: no sentence's end, and it goes on in small letters or
    indented below the first one's words.
    """
    following = index + 1
    if _is_wrapped(source, index, text):
        return following, f"{text.rstrip()} {source.lines[following].strip()}"
    if following < len(source) and text.rstrip()[-1:].isalnum() and not source.fenced[following]:
        more = source.lines[following].strip()
        if more and more[0].islower() and len(more) < MAX_PROMPT and more[-1] in ".?!":
            return following, f"{text.rstrip()} {more}"
    return index, text


def _is_wrapped(source: Source, index: int, text: str) -> bool:
    """Tell a prompt's second line: indented below its words, above a blank line, and it asks after an
    order's colon or ends a long line with a question mark.
    """
    following, after = index + 1, index + 2
    if following >= len(source) or source.fenced[following] or source.blank[following]:
        return False
    more, start = source.lines[following], source.lines[index].rstrip().find(text.rstrip())
    indent = len(more) - len(more.lstrip())
    alone = after == len(source) or source.blank[after]
    if not alone or start < MIN_INDENT or not MIN_INDENT <= indent <= start or len(more) > MAX_PROMPT:
        return False
    if bullet(more) or text.rstrip()[-1] in ".?!":
        return False
    whole = more.rstrip().endswith("?")
    opens = text.rstrip().endswith(":") and asks(text) and asks(more) and (whole or "?" not in more)
    return opens or (len(text) >= LONG_LINE and whole)


def _worth(source: Source, index: int, last: int, text: str) -> float:
    asking = asks(text)
    worth = 2.5 if asking else 0.5
    if is_labelled(text) and not text.rstrip("* ").endswith("?"):
        worth -= 2.0
    above = source.last_text(index - 1)
    if (
        above is not None
        and source.lines[above].rstrip(" *").endswith(":")
        and not reason(source.lines[above])
    ):
        worth -= 2.0
    following = source.lines[last + 1] if last + 1 < len(source) else ""
    if not asking and NUMBERED.match(following[:200]):
        worth -= 1.0
    return worth


def _best_chain(candidates: list[Candidate]) -> list[Candidate]:
    ending_in: dict[int, Chain] = {}
    best: Chain | None = None
    for candidate in candidates:
        chain = _extended(candidate, ending_in, best)
        known = ending_in.get(candidate.number)
        if known is None or chain.worth >= known.worth:
            ending_in[candidate.number] = chain
        if best is None or chain.worth > best.worth:
            best = chain
    chosen: list[Candidate] = []
    while best is not None:
        chosen.append(best.candidate)
        best = best.before
    return chosen[::-1]


def _extended(candidate: Candidate, ending_in: dict[int, Chain], best: Chain | None) -> Chain:
    """Return the best chain that ends in this candidate."""
    number = candidate.number
    options: list[tuple[float, Chain | None]] = [(0.0 if number == 1 else -1.0, None)]
    if number - 1 in ending_in:
        options.append((ending_in[number - 1].worth + STEP, ending_in[number - 1]))
    if number in ending_in:
        options.append((ending_in[number].worth + REPEAT, ending_in[number]))
    if best is not None and number == 1:
        options.append((best.worth + (RESTART_BELOW_HEADING if candidate.below_heading else RESTART), best))
    elif best is not None and number > best.candidate.number:
        options.append((best.worth + GAP, best))
    worth, before = max(options, key=lambda option: option[0])
    return Chain(worth + candidate.worth, candidate, before)
