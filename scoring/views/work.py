"""My work: the home of an organisation."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.enums import Role
from accounts.ground.request import MemberRequest
from scoring.queries.work import my_work as work_of


def my_work(request: MemberRequest, org: str) -> HttpResponse:
    """What waits for this person, and what they can begin."""
    context = {
        "work": work_of(request.member),
        "may_interview": request.member.has(Role.INTERVIEWER, Role.ADMIN, Role.COORDINATOR),
        "on_committee": request.member.has(Role.COMMITTEE),
    }
    return render(request, "scoring/my_work.html", context)
