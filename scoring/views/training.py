"""How trainees' ratings agree with the leads': one's own, and a module's for those who manage training."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.ground.request import MemberRequest
from interviews.access import module_of
from interviews.rules import may_manage_training, may_read
from scoring.queries.agreement import module_agreement, own_agreement
from scoring.queries.exercises import exercise_training


@require_safe
def my_agreement(request: MemberRequest, org: str) -> HttpResponse:
    """One's own."""
    may_read(request.member).require()
    own = exercise_training(request.member, [request.member.pk])[request.member.pk]
    context = {"rows": own_agreement(request.member), "own": True, "exercises": own}
    return render(request, "scoring/agreement.html", context)


@require_safe
def module_agreements(request: MemberRequest, org: str, module: uuid.UUID) -> HttpResponse:
    """Of everybody on a module's way."""
    may_manage_training(request.member).require()
    row = module_of(request.member, module)
    rows = module_agreement(request.member, row)
    rated = exercise_training(request.member, [one.qualification.member_id for one in rows])
    context = {"rows": rows, "module": row, "own": False, "rated": rated}
    return render(request, "scoring/agreement.html", context)
