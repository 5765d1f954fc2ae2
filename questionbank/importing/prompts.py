"""A prompt as printed made plain: its number taken off, marks around it removed, its words left alone."""

import html
import re

from .signs import SIGN_RUN, without_signs

LABELS = (
    r"que(?:s(?:tion)?)?|q|frage|pregunta|cuestión|pergunta|questão|вопрос|"
    r"问题|題目|题目|问|题|câu(?: hỏi)?|domanda|pytanie|питання|problem|exercise"
)
DIGITS = r"(?P<number>\d{1,4}(?:\.\d{1,3}){0,2})"
LABELLED = re.compile(
    rf"^(?:{LABELS})\s*(?:[#№.:-]\s*)?{DIGITS}\s*(?:\\?[.):\]|：、．。–—-]+\s*|\s+|$)(?P<prompt>.*)$",
    re.IGNORECASE,
)
ORDINAL = re.compile(
    r"^第\s*(?P<number>\d{1,4}|[一二三四五六七八九十百]{1,4})\s*[题題问道]\s*[:：、.．]?\s*(?P<prompt>.*)$"
)
LABEL_ALONE = re.compile(rf"^(?:{LABELS})\s*[.:：)]\s*(?P<prompt>\S.*)$", re.IGNORECASE)
# After the sign a blank, or a letter that begins a sentence: '1.What', '1、什么', but not '1.5' or '2.x'.
NUMBERED = re.compile(
    rf"^[#№(\[]?\s*{DIGITS}(?:\s*\\?[.)\]:：、．]+(?:\s+|(?=[^\W\d_a-z]|[`'\"\[*_<(¿]))|\s*[–—-]\s+|"
    rf"(?<=\.\d)\s+)(?P<prompt>\S.*)$"
)
HASHED = re.compile(rf"^[#№]\s?{DIGITS}\s+(?P<prompt>\S.*)$")
# Only the label is bold: '**Q1:** prompt'.
LABEL_IN_BOLD = re.compile(r"^(?P<sign>\*\*|__)(?P<label>[^*_]{1,24})(?P=sign)\s*(?P<rest>\S.*)$")
LABELLED_OR_NUMBER = re.compile(
    rf"^(?:(?:{LABELS})\s*[#№.]?\s*\d{{0,4}}|\d{{1,4}})\s*[.:)：-]*$", re.IGNORECASE
)
QUOTED = re.compile(r"^(?:\"([^\"]+)\"|\u201c([^\u201c\u201d]+)\u201d)$")
KEYCAP = re.compile(r"(?<=\d)\ufe0f?\u20e3\s*")
COMMENT = re.compile(r"<!--.*?-->")
IMAGE = re.compile(r"!\[[^\]]{0,200}\]\([^)]{0,500}\)")
LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]{0,100}\]){1,600})\]\((?:[^()\s]|\([^()]{0,200}\)|%20|"
    r" (?=[\"'])){0,800}[^()]{0,100}\)"
)
TAG = re.compile(
    r"</?(?P<name>a|b|strong|i|em|u|font|span|div|p|center|small|big|mark|summary|br|h[1-6])\b[^<>]{0,300}>",
    re.IGNORECASE,
)
CODE_TAG = re.compile(r"<(code|kbd|tt)>([^<`]{1,300})</\1>", re.IGNORECASE)
ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}]{0,100}\}\s*$")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>$~&\"'])")
HEADING_SIGNS = re.compile(r"^#{1,6}\s+|\s+#+$")
CHECKBOX = re.compile(r"^\[[ xX]?\]\s+")
WORD = re.compile(r"\w")
# Emphasis around the whole text, a picture may follow it; no second emphasis inside.
WRAPPED = tuple(
    re.compile(rf"^{sign}(?P<inside>\S(?:(?!{sign}).)*){sign}(?P<after>\W*)$")
    for sign in (r"\*\*\*", r"\*\*", "__", r"\*", "_")
)
MAX_ROUNDS = 4


def clean_prompt(text: str) -> str:
    """Return a prompt without emphasis, links, anchors, tags and heading signs around it.

    Emphasis and code inside it stay, and so do pictures at its end, which may be labels.
    """
    bare = HEADING_SIGNS.sub("", SIGN_RUN.sub(r"\1", " ".join(text.split())))
    if "<" in bare:
        bare = CODE_TAG.sub(r"`\2`", _without_tags(COMMENT.sub("", bare)))
    if "](" in bare:
        bare = LINK.sub(_link_text, IMAGE.sub("", bare))
    bare = ATTRIBUTES.sub("", bare) if bare.endswith("}") else bare
    for _ in range(MAX_ROUNDS):
        before = bare
        bare = _unwrapped(bare.strip())
        if bare == before:
            break
    bare = html.unescape(bare) if "&" in bare else bare
    bare = QUOTED.sub(r"\1\2", bare)
    return " ".join((ESCAPED.sub(r"\1", bare) if "\\" in bare else bare).split())


def split_number(text: str) -> tuple[str | None, bool, str]:
    """Return the number in front of a cleaned prompt or None, whether it is labelled a question, the rest.

    'Q1. x', 'Question 3: x', '第 1 题：x' and 'Q: x' are labelled; '1. x', '1) x', '#1 x', '1、x' are not.
    """
    bare = without_signs(KEYCAP.sub(". ", text) if "\u20e3" in text else text, front_only=True)
    loose = LABEL_IN_BOLD.match(bare)
    bare = f"{loose['label']} {loose['rest']}" if loose and LABELLED_OR_NUMBER.match(loose["label"]) else bare
    for pattern, labelled in ((LABELLED, True), (ORDINAL, True), (NUMBERED, False), (HASHED, False)):
        match = pattern.match(bare)
        if match:
            return match["number"], labelled, clean_prompt(match["prompt"])
    alone = LABEL_ALONE.match(bare)
    return (None, True, clean_prompt(alone["prompt"])) if alone else (None, False, bare)


def key_of(text: str) -> str:
    """Return what two printings of one prompt share: letters and digits, without number, case and marks."""
    bare = split_number(clean_prompt(CHECKBOX.sub("", text)))[2]
    return "".join(letter for letter in bare.casefold() if letter.isalnum())


def _without_tags(text: str) -> str:
    """Leave out tags that mark text up; one that is never closed may be what the text is about."""
    lower = text.lower()

    def shown(match: re.Match[str]) -> str:
        name = match["name"].lower()
        return "" if name in ("a", "br") or f"</{name}>" in lower else match[0]

    return TAG.sub(shown, text)


def _link_text(match: re.Match[str]) -> str:
    """The words of a link; a link of signs alone ('[↑](#top)') has none."""
    return match[1] if WORD.search(match[1]) else ""


def _unwrapped(text: str) -> str:
    for pattern in WRAPPED:
        match = pattern.match(text)
        if match:
            return (
                f"{match['inside'].rstrip()}{' ' if match['after'].strip() else ''}{match['after'].strip()}"
            )
    return text
