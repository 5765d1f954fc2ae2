"""How trainees' ratings agree with the leads': one's own, and a module's for those who manage training."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.ground.request import MemberRequest
from interviews.access import module_of
from interviews.rules import may_manage_training, may_read
from scoring.queries.agreement import module_agreement, own_agreement


@require_safe
def my_agreement(request: MemberRequest, org: str) -> HttpResponse:
    """One's own."""
    may_read(request.member).require()
    context = {"rows": own_agreement(request.member), "own": True}
    return render(request, "scoring/agreement.html", context)


@require_safe
def module_agreements(request: MemberRequest, org: str, module: uuid.UUID) -> HttpResponse:
    """Of everybody on a module's way."""
    may_manage_training(request.member).require()
    row = module_of(request.member, module)
    context = {"rows": module_agreement(request.member, row), "module": row, "own": False}
    return render(request, "scoring/agreement.html", context)
