"""How a prompt, and a state that the audit trail holds, are shown in a line of text."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from questionbank.enums import State

register = template.Library()

_CODE = re.compile(r"(`+)(.+?)\1", re.S)


@register.filter
def with_code(text: str) -> SafeString:
    """The text escaped, what stands in back-quotes as code; everything else as typed."""
    parts = []
    end = 0
    for found in _CODE.finditer(text):
        parts.append(("", text[end : found.start()]))
        parts.append(("code", found.group(2).strip()))
        end = found.end()
    parts.append(("", text[end:]))
    return format_html_join("", "{}", ((_piece(*part),) for part in parts if part[1]))


@register.filter
def state_word(code: str) -> str:
    """The word for a state's code; another text as it is."""
    return str(State(code).label) if code in State.values else code


def _piece(tag: str, text: str) -> SafeString | str:
    return format_html("<code>{}</code>", text) if tag else text
