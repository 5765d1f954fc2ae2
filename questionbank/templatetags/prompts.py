"""How a prompt is shown in a line of text."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

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


def _piece(tag: str, text: str) -> SafeString | str:
    return format_html("<code>{}</code>", text) if tag else text
