"""Numbers with their sign, for the calibration pages."""

from django import template

register = template.Library()


@register.filter
def signed(value: float) -> str:
    """Two decimals with a sign; 0.00 bears none: −0.31, +0.08."""
    words = f"{value:+.2f}"
    return "0.00" if words[1:] == "0.00" else words.replace("-", "−")


@register.filter
def negative(value: float) -> float:
    """The other end of an axis that is the same to both sides."""
    return -value
