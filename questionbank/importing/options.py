"""The options of a multiple-choice question: their lines, their letters, which one is marked on the spot."""

import re
from dataclasses import dataclass

from . import words
from .source import Source

TICK = "✅✔☑✓"
BOX, LETTER, NUMBER, BULLET = "box", "letter", "number", "bullet"
LEAD = r"^\s{0,12}(?:>\s*)?"
BOXED = re.compile(
    LEAD + r"(?:(?:[-*+•]|\d{1,2}[.)])\s+)?"
    r"(?:\\?\[(?P<box>[ xXvV✓✔✅☑*]?)\\?\]|\((?P<radio>[ xX*]?)\)|(?P<sign>[☐☑☒⬜○●◯]))(?:\s+(?P<text>.*))?$"
)
LETTERED = re.compile(
    LEAD
    + rf"(?:[-*+•]\s+)?(?P<star>\*(?=[A-Ha-h][.)]))?(?P<tick>[{TICK}]\ufe0f?\s*)?(?P<bold>\*\*|__)?[(\[]?"
    r"(?P<letter>[A-Ha-hА-Ее-еа-е])(?:(?:\*\*|__)?(?P<sep>[.):、．：）\]])|\s+(?P<dash>[-–]\s))(?P<closed>\*\*|__)?"
    r"(?:\s*(?P<text>\S.*))?$"
)
NUMBERED = re.compile(LEAD + r"[(]?(?P<letter>[1-8])(?P<sep>[.)])\s+(?P<text>\S.*)$")
BULLETED = re.compile(LEAD + r"[-*+•]\s+(?P<text>\S.*)$")
INLINE = re.compile(r"(?:^|\s)[(]?(?P<letter>[A-Ha-h])[.)]\s*(?P<text>\S.*?)(?=\s+[(]?[A-Ha-h][.)]\s*\S|$)")
SAID_RIGHT = re.compile(
    rf"\s*(?:[{TICK}]\ufe0f?|(?:<?[-=–←]+\s*|[(\[*_]+)(?:correct(?: answer)?|right(?: answer)?|true|richtig"
    rf"|correct[ao]|corret[ao]|bonne réponse|верно|правильно|правильный ответ|正确)[)\]*_!]*)\s*$",
    re.IGNORECASE,
)
TICKED = re.compile(rf"^[{TICK}]\ufe0f?\s*")
ANSWER_WORD = re.compile(
    rf"^\W{{0,6}}(?:correct |right |the )?(?:{words.pattern(words.ANSWER)})\b\s*\W{{0,4}}(?:[:：]|$)", re.I
)
CYRILLIC = {"а": "a", "б": "b", "в": "c", "г": "d", "д": "e", "е": "f"}
BEHIND = re.compile(r"^(?P<stem>[^()]*?[?:.\uff1f])\s+(?P<options>[(]?[Aa][).]\s*\S.*)$")
MAX_OPTIONS, MAX_BETWEEN, MAX_STEM, MAX_BEHIND = 8, 30, 80, 600


@dataclass
class Choice:
    """One option as printed: its lines (from 0), letter ('' for a box), text, whether it is marked right."""

    first: int
    last: int
    letter: str
    lines: list[str]
    right: bool | None = None
    style: str = BOX
    sep: str = ""
    bold: bool = False

    @property
    def text(self) -> str:
        """The option's text, further lines below the first."""
        return "\n".join(self.lines).strip()


def find_options(source: Source, first: int, stop: int) -> list[Choice]:
    """Return the options among the lines from ``first`` up to but without ``stop``: the first run of them.

    Empty if there are fewer than two, or if an answer begins before them.
    """
    at, seen = first, 0
    while at < stop and seen < MAX_STEM:
        if at in source.fences:
            at = source.fences[at] + 1
            continue
        line = source.lines[at]
        if not source.blank[at]:
            seen += 1
            found = options_at(source, at, stop)
            if found:
                return found
            if ANSWER_WORD.match(line[:80]):
                return []
        at += 1
    return []


def options_at(source: Source, at: int, stop: int) -> list[Choice]:
    """Return the options whose first stands on this very line, or an empty list."""
    start = option_at(source.lines[at], at)
    if start is None:
        return _inline(source.lines[at], at)
    if start.letter not in ("", "a", "1"):
        return []
    run = [start]
    while len(run) < MAX_OPTIONS:
        following = _next_option(source, run[-1], stop)
        if following is None:
            break
        _close(source, run[-1], following.first)
        run.append(following)
    if len(run) < 2 and start.style != BULLET:
        return _inline(source.lines[at], at)
    _close_last(source, run, stop)
    _mark_by_bold(run)
    if start.style == BULLET and not any(choice.right for choice in run):
        return []
    return run if len(run) > 1 else []


