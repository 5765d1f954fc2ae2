"""A question as the comparison sees it: its terms, the kind of answer it asks for, its normal form."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .words import ASKING, COMMON, FUNCTION, LIGHT, SAME_THING

ANSWER_CHARACTERS = 20_000  # what is read of one answer: a book pasted into one stays one question

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+")
_LONG_NUMBER = re.compile(r"\d{5,}")
_FENCE = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1[^\n]*$", re.MULTILINE | re.DOTALL)
# The longest first.
_ENDINGS = (
    *(
        "isations",
        "izations",
        "ability",
        "ibility",
        "isation",
        "ization",
        "ations",
        "ators",
        "ances",
        "ences",
    ),
    *("ation", "ingly", "ising", "ities", "izing", "ments", "sions", "tions", "able", "ance", "ated", "ates"),
    *("ator", "ence", "ible", "ings", "ised", "ises", "ives", "ized", "izer", "izes", "ment", "ness", "sion"),
    *("tion", "ate", "ers", "ies", "ing", "ise", "ity", "ive", "ize", "ors", "al", "ed", "er", "es", "ly"),
    *("or", "e", "s"),
)
_LEFT_OF = {"tion": "t", "tions": "t", "ies": "y"} | {
    ending: "iz" for ending in _ENDINGS if ending.startswith(("iz", "is"))
}
_SHORTEST = 4

# What follows one of these elaborates what was asked, once a clause has said what that is.
_SENTENCE = re.compile(r"[.?!:;]+(?:\s|$)")
_CLAUSE = re.compile(
    r"[.?!:;]+(?:\s|$)|,|[()]|\b(?:such as|including|like|considering|given|without|while|to|for|so that|"
    r"that|which|because|especially|ensuring)\b",
    re.IGNORECASE,
)
ELABORATION = 0.35  # the share of a term that stands only there

_INTENTS = (
    ("story", r"\b(tell (me|us) about|describe|share|give me)\b.{0,30}"
              r"\b(a|an) (time|situation|occasion|moment)\b"),
    ("story", r"\bhave you ever (had|been|faced|worked)\b|\bstar method\b"),
    ("code", r"^(\W*)(implement|write|code|create|build|given|find|reverse|return|sort|flatten)\b"
             r"(?!.{0,40}\b(platform|service|architecture|system|application|pipeline)\b)"),
    ("code", r"\b(write|implement) (a|an|the|your own)\b.{0,40}"
             r"\b(function|class|method|program|script|query|decorator|algorithm|cache)\b"),
    ("contrast", r"\bdifferences?\b|\bcompare\b|\bversus\b|\bvs\b|\bcompared (to|with)\b"),
    ("design", r"\b(design|architect|build)(ing)?\b.{0,60}"
               r"\b(system|platform|service|architecture|application|pipeline|store|infrastructure)\b"),
)  # fmt: skip
_INTENT_PATTERNS = [(name, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for name, pattern in _INTENTS]


@dataclass(frozen=True)
class Entry:
    """One question to compare. `key` is the caller's own and must be sortable; it decides nothing else."""

    key: Any
    prompt: str
    answer: str = ""


@dataclass(frozen=True)
class Reading:
    """What is compared of a question: the terms of its prompt, each with its share (1 for those of the clause
    that asks, less for what only elaborates it), the terms of its answer once each, its intent, its digest.
    """

    prompt: dict[str, float]
    answer: tuple[str, ...]
    intent: str
    digest: str


def read(prompt: str, answer: str = "") -> Reading:
    """Reads one question. Same words in other case, spacing, punctuation or mark-up give the same digest."""
    told = _plain(_FENCE.sub(" ", answer[:ANSWER_CHARACTERS]))
    intent = intent_of(prompt)
    terms = _asked(prompt, intent) or dict.fromkeys(_tokens(_plain(prompt)), 1.0)
    return Reading(terms, tuple(dict.fromkeys(_terms(told))), intent, digest_of(prompt))


def _asked(prompt: str, intent: str) -> dict[str, float]:
    """The prompt's terms, those that only elaborating clauses have with a lower share."""
    found: dict[str, float] = {}
    share = 1.0
    for clause in (_SENTENCE if intent == "contrast" else _CLAUSE).split(prompt):
        terms = _terms(_plain(clause))
        for term in terms:
            found.setdefault(term, share)
        if any(term not in COMMON_STEMS for term in terms):
            share = ELABORATION
    return found


