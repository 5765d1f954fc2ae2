"""The key of a multiple-choice question where it is printed below the options: 'Answer: B', '答案：AC'."""

import re
from dataclasses import dataclass

from . import words
from .options import Choice
from .source import Source

TAGS = re.compile(r"<[^<>]{1,80}>")
NAMES = rf"options?|choice|key|вариант|gabarito|rép|{words.pattern(words.ANSWER)}|correct"
LABEL = re.compile(
    r"^\W{0,8}(?:(?:the|die|la|le|el|a|o)\s+)?"
    rf"(?:(?:correct|right|richtige|bonne|правильн\w+|верн\w+|正确)\s*)?(?:{NAMES})(?:\(s\))?"
    r"(?:\s*(?:correct[ae]?|corret[ao]|key|option|choice|ans))?(?:\s+(?:is|are|ist|es|é|est))?"
    r"\s*\d{0,3}\s*[*_]{0,3}\s*(?:[:：=>.)–—-]{1,2}|$|(?=\s))\s*",
    re.IGNORECASE,
)
JOIN = r"[)\]]?\s*(?:[,;/&+、，]|\b(?:and|und|y|e|et|и)\b)\s*[(\[]?"
LETTERS = re.compile(
    r"^[*_`\"'(\[|\s]*(?:(?i:option|opción|opção|вариант|letter)\s*)?[(\[*_`]*"
    rf"(?P<letters>[A-HА-Е](?:\s?[A-HА-Е])+(?![^\W_])|[A-Ha-hА-Еа-е](?:{JOIN}[A-Ha-hА-Еа-е](?![^\W_]))*"
    rf"|[1-8](?:{JOIN}[1-8](?!\w))*)"
    r"(?P<end>[)\].,;:：、。*_`\"'|]+\s*|\s*$|\s+[-–—]\s+|\s+(?=\())(?P<rest>.*)$"
)
AND = re.compile(r"\s+(?:and|und|y|e|et|и)\s+", re.IGNORECASE)
MAX_LOOK = 10
CYRILLIC = str.maketrans("абвгде", "abcdef")


@dataclass(frozen=True)
class Key:
    """Which options are right (places from 0), the lines that say so, and what else the last of them says."""

    places: frozenset[int]
    lines: tuple[int, ...]
    rest: str = ""


def find_key(source: Source, options: list[Choice], stop: int) -> Key | None:
    """Return the key printed below the options, before line ``stop``; None if none is printed there."""
    labels: list[int] = []
    seen = 0
    for at in range(options[-1].last + 1, stop):
        bare = TAGS.sub("", source.lines[at]).strip() if len(source.lines[at]) < 2000 else ""
        if source.fenced[at] or seen > MAX_LOOK:
            return None
        if not bare:
            continue
        seen += 1
        label = LABEL.match(bare)
        value = bare[label.end() :] if label else bare
        if label and not value.strip("*_:：. "):
            labels = [at]
            continue
        places, rest = _places(value, options) if label or labels else (frozenset[int](), "")
        if places:
            return Key(places, (*labels, at), rest)
        if labels:
            return None
    return None


def is_key_line(line: str) -> bool:
    """Return whether a line says nothing but a key: 'Answer: B'."""
    label = LABEL.match(line[:200]) if len(line) < 200 else None
    match = LETTERS.match(line[label.end() :].strip()) if label else None
    return bool(match and not match["rest"].strip(" *_"))


def key_of_letters(letters: str, options: list[Choice]) -> Key | None:
    """Return the key that is printed elsewhere as letters ('b', 'a, c'), or None if no option has them."""
    places = _places(letters, options)[0] if letters else frozenset[int]()
    return Key(places, ()) if places else None


def _places(value: str, options: list[Choice]) -> tuple[frozenset[int], str]:
    """Return which options a text names, and what it says besides."""
    plain = _plain(value)
    for place, option in enumerate(options):
        if len(plain) > 1 and plain == _plain(option.text):
            return frozenset({place}), ""
    match = LETTERS.match(value)
    names = [option.letter or chr(ord("a") + place) for place, option in enumerate(options)]
    if not match:
        return _by_letter_and_text(value, options, names)
    letters = AND.sub(" ", match["letters"])
    wanted = [sign for sign in letters.lower().translate(CYRILLIC) if sign.isalnum()]
    a_word = letters.isalpha() and len(letters) > 1 and not letters.isupper()
    if not wanted or a_word or any(sign not in names for sign in wanted):
        return frozenset(), ""
    places = frozenset(names.index(sign) for sign in wanted)
    rest = match["rest"].strip().strip("*_").strip()
    said = {_plain(options[place].text) for place in places}
    return places, "" if _plain(rest) in said else rest


def _by_letter_and_text(value: str, options: list[Choice], names: list[str]) -> tuple[frozenset[int], str]:
    """'B Paris' names an option too, if that is its text."""
    plain = _plain(value)
    for place, option in enumerate(options):
        if plain == names[place] + _plain(option.text):
            return frozenset({place}), ""
    return frozenset(), ""


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum() or letter in "+#=<>!&|")[:400]
