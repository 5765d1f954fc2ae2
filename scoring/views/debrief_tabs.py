"""The pages of the committee's work beside each other."""

from typing import Any

from django.urls import reverse

from accounts.ground.request import MemberRequest
from questionbank.rules import may_read_rubric_reviews

# URL name, label
PAGES = [("packet_list", "Packets"), ("meeting_list", "Meetings"), ("rubric_list", "Rubrics")]


def tabs(request: MemberRequest, here: str) -> list[dict[str, Any]]:
    """The pages that the reader may open, with label and address; `here` names the current one."""
    slug = request.organization.slug
    return [
        {"label": label, "url": reverse(name, args=[slug]), "current": name == here}
        for name, label in PAGES
        if name != "rubric_list" or may_read_rubric_reviews(request.member)
    ]
