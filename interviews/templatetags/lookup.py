"""For templates: a value of a mapping by a variable key, and the words of a prompt before its code."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def lookup(values: Mapping[Any, Any], key: object) -> Any:
    """The value under this key; nothing if there is none."""
    return values.get(key)


@register.filter
def before_code(prompt: str) -> str:
    """What a list shows of a prompt: its words before any block of code; all if it begins with one."""
    words = prompt.split("```")[0].strip().replace("`", "")
    return f"{words} …" if words and "```" in prompt else words or prompt
