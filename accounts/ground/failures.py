"""The answer when something broke on our side: a page or the API's error, 503 while an engine is away."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from redis.exceptions import RedisError

RETRY_SECONDS = 5
_AWAY = "A server that this needs cannot be reached. Nothing was half-saved. Try again in a few seconds."
_BROKEN = "Something went wrong on our side. Nothing was half-saved. It has been written to the log."


def answer_failure(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`, called while the exception is handled, wherever below it was raised.

    503 with Retry-After when the database or the cache stopped, was lost or let us wait too long; else 500.
    In the API and to a script that sent JSON it has the one shape of errors. Asks no database and no session.
    """
    away = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError, RedisError))
    status, code, detail = (503, "unavailable", _AWAY) if away else (500, "failure", _BROKEN)
    answer: HttpResponse
    if request.path_info.startswith("/api/") or request.content_type == "application/json":
        body = {"error": {"code": code, "detail": detail, "fields": {}}}
        answer = JsonResponse(body, status=status)
    else:
        answer = HttpResponse(render_to_string(f"errors/{status}.html"), status=status)
    if away:
        answer["Retry-After"] = str(RETRY_SECONDS)
    return answer
