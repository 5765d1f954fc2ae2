"""Slows down who tries secret addresses one after the other."""

from django.http import HttpRequest
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView


class SecretRate(SimpleRateThrottle):
    """How many secrets that open nothing may come from one address."""

    scope = "secret_address"
    rate = "30/min"

    def get_cache_key(self, request: Request, view: APIView) -> str:
        """By where it comes from."""
        return str(self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)})


class ScreenRate(SecretRate):
    """How often the candidate's screens may be asked from one address: enough for a room of them."""

    scope = "screen"
    rate = "240/min"


def guesses_too_often(request: HttpRequest) -> bool:
    """Counts a secret that opened nothing; true if there were too many from there in a minute.

    While the cache that counts is away there is no limit, but an answer.
    """
    return _too_often(request, SecretRate())


def asks_too_often(request: HttpRequest) -> bool:
    """Counts a look at a candidate's screen; true if there were too many from there in a minute."""
    return _too_often(request, ScreenRate())


def _too_often(request: HttpRequest, rate: SimpleRateThrottle) -> bool:
    try:
        return not rate.allow_request(Request(request), APIView())
    except RedisError:
        return False
