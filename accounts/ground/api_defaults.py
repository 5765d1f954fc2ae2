"""What DRF's settings name: closed doors, pages, one shape of error. Apart from api.py for its imports."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from redis.exceptions import RedisError
from rest_framework import exceptions
from rest_framework.pagination import PageNumberPagination
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import UserRateThrottle

from accounts.ground.verdict import Conflict, Denied, Invalid


class Closed(BasePermission):
    """Lets nobody in."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Always no."""
        return False


class Pages(PageNumberPagination):
    """?page= and ?size=, 50 rows unless told, 200 at most."""

    page_size = 50
    page_size_query_param = "size"
    max_page_size = 200


class UserRate(UserRateThrottle):
    """So many requests a person and time. While the cache that counts is away, no limit but an answer."""

    def allow_request(self, request: Request, view: Any) -> bool:
        """Whether this one may pass."""
        try:
            return bool(super().allow_request(request, view))
        except RedisError:
            return True


def _body(code: str, detail: str, fields: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"error": {"code": code, "detail": detail, "fields": fields or {}}}


OURS: dict[type[Exception], tuple[str, int]] = {
    Denied: ("denied", 403),
    Conflict: ("conflict", 409),
    Invalid: ("invalid", 400),
}


def answer_error(error: Exception, context: dict[str, Any]) -> Response | None:
    """Every error in one shape: {"error": {"code", "detail", "fields"}}. Unknown ones stay a 500."""
    if type(error) in OURS:
        code, status = OURS[type(error)]
        return Response(_body(code, str(error), getattr(error, "fields", {})), status=status)
    if isinstance(error, Http404):
        return Response(_body("not_found", "There is nothing here that you may see."), status=404)
    if isinstance(error, RequestDataTooBig):
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024
        return Response(_body("too_large", f"At most {limit:,} KB at once."), status=413)
    if isinstance(error, PermissionDenied):
        return Response(_body("denied", str(error) or "You may not do this."), status=403)
    if isinstance(error, exceptions.ValidationError):
        fields = error.detail if isinstance(error.detail, dict) else {"": error.detail}
        return Response(_body("invalid", "Some fields are not right; see `fields`.", fields), status=400)
    if isinstance(error, exceptions.APIException):
        return _answer_framework(error)
    return None


def _answer_framework(error: exceptions.APIException) -> Response:
    answer = Response(_body(str(error.default_code), str(error.detail)), status=error.status_code)
    wait = getattr(error, "wait", None)
    if wait:
        answer["Retry-After"] = str(int(wait) + 1)
    challenge = getattr(error, "auth_header", None)
    if challenge:
        answer["WWW-Authenticate"] = challenge
    return answer
