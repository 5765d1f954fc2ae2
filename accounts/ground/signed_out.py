"""What a request of a script is told when nobody is signed in."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

_SPOKEN = ("application/json", "text/event-stream")


class SignedOutMiddleware(LoginRequiredMiddleware):
    """Signing in is asked for everywhere; a page is led there, a script is told 401 and stays where it is.

    A script that followed the redirect would put the page for signing in into a fragment of another page.
    """

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponseBase | None:
        """Django calls this before the view."""
        answer: HttpResponseBase | None = super().process_view(request, *view)
        if answer is None or not _from_script(request):
            return answer
        detail = "You are signed out. Sign in again, then go on: nothing on this page is lost."
        return JsonResponse({"error": {"code": "signed_out", "detail": detail, "fields": {}}}, status=401)


def _from_script(request: HttpRequest) -> bool:
    accepted = request.headers.get("Accept", "")
    return (
        request.headers.get("HX-Request") == "true"
        or request.content_type == "application/json"
        or accepted.startswith(_SPOKEN)
    )
