"""How allauth behaves here."""

import math
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

APP = "allauth.account"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: people come by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always no."""
        return False

    def seconds_to_wait(self, email: str) -> int:
        """How long until this address may be tried again from where the request comes; at least one second.

        Reads what allauth's limits have counted: the newest first, and the oldest leaves first.
        """
        key = self._get_login_attempts_cache_key(self.request, email=email)
        now, longest = time.time(), 1.0
        for action in ("login", "login_failed"):
            for rate in ratelimit.get_rates(app=APP, action=action):
                place = ratelimit.get_cache_key(self.request, app=APP, action=action, rate=rate, key=key)
                allowed, history = ratelimit.apply_rate(cache.get(place, []), now, rate, dry_run=True)
                if not allowed:
                    longest = max(longest, history[rate.amount - 1] + rate.duration - now)
        return math.ceil(longest)
