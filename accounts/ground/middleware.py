"""Opens the organisation named in the address, and turns refusals into pages."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import membership_now
from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict, Denied, Invalid

Answer = Callable[[HttpRequest], HttpResponse]


class OrganizationMiddleware:
    """Sets request.organization and request.member below /o/<org>/ and opens their scope around the view.

    Someone who is not a member of that organisation gets the same 404 as for one that does not exist.
    The API does this for itself after its own authentication (ground/api.py).
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Django calls this for every request."""
        slug = _organization_slug(request.path_info)
        if slug is None or not request.user.is_authenticated:
            return self.get_response(request)
        try:
            member = membership_now(request.user, slug)
        except Http404:
            return render(request, "errors/404.html", status=404)
        request.member = member  # type: ignore[attr-defined]  # MemberRequest names both
        request.organization = member.organization  # type: ignore[attr-defined]  # as above
        with organization_scope(member.organization):
            return self.get_response(request)


def _organization_slug(path: str) -> str | None:
    """What stands below /o/; whether there is a page at all, Django says later and once."""
    if not path.startswith("/o/"):
        return None
    return path.split("/", 3)[2]


class RefusalMiddleware:
    """Denied, Conflict and Invalid become 403, 409 and 400 pages that say why; nothing else is caught.

    A form with a NUL in it, which nobody can type and no table can keep, is refused before its view.
    """

    codes: dict[type[Exception], int] = {Denied: 403, Conflict: 409, Invalid: 400}

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes on; refusals arrive below."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        """Django calls this before the view. The API's bodies are checked by its serializers."""
        if request.method != "POST" or request.path_info.startswith("/api/"):
            return None
        names = [name for name, values in request.POST.lists() if any("\x00" in value for value in values)]
        if not names:
            return None
        fields = dict.fromkeys(names, "It contains a character (NUL) that cannot be stored.")
        return self.process_exception(request, Invalid("Nothing was saved: this form is damaged.", fields))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls this when a view raised."""
        status = self.codes.get(type(exception))
        if status is None:
            return None
        context = {"reason": getattr(exception, "reason", ""), "fields": getattr(exception, "fields", {})}
        return render(request, f"errors/{status}.html", context, status=status)