def option_at(line: str, at: int) -> Choice | None:
    """Return the option that a line is, by its own look, or None."""
    if len(line) > 2000:
        return None
    boxed = BOXED.match(line)
    if boxed:
        sign = boxed["box"] or boxed["radio"] or (boxed["sign"] or "").strip("☐⬜○◯")
        return Choice(at, at, "", [(boxed["text"] or "").strip()], bool(sign.strip()), BOX)
    match = LETTERED.match(line)
    if match:
        letter = CYRILLIC.get(match["letter"].lower(), match["letter"].lower())
        text, right = _right(match["text"] or "")
        bold = bool(match["bold"]) and text.endswith(match["bold"])
        text = text[:-2] if bold else text
        right = right or bool(match["tick"] or match["star"])
        style = f"{match['sep'] or '-'}{match['letter'].isupper()}"
        return Choice(at, at, letter, [text.strip()], right or None, LETTER, style, bold or _is_bold(text))
    for pattern, style in ((NUMBERED, NUMBER), (BULLETED, BULLET)):
        match = pattern.match(line)
        if match:
            text, right = _right(match["text"])
            letter = match["letter"] if style == NUMBER else ""
            return Choice(
                at, at, letter, [text], right or None, style, match["sep"] if letter else "", _is_bold(text)
            )
    return None


def _right(text: str) -> tuple[str, bool]:
    """Return a text without the sign that says it is right, and whether it had one."""
    bare = TICKED.sub("", text)
    cut = SAID_RIGHT.sub("", bare[-60:]) if len(bare) < 2000 else bare[-60:]
    return (bare[:-60] + cut).rstrip() or text, bare != text or cut != bare[-60:]


def _is_bold(text: str) -> bool:
    bare = text.strip()
    return len(bare) > 4 and bare[:2] == bare[-2:] and bare[:2] in ("**", "__") and bare[:2] not in bare[2:-2]


def _next_option(source: Source, before: Choice, stop: int) -> Choice | None:
    """Return the option that follows, if nothing but what belongs to the option before stands between."""
    at, between, gap = before.first + 1, 0, False
    while at < stop and between < MAX_BETWEEN:
        if at in source.fences:
            at = source.fences[at] + 1
            continue
        line = source.lines[at]
        if source.blank[at]:
            gap = True
        else:
            found = option_at(line, at)
            if found and _follows(before, found):
                return found
            if (
                line.lstrip().startswith("#")
                or ANSWER_WORD.match(line[:80])
                or (gap and line[0] not in " \t")
            ):
                return None
            between += 1
        at += 1
    return None


def _follows(before: Choice, found: Choice) -> bool:
    if before.style != found.style or before.sep != found.sep:
        return False
    return not before.letter or ord(found.letter) == ord(before.letter) + 1


def _close(source: Source, choice: Choice, stop: int) -> None:
    """Give an option the lines up to the next one; code keeps its indent."""
    last = source.last_text(stop - 1, choice.first + 1)
    choice.last = choice.first if last is None else last
    for at in range(choice.first + 1, choice.last + 1):
        line = source.lines[at]
        choice.lines.append(line.rstrip() if source.fenced[at] else line.strip())


def _close_last(source: Source, run: list[Choice], stop: int) -> None:
    """The last option has its indented lines, and a fence below it if those before it have one."""
    last, at = run[-1], run[-1].first + 1
    fences = any("```" in line for choice in run[:-1] for line in choice.lines)
    end = at
    while at < stop:
        if source.blank[at]:
            at += 1
        elif at in source.fences and (fences or source.lines[at][0] in " \t"):
            at = end = min(source.fences[at] + 1, stop)
        elif (
            source.lines[at][0] in " \t"
            and not ANSWER_WORD.match(source.lines[at].strip()[:80])
            and end == at
        ):
            at = end = at + 1
        else:
            break
    _close(source, last, end)


def _mark_by_bold(run: list[Choice]) -> None:
    """An option printed bold is the right one where the others are not and nothing else marks one."""
    bold = [choice for choice in run if choice.bold]
    if run[0].style in (LETTER, NUMBER) and bold and len(bold) < len(run) and not any(c.right for c in run):
        for choice in bold:
            choice.right = True
    for choice in run:
        if _is_bold(choice.lines[0]):
            choice.lines[0] = choice.lines[0].strip()[2:-2]
    if run[0].style == BOX:
        return
    if any(choice.right for choice in run):
        for choice in run:
            choice.right = bool(choice.right)


def _inline(line: str, at: int) -> list[Choice]:
    """Options side by side on one line: 'a) red b) green c) blue'."""
    if len(line) > 600 or not line.lstrip().lower().startswith(("a)", "(a)", "a.")):
        return []
    found = list(INLINE.finditer(line.strip()))
    letters = [match["letter"].lower() for match in found]
    if len(found) < 3 or letters != [chr(ord("a") + place) for place in range(len(found))]:
        return []
    run = []
    for match in found:
        text, right = _right(match["text"].strip())
        run.append(Choice(at, at, match["letter"].lower(), [text], right or None, LETTER, "", _is_bold(text)))
    _mark_by_bold(run)
    return run


def options_behind(prompt: str, at: int) -> tuple[str | None, list[Choice]]:
    """Return the prompt without the options behind it ('Which? a) x b) y c) z'), and these on line ``at``."""
    match = BEHIND.match(prompt) if len(prompt) <= MAX_BEHIND else None
    choices = _inline(match["options"], at) if match else []
    return (match["stem"], choices) if match and choices else (None, [])
