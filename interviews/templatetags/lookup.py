"""For templates: a value of a mapping by a key that is itself a variable."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def lookup(values: Mapping[Any, Any], key: object) -> Any:
    """The value under this key; nothing if there is none."""
    return values.get(key)
