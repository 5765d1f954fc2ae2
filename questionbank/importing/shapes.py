"""What a line looks like: a prompt, a title, a list item. Shapes and common words only, in
several languages.
"""

import re

MAX_PROMPT = 1000
MAX_TITLE = 90
BULLET_SIGNS = "\u2022\u25e6\u25aa\u25ab\u25cf\u25cb\u25a0\u2023\u2043\u2013*+-"
BULLET = re.compile(rf"^(?P<indent>\s*)(?P<sign>[{BULLET_SIGNS}]|\d{{1,3}}[.)])\s+(?P<text>\S.*)$")
HEADING = re.compile(r"^ {0,3}(?P<depth>#{1,6})\s+(?P<text>\S.*?)\s*#*\s*$")
HEADING_SIGNS = re.compile(r"^#{1,6} | #+$")
LABELLED = re.compile(r"^\W{0,2}[^\W\d_][^:?!.]{0,60}:\**\s+\S")
LETTER = re.compile(r"[^\W\d_]")
QUESTION_MARKS = ("?", "\uff1f", "\u061f")
ASKING = re.compile(
    r"^\W*(?:"
    r"what|how|why|when|where|which|who|whose|whom|explain|describe|compare|contrast|design|architect|implement|"
    r"write|tell me|discuss|define|find|give|list|name|outline|walk|show|derive|prove|solve|build|create|"
    r"develop|"
    r"can you|could you|do you|does|did|is|are|should|would|will|have you|in what|in which|suppose|imagine|"
    r"differentiate|distinguish|identify|calculate|state|mention|illustrate|propose|debug|optimi[sz]e|"
    r"was|wie|warum|wann|welche[rsnm]?|wo|wer|wozu|erkl\u00e4re?n?|beschreibe?n?|nenne?n?|vergleiche?n?|"
    r"\u00bf|qu\u00e9|c\u00f3mo|por qu\u00e9|cu\u00e1ndo|cu\u00e1l(?:es)?|explica|explique|describe|descreva|"
    r"o que|como|por que|quando|qual|quais|qu'|que|quel(?:le)?s?|comment|pourquoi|quand|expliquez|"
    r"d\u00e9crivez|"
    r"\u0447\u0442\u043e|\u043a\u0430\u043a|\u043f\u043e\u0447\u0435\u043c\u0443|\u0437\u0430\u0447\u0435\u043c|"
    r"\u043a\u043e\u0433\u0434\u0430|\u0432 \u0447[\u0435\u0451]\u043c|"
    r"\u043e\u0431\u044a\u044f\u0441\u043d\u0438\w*|"
    r"\u043e\u043f\u0438\u0448\u0438\w*)(?:\b|(?<=\u00bf))"
    r"|^\W*(?:\u4ec0\u4e48|\u5982\u4f55|\u4e3a\u4ec0\u4e48|\u600e\u4e48|\u8bf7)",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Return whether the text reads like a prompt: it ends with a question mark or starts with an asking
    word.
    """
    stripped = text.rstrip(" *_`\"'\u201d)")
    return stripped.endswith(QUESTION_MARKS) or bool(ASKING.match(text[:80]))


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


def clean_prompt(text: str) -> str:
    """Return a prompt without its emphasis, doubled blanks and heading signs; its words are left alone."""
    bare = HEADING_SIGNS.sub("", " ".join(text.split()))
    for sign in ("**", "__"):
        if bare.startswith(sign) and bare.endswith(sign) and len(bare) > 4 and sign not in bare[2:-2]:
            bare = bare[2:-2].strip()
    return bare.strip()
