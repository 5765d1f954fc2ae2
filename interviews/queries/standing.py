"""How a loop stands against what the assembly proved, in words."""

import math
from dataclasses import dataclass

from interviews.enums import PlanStatus


@dataclass(frozen=True)
class Standing:
    """The words, and the icon and tone of the state that says them."""

    words: str
    icon: str
    tone: str = ""


BY_HAND = Standing("Put together by hand", "pencil")
CHANGED = Standing("Changed by hand since it was put together", "pencil")


def standing_of(status: str, value: float | None, bound: float | None) -> Standing:
    """Of a loop or of a proposal: what is proven about it."""
    if status == PlanStatus.OPTIMAL:
        return Standing("No better loop exists under the rules", "check-circle", "good")
    if status == PlanStatus.NEAREST:
        return Standing("The nearest to what the rules ask for", "warning", "warn")
    if status == PlanStatus.FEASIBLE:
        return Standing(_within(value, bound), "check", "good")
    return BY_HAND if bound is None else CHANGED


def _within(value: float | None, bound: float | None) -> str:
    if value is None or not bound:
        return "Keeps every rule; a better one may exist"
    percent = max(1, math.ceil(100 * (bound - value) / abs(bound)))
    return f"Keeps every rule, within {percent} % of the best there can be"
