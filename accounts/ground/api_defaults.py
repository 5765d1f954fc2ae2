"""What DRF's settings name: closed doors, pages, one shape of error. Apart from api.py, which imports DRF's views."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.pagination import PageNumberPagination
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

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


def _body(code: str, detail: str, fields: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"error": {"code": code, "detail": detail, "fields": fields or {}}}


def answer_error(error: Exception, context: dict[str, Any]) -> Response | None:
    """Every error in one shape: {"error": {"code", "detail", "fields"}}. Unknown ones stay a 500."""
    if isinstance(error, Denied):
        return Response(_body("denied", error.reason), status=status.HTTP_403_FORBIDDEN)
    if isinstance(error, Conflict):
        return Response(_body("conflict", error.reason), status=status.HTTP_409_CONFLICT)
    if isinstance(error, Invalid):
        return Response(_body("invalid", error.reason, error.fields), status=status.HTTP_400_BAD_REQUEST)
    if isinstance(error, Http404):
        return Response(_body("not_found", "There is nothing here that you may see."), status=404)
    if isinstance(error, PermissionDenied):
        return Response(_body("denied", str(error) or "You may not do this."), status=403)
    if isinstance(error, exceptions.ValidationError):
        fields = error.detail if isinstance(error.detail, dict) else {"": error.detail}
        return Response(_body("invalid", "Some fields are not right; see `fields`.", fields), status=400)
    if isinstance(error, exceptions.APIException):
        answer = Response(_body(str(error.default_code), str(error.detail)), status=error.status_code)
        if isinstance(error, exceptions.Throttled) and error.wait:
            answer["Retry-After"] = str(int(error.wait) + 1)
        if getattr(error, "auth_header", None):
            answer["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]  # checked above
        return answer
    return None
