"""Slows down who tries secret addresses one after the other."""

from django.http import HttpRequest
from rest_framework.throttling import SimpleRateThrottle


class SecretRate(SimpleRateThrottle):
    """How many secrets that open nothing may come from one address."""

    scope = "secret_address"
    rate = "30/min"

    def get_cache_key(self, request: HttpRequest, view: object) -> str:  # type: ignore[override]  # Django's
        """By where it comes from."""
        return str(self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)})


def guesses_too_often(request: HttpRequest) -> bool:
    """Counts a secret that opened nothing; true if there were too many from there in a minute."""
    return not SecretRate().allow_request(request, None)
