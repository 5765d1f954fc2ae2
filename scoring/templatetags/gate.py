"""Who went around the gate of a loop, for the pages of the loop."""

from typing import Any

from django import template

from interviews.models import Loop
from scoring.visibility import overrides_of

register = template.Library()


@register.inclusion_tag("scoring/gate_overrides.html")
def gate_overrides(loop: Loop) -> dict[str, Any]:
    """Says of each who read the cards before handing in their own, when and why. One query."""
    return {"overrides": overrides_of(loop)}
