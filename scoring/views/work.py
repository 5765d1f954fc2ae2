"""My work: the home of an organisation."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.enums import Role
from accounts.ground.request import MemberRequest
from interviews.queries.conflicts import seats_to_fill
from interviews.queries.leaks import news_for
from interviews.rules import may_interview, may_plan
from scoring.queries.exercises import ASKED, exercises_to_rate
from scoring.queries.work import my_work as work_of
from scoring.queries.work import packets_waiting


@require_safe
def my_work(request: MemberRequest, org: str) -> HttpResponse:
    """What waits for this person, and what they can begin."""
    context: dict[str, object] = {
        "work": work_of(request.member),
        "news": news_for(request.member),
        "may_interview": bool(may_interview(request.member)),
    }
    if may_plan(request.member):
        context["to_fill"] = len(seats_to_fill(request.member))
    if request.member.has(Role.COMMITTEE):
        context["packets"] = packets_waiting(request.member)
    if request.member.has(*ASKED):
        context["exercises"] = exercises_to_rate(request.member)
    return render(request, "scoring/my_work.html", context)
