"""What stands in the top bar: the only place that knows all pages."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from accounts.enums import Role
from accounts.queries.organizations import organizations_of

# label, URL name, first path parts below the organisation, roles (empty: everybody)
ENTRIES: list[tuple[str, str, tuple[str, ...], tuple[Role, ...]]] = [
    ("My work", "my_work", ("", "live"), ()),
    ("Bank", "question_list", ("bank",), ()),
    ("Loops", "loop_list", ("loops",), ()),
    ("Debrief", "packet_list", ("debrief",), ()),
    ("Calibration", "calibration_mine", ("calibration",), ()),
    ("People", "people", ("people", "settings", "audit"), (Role.ADMIN,)),
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`navigation` for templates/base.html, `organizations` for the switcher; empty for the signed-out."""
    member = getattr(request, "member", None)
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    context: dict[str, Any] = {"organizations": organizations_of(user)}
    if member is None:
        return context
    part = request.path_info.removeprefix(f"/o/{member.organization.slug}/").split("/")[0]
    context["navigation"] = [
        {"label": label, "url": url, "current": part in parts}
        for label, name, parts, roles in ENTRIES
        if (not roles or member.has(*roles)) and (url := _url(name, member.organization.slug))
    ]
    return context


def _url(name: str, slug: str) -> str | None:
    try:
        return reverse(name, args=[slug])
    except NoReverseMatch:
        return None
