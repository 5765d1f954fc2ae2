"""Whose cards are not in, for the page of a loop."""

from typing import Any

from django import template
from django.utils import timezone

from accounts.models import Membership
from interviews.models import Loop
from scoring.queries.late_cards import owed_cards

register = template.Library()


@register.inclusion_tag("scoring/late_cards.html")
def late_cards(reader: Membership, loop: Loop) -> dict[str, Any]:
    """Says whose cards of interviews that are over are owed; nothing to who may not know."""
    return {"owed": owed_cards(reader, loop, timezone.now())}
