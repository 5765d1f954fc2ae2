"""The options of questions that come as records: columns 'Option A' and so on, or one list.

The key is a letter, a number or the text of the right option.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .document import Option

NO_KEY = "No key is marked."
LETTERS = "abcdefgh"
BULLET = re.compile(r"^\s*[-*+•]\s+")
LETTERED = re.compile(r"^\s*\(?(?P<letter>[A-Ha-h1-8])[.):、]\s*(?P<text>\S.*)$", re.DOTALL)
NAMED = re.compile(r"^[(\[]?(?:option\s+|choice\s+)?(?P<names>[a-h](?:\s*[,;/&]?\s*[a-h])*)[)\].]?$")
NUMBERED = re.compile(r"^\d(?:\s*[,;]\s*\d)*$")
MIN_OPTIONS = 2


@dataclass(frozen=True)
class Choices:
    """The options of one record; ``rest`` is an answer that is more than the key."""

    options: tuple[Option, ...]
    rest: str = ""

    @property
    def keyed(self) -> bool:
        """Whether an option is marked right."""
        return any(option.correct for option in self.options)

    @property
    def key_in_words(self) -> str:
        """The right options as text: '**B. Paris**', one a paragraph."""
        right = [place for place, option in enumerate(self.options) if option.correct]
        return "\n\n".join(f"**{LETTERS[place].upper()}. {self.options[place].text}**" for place in right)


def choices_of(records: Sequence[Mapping[str, str]]) -> list[Choices | None]:
    """Return the options of each record, None for one that has none.

    A key that is a number counts from 0 if any of the records has the key 0, from 1 if any has as many as
    there are options; where neither tells, it is no key.
    """
    texts = [_texts(record) for record in records]
    numbers = [
        (int(key), len(options))
        for record, options in zip(records, texts, strict=True)
        if options and (key := _key(record)).isdigit() and len(key) == 1 and key not in options
    ]
    base = 0 if any(key == 0 for key, _ in numbers) else 1 if any(key == of for key, of in numbers) else None
    return [
        _choices(record, options, base) if options else None
        for record, options in zip(records, texts, strict=True)
    ]


def _texts(record: Mapping[str, str]) -> list[str]:
    columns = [
        record[name].strip() for letter in LETTERS if record.get(name := f"option_{letter}", "").strip()
    ]
    listed = record.get("options") or (record.get("answer", "") if record.get("key") else "")
    lines = [BULLET.sub("", line).strip() for line in listed.split("\n") if line.strip()]
    if len(lines) == 1 and record.get("options") is not None:
        lines = [part.strip() for part in re.split(r"[;|]", lines[0]) if part.strip()]
    texts = columns if len(columns) >= MIN_OPTIONS else lines
    return _without_letters(texts) if MIN_OPTIONS <= len(texts) <= len(LETTERS) else []


def _without_letters(texts: list[str]) -> list[str]:
    """Take away 'A.', 'B.' and so on where all options have theirs."""
    matches = [LETTERED.match(text) for text in texts]
    names = "".join(match["letter"].lower() for match in matches if match)
    if len(names) == len(texts) and (LETTERS.startswith(names) or "12345678".startswith(names)):
        return [match["text"].strip() for match in matches if match]
    return texts


def _key(record: Mapping[str, str]) -> str:
    return (record.get("key") or record.get("answer") or "").strip()


def _choices(record: Mapping[str, str], texts: list[str], base: int | None) -> Choices:
    places = _places(_key(record), texts, base)
    answer = record.get("answer", "").strip()
    by_answer = not record.get("key") and places
    is_list = _texts({"options": answer}) == texts
    options = tuple(Option(text, place in places if places else None) for place, text in enumerate(texts))
    told = by_answer or is_list or answer == record.get("key", "").strip()
    return Choices(options, "" if told else answer)


def _places(key: str, texts: list[str], base: int | None) -> frozenset[int]:
    plain = [_plain(text) for text in texts]
    wanted = [_plain(BULLET.sub("", line)) for line in key.split("\n") if line.strip()]
    if wanted and all(text in plain for text in wanted):
        return frozenset(plain.index(text) for text in wanted)
    lettered = LETTERED.match(key)
    if lettered and _plain(lettered["text"]) in plain:
        return frozenset({plain.index(_plain(lettered["text"]))})
    bare = "".join(BULLET.sub(" ", key.lower()).split("\n")).strip()
    named = NAMED.match(bare)
    if named and (
        len(bare) == 1 or not bare.isalpha() or key.isupper() or bare.startswith(("option", "choice"))
    ):
        return _inside({LETTERS.index(letter) for letter in named["names"] if letter in LETTERS}, texts)
    if base is not None and NUMBERED.match(bare):
        return _inside({int(number) - base for number in re.findall(r"\d", bare)}, texts)
    return frozenset()


def _inside(places: set[int], texts: list[str]) -> frozenset[int]:
    """The places, or none of them if one is no option's."""
    return frozenset(places) if places and all(0 <= place < len(texts) for place in places) else frozenset()


def _plain(text: str) -> str:
    return " ".join(text.split()).lower().strip(" .\"'`*")
