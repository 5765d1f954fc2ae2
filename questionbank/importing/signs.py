"""Pictures and other signs around a text: emoji, stars, arrows, invisible letters, ':star:'."""

import re

SIGN = re.compile(
    r"[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\ufe0f\u200b\u200d\u20e3\ufeff]"
)
# More pictures in a row than any scale of difficulty has.
SIGN_RUN = re.compile(rf"({SIGN.pattern})(?:\s?{SIGN.pattern}){{9,}}")
# Signs that are marks of the sentence, not pictures around it.
MARKS = "\u2753\u2754"
SHORTCODE = re.compile(r"(?:^|\s):[a-z0-9_+-]{2,30}:$")


def without_signs(text: str, front_only: bool = False) -> str:
    """Return a text without the blanks, pictures and ':names:' of pictures at its two ends."""
    first, last = 0, len(text)
    while first < last and _is_sign(text[first]):
        first += 1
    while last > first and not front_only:
        name = SHORTCODE.search(text, max(first, last - 34), last) if text[last - 1] == ":" else None
        if name:
            last = max(name.start(), first)
        elif _is_sign(text[last - 1]):
            last -= 1
        else:
            break
    return text[first:last]


def _is_sign(letter: str) -> bool:
    return letter.isspace() or bool(letter > "\u2000" and letter not in MARKS and SIGN.match(letter))
