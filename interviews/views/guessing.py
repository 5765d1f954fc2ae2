"""Slows down who tries secret addresses one after the other."""

from allauth.core import ratelimit
from django.http import HttpRequest

ACTION = "secret_address"  # its rate is in the settings, with those of the sign-in


def guesses_too_often(request: HttpRequest) -> bool:
    """Counts a secret that opened nothing; true if there were too many from there in a short time."""
    return not ratelimit.consume(request, action=ACTION)
