"""What was decided on a loop, for the page of the loop."""

from typing import Any

from django import template

from accounts.models import Membership
from interviews.models import Loop
from interviews.rules import may_plan
from scoring.enums import Outcome
from scoring.queries.decisions import released_decision

register = template.Library()


@register.inclusion_tag("scoring/loop_outcome.html")
def released_outcome(reader: Membership, loop: Loop) -> dict[str, Any]:
    """Says what was decided once it is released, and leads on to a further interview where more evidence is
    wanted; nothing to who may not know.
    """
    decision = released_decision(reader, loop)
    more = decision is not None and decision.outcome == Outcome.MORE_EVIDENCE
    return {
        "decision": decision,
        "loop": loop,
        "organization": reader.organization,
        "follow_up": more and may_plan(reader),
    }
