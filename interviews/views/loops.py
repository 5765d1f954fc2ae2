"""The list of loops, the short way, and the way from an opening."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from interviews import rules
from interviews.access import opening_of
from interviews.actions.plan_loop import plan_loop
from interviews.actions.propose_loop import propose_loop
from interviews.forms.fields import seatable_members, topic_groups
from interviews.forms.loops import LoopFilter, LoopForm, QuickForm
from interviews.models import Loop, Opening
from interviews.queries.bank import stages_of
from interviews.queries.blueprints import openings_of
from interviews.queries.candidates import names_for
from interviews.queries.loops import loops_of, openings_with_loops
from interviews.views.common import PAGE, query_without_page, tell, to_live


@require_safe
def loop_list(request: MemberRequest, org: str) -> HttpResponse:
    """The loops that this person may see, narrowed by opening and state."""
    rules.may_read(request.member).require()
    form = LoopFilter(openings_with_loops(request.member), request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    opening = chosen.get("opening")
    rows = loops_of(request.member, opening, chosen.get("state", ""))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "names": names_for(request.member, [loop.candidate_id for loop in page]),
        "narrowed": bool(opening or chosen.get("state")),
        "query": query_without_page(request),
        "may_plan": rules.may_plan(request.member),
        "may_interview": rules.may_interview(request.member),
        "sees_all": rules.sees_all_loops(request.member),
    }
    return render(request, "interviews/loop_list.html", context)


@require_http_methods(["GET", "POST"])
def loop_quick(request: MemberRequest, org: str) -> HttpResponse:
    """The short way: one page, one button, a loop; or straight into the interview."""
    rules.may_interview(request.member).require()
    groups = topic_groups(request.member)
    form = QuickForm(request.member, groups, request.POST or None)
    if request.method == "POST" and form.is_valid():
        start = "start" in request.POST
        try:
            loop = _propose(request, form, start=start)
        except Invalid as error:
            tell(form, error)
        else:
            session = loop.sessions.order_by("position").first() if start else None
            return to_live(org, session.pk, loop.pk) if session else redirect("loop", org=org, loop=loop.pk)
    chosen = {str(value) for value in form["topics"].value() or []}
    context = {"form": form, "groups": groups, "chosen": chosen}
    return render(request, "interviews/loop_quick.html", context, status=400 if form.errors else 200)


def _propose(request: MemberRequest, form: QuickForm, *, start: bool) -> Loop:
    values = form.cleaned_data
    return propose_loop(
        actor=request.member,
        level_id=values["level"].pk,
        topic_ids=values["topics"],
        minutes=values["minutes"],
        candidate_name=values["candidate_name"],
        candidate_email=values["candidate_email"],
        start=start,
        loop_id=values["once"],
    )


@require_http_methods(["GET", "POST"])
def loop_new(request: MemberRequest, org: str) -> HttpResponse:
    """From an opening: first which one, then the candidate and the people."""
    rules.may_plan(request.member).require()
    chosen = request.GET.get("opening", "")
    try:
        opening_id = uuid.UUID(chosen)
    except ValueError:
        context = {"openings": openings_of(request.member).filter(state="open")}
        return render(request, "interviews/loop_new_opening.html", context)
    return _plan(request, org, opening_of(request.member, opening_id))


def _plan(request: MemberRequest, org: str, opening: Opening) -> HttpResponse:
    revision_id = opening.blueprint.current_id
    stages = stages_of(revision_id) if revision_id else []
    initial = {"candidate": request.GET.get("candidate")}
    form = LoopForm(
        request.member, stages, seatable_members(request.member), request.POST or None, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            loop = plan_loop(
                actor=request.member,
                opening_id=opening.pk,
                seats=form.seats(),
                loop_id=form.cleaned_data["once"],
                **form.who(),
            )
        except Invalid as error:
            tell(form, error)
        else:
            messages.success(request, "The loop is planned and its questions are reserved.")
            return redirect("loop", org=org, loop=loop.pk)
    context = {"form": form, "opening": opening, "rows": form.rows()}
    return render(request, "interviews/loop_new.html", context, status=400 if form.errors else 200)
