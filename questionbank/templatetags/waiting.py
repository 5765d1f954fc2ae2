"""How much waits for a person, for the tabs of the bank."""

from django import template

from accounts.models import Membership
from questionbank.queries.life import waiting_reviews
from questionbank.rules import may_review_at_all

register = template.Library()


@register.simple_tag
def reviews_waiting(member: Membership) -> int | None:
    """How many revisions wait for this person's word; None for who does not review. One query at most."""
    return waiting_reviews(member).count() if may_review_at_all(member) else None
