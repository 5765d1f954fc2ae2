"""What the strip of people on the live sheet asks of the request."""

from django import template
from django.http import HttpRequest

register = template.Library()


@register.filter
def has_streams(request: HttpRequest) -> bool:
    """Whether this process can stream (deploy/asgi.py); else the page asks every few seconds."""
    return "asgi.scope" in getattr(request, "environ", ())
