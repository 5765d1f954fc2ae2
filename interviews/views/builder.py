"""Building a loop as a whole: proposals, what counts, rules given up, bans, changes and their undoing."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from interviews import rules
from interviews.access import loop_of
from interviews.actions.lift_ban import lift_ban
from interviews.actions.reassemble_loop import reassemble_loop
from interviews.actions.relax_loop import relax_loop
from interviews.actions.tighten_loop import tighten_loop
from interviews.actions.undo_change import undo_change
from interviews.actions.weigh_loop import weigh_loop
from interviews.assembly import assemble
from interviews.forms.builder import WeightsForm
from interviews.models import Loop
from interviews.queries.bank import request_of
from interviews.queries.changes import changes_of, may_be_reversed, news_since
from interviews.queries.forms import form_of
from interviews.queries.proposals import changes_anything, differences, proposal_of, seal
from interviews.queries.relaxations import as_row
from interviews.queries.standing import standing_of
from interviews.views.common import PAGE, change_loop, number, query_without_page, seen_of, tell


@require_safe
def loop_news(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """What others did since version `seen`; 204 if the person was told all of it. One query then."""
    rules.may_read(request.member).require()
    row = loop_of(request.member, loop)
    seen, told = number(request.GET.get("seen"), -1), number(request.GET.get("told"), -1)
    if row.version <= max(seen, told):
        return HttpResponse(status=204)
    news = news_since(request.member, row.pk, seen)
    context = {"loop": row, "news": news, "seen": seen, "told": row.version}
    return render(request, "interviews/loop_news.html", context)


@require_safe
def loop_form(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """How hard the loop is beside the opening's others: a piece that its page asks for by itself."""
    rules.may_read(request.member).require()
    row = loop_of(request.member, loop)
    return render(request, "interviews/loop_form.html", {"loop": row, "here": form_of(row)})


@require_safe
def loop_history(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Every change of the loop, newest first."""
    rules.may_read(request.member).require()
    row = loop_of(request.member, loop)
    page = Paginator(changes_of(row), PAGE).get_page(request.GET.get("page"))
    context = {
        "loop": row,
        "page": page,
        "rows": [(change, may_be_reversed(change)) for change in page],
        "query": query_without_page(request),
        "may_undo": row.state in ("proposed", "planned") and bool(rules.may_change_loop(request.member, row)),
    }
    return render(request, "interviews/loop_history.html", context)


@require_POST
def loop_undo(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Takes the last change back, or the one named; the number of an undo does its change again."""
    which = number(request.POST.get("number"), 0) or None

    def undo() -> None:
        done = undo_change(actor=request.member, loop_id=loop, number=which, seen=seen_of(request))
        messages.success(request, f"{done.told}.")

    return change_loop(request, loop, undo)


@require_http_methods(["GET", "POST"])
def loop_proposal(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """What the assembly would make of the loop now; taken as it was shown, or left."""
    row = _to_change(request, loop)
    if request.method == "POST":
        sealed = request.POST.get("proposal", "")
        try:
            reassemble_loop(actor=request.member, loop_id=loop, proposal=sealed, seen=seen_of(request))
        except Conflict as error:
            messages.error(request, error.reason)
            return redirect("loop_proposal", org=org, loop=loop)
        messages.success(request, "The loop is put together anew.")
        return redirect("loop", org=org, loop=loop)
    return render(request, "interviews/loop_proposal.html", _proposal(row))


def _to_change(request: MemberRequest, loop_id: uuid.UUID) -> Loop:
    row = loop_of(request.member, loop_id)
    rules.may_change_loop(request.member, row).require()
    return row


def _proposal(row: Loop) -> dict[str, object]:
    asked, placed = request_of(row)
    plan = assemble(asked)
    proposal = proposal_of(plan)
    columns = differences(asked, placed, proposal)
    return {
        "loop": row,
        "proposal": proposal,
        "standing": standing_of(plan.status, plan.value, plan.bound),
        "columns": columns,
        "changes": changes_anything(columns),
        "notes": plan.notes,
        "offers": [(offer.told, json.dumps(as_row(offer))) for offer in plan.relaxations],
        "sealed": seal(row, proposal),
        "weights": WeightsForm(row),
    }


@require_http_methods(["GET", "POST"])
def loop_weights(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """What counts how much when this loop is put together."""
    row = _to_change(request, loop)
    form = WeightsForm(row, request.POST or None)
    if request.method == "POST" and ("reset" in request.POST or form.is_valid()):
        weights = {} if "reset" in request.POST else form.cleaned_data
        try:
            weigh_loop(actor=request.member, loop_id=loop, weights=weights, seen=seen_of(request))
        except Invalid as error:
            tell(form, error)
        except Conflict as error:
            form.add_error(None, error.reason)
            row = loop_of(request.member, loop)
        else:
            messages.success(request, "The proposal goes by these weights.")
            return redirect("loop_proposal", org=org, loop=loop)
    context = {"loop": row, "form": form}
    return render(request, "interviews/loop_weights.html", context, status=400 if form.errors else 200)


@require_POST
def loop_relax(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Gives a rule up, and shows what that allows."""
    sent = request.POST.get("relaxation", "")
    return _to_proposal(
        request,
        loop,
        lambda: relax_loop(
            actor=request.member, loop_id=loop, relaxation=_decoded(sent), seen=seen_of(request)
        ),
    )


@require_POST
def loop_tighten(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Holds to a rule again, and shows what that allows."""
    place = number(request.POST.get("place"), -1)
    return _to_proposal(
        request,
        loop,
        lambda: tighten_loop(actor=request.member, loop_id=loop, place=place, seen=seen_of(request)),
    )


@require_POST
def loop_lift_ban(request: MemberRequest, org: str, loop: uuid.UUID, banned: uuid.UUID) -> HttpResponse:
    """Lets a question be asked again."""
    return change_loop(
        request,
        loop,
        lambda: lift_ban(actor=request.member, loop_id=loop, question_id=banned, seen=seen_of(request)),
        "The question may be asked again. Propose again, or add it by hand.",
    )


def _decoded(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {}


def _to_proposal(request: MemberRequest, loop_id: uuid.UUID, change: Any) -> HttpResponse:
    try:
        change()
    except (Conflict, Invalid) as error:
        messages.error(request, error.reason)
    return redirect("loop_proposal", org=request.organization.slug, loop=loop_id)
