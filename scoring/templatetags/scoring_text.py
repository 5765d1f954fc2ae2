"""Text of people's as safe HTML, in templates."""

from django import template
from django.utils.safestring import SafeString

from accounts.ground.markdown import render_markdown

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """Safe HTML of Markdown."""
    return render_markdown(text)
