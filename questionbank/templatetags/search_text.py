"""For lists: a prompt or a snippet on one line, with its code as code and its hits marked."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from questionbank.searching import pieces, shorten

register = template.Library()
CODE = re.compile(r"`([^`\n]+)`")
MARKUP = re.compile(r"[*|]+|-{3,}|#{2,}|`{3,}\w*")


@register.filter
def in_line(text: str, longest: int = 200) -> SafeString:
    """The words before any block of code, at most so many characters; everything in it is escaped."""
    words, fence, _ = text.partition("```")
    shown = shorten(" ".join((words.strip() or text).split()), longest)
    if fence and words.strip():
        shown += " …"
    parts = CODE.split(shown)  # words and code in turns
    return format_html_join(
        "", "{}", ((_marked(part) if place % 2 == 0 else _code(part),) for place, part in enumerate(parts))
    )


@register.filter
def snippet(text: str) -> SafeString:
    """A piece of an answer on one line, without the signs of its Markdown."""
    return in_line(MARKUP.sub(" ", text), 400)


def _marked(text: str) -> SafeString:
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", piece) if hit else piece,) for piece, hit in pieces(text))
    )


def _code(text: str) -> SafeString:
    return format_html("<code>{}</code>", _marked(text))
