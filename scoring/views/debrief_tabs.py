"""The pages of the committee's work beside each other."""

from typing import Any

from django.urls import reverse

from accounts.ground.request import MemberRequest

PAGES = [("packet_list", "Packets"), ("meeting_list", "Meetings")]  # URL name, label


def tabs(request: MemberRequest, here: str) -> list[dict[str, Any]]:
    """The pages with label and address; `here` names the current one."""
    slug = request.organization.slug
    return [
        {"label": label, "url": reverse(name, args=[slug]), "current": name == here} for name, label in PAGES
    ]