def digest_of(prompt: str) -> str:
    """A hash of the prompt's words: the exact tier. Empty where there are none."""
    if not _WORD.search(prompt):
        return ""
    return hashlib.sha256(" ".join(_tokens(_plain(prompt))).encode()).hexdigest()


def intent_of(prompt: str) -> str:
    """What a prompt wants to hear: a story, code, a contrast, a design, or (empty) an account."""
    return next((name for name, pattern in _INTENT_PATTERNS if pattern.search(prompt)), "")


def stem(word: str) -> str:
    """The word without its English endings; at least four letters stay. Not a word: a key."""
    while True:
        ending = next((end for end in _ENDINGS if word.endswith(end) and _may_lose(word, end)), None)
        if ending is None:
            return word
        word = _single(word[: -len(ending)] + _LEFT_OF.get(ending, ""))


def _may_lose(word: str, ending: str) -> bool:
    if ending == "s" and word[-2:] in ("ss", "us", "is", "as"):
        return False
    rest = len(word) - len(ending)
    return rest >= _SHORTEST and word != word[:rest] + _LEFT_OF.get(ending, "")


def _single(word: str) -> str:
    """Without the doubled consonant that an ending leaves: `embedd` is `embed`."""
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "aeiousl" else word


def _plain(text: str) -> str:
    """Folded to one case and one form, accents gone, everything that is no letter or figure a space."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in spread if not unicodedata.combining(mark)).casefold()


def _tokens(plain: str) -> list[str]:
    """Words; where a script sets no spaces, each two neighbouring signs stand for one."""
    if plain.isascii():
        return _WORD.findall(plain)
    words: list[str] = []
    for word in _WORD.findall(plain):
        if _UNSPACED.search(word):
            words += [word[i : i + 2] for i in range(max(1, len(word) - 1))]
        else:
            words.append(word)
    return words


def _phrases() -> dict[str, dict[tuple[str, ...], tuple[str, ...]]]:
    """First word -> the phrases that begin with it -> what stands for them."""
    found: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
    for phrase, meaning in SAME_THING.items():
        words = tuple(phrase.split())
        found.setdefault(words[0], {})[words] = tuple(meaning.split())
    return {
        first: dict(sorted(some.items(), key=lambda item: -len(item[0]))) for first, some in found.items()
    }


_PHRASES = _phrases()
_DROPPED = FUNCTION | ASKING


def words_of(text: str) -> dict[str, str]:
    """Each term of the text and the word that stands for it there: to say a term to a person."""
    said: dict[str, str] = {}
    for word in _said(_tokens(_plain(text))):
        if term := _term(word):
            said.setdefault(term, word)
    return said


def plain_words(text: str) -> list[str]:
    """The words that say what about, each once: as written, and as their common name has them."""
    tokens = _tokens(_plain(text))
    return [word for word in dict.fromkeys([*tokens, *_said(tokens)]) if _term(word)]


def _terms(plain: str) -> list[str]:
    """The stems of all words that say what about, phrases that mean the same made the same."""
    return [term for word in _said(_tokens(plain)) if (term := _term(word))]


@lru_cache(maxsize=200_000)
def _term(word: str) -> str:
    """Its stem; empty for a word that says nothing about what is asked."""
    if word in _DROPPED or len(word) == 1 or _LONG_NUMBER.fullmatch(word):
        return ""
    return stem(word)


def _said(tokens: list[str]) -> list[str]:
    """The words with each phrase that has a common name replaced by that."""
    words: list[str] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        phrase = _phrase_at(tokens, place) if token in _PHRASES else ()
        words += _PHRASES[token][phrase] if phrase else (token,)
        place += len(phrase) or 1
    return words


def _phrase_at(tokens: list[str], place: int) -> tuple[str, ...]:
    """The longest phrase with a common name that begins here; empty without one."""
    for phrase in _PHRASES[tokens[place]]:
        if tuple(tokens[place : place + len(phrase)]) == phrase:
            return phrase
    return ()


COMMON_STEMS = frozenset(stem(word) for word in COMMON | LIGHT)
