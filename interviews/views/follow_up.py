"""A further interview for the candidate of a loop."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from interviews import rules
from interviews.access import loop_of
from interviews.actions.follow_up_loop import follow_up_loop
from interviews.forms.fields import seatable_members, topic_groups
from interviews.forms.loops import FollowUpForm
from interviews.models import Loop
from interviews.views.common import tell


@require_http_methods(["GET", "POST"])
def loop_follow_up(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Level, topics, minutes, and who holds it; `topics` in the address are ticked before."""
    rules.may_plan(request.member).require()
    before = loop_of(request.member, loop)
    groups = topic_groups(request.member)
    initial = {"level": before.level_id, "topics": request.GET.getlist("topics"), "minutes": 45}
    form = FollowUpForm(
        request.member, groups, seatable_members(request.member), request.POST or None, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _plan(request, before, form)
        except Invalid as error:
            tell(form, error)
        else:
            messages.success(request, "The further interview is planned and its questions are reserved.")
            return redirect("loop", org=org, loop=made.pk)
    chosen = {str(value) for value in form["topics"].value() or []}
    context = {"before": before, "form": form, "groups": groups, "chosen": chosen}
    return render(request, "interviews/loop_follow_up.html", context, status=400 if form.errors else 200)


def _plan(request: MemberRequest, before: Loop, form: FollowUpForm) -> Loop:
    values = form.cleaned_data
    return follow_up_loop(
        actor=request.member,
        after_id=before.pk,
        level_id=values["level"].pk,
        topic_ids=values["topics"],
        minutes=values["minutes"],
        lead_id=values["lead"],
        loop_id=values["once"],
    )
