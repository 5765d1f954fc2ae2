"""One loop: what is asked where, who sits where, what is missing; and its buttons."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from interviews import rules
from interviews.access import loop_of, session_of
from interviews.actions.cancel_loop import cancel_loop
from interviews.actions.name_candidate import name_candidate
from interviews.actions.seat_member import seat_member
from interviews.actions.start_session import start_session
from interviews.actions.unseat_member import unseat_member
from interviews.forms.fields import seatable_members
from interviews.forms.loops import SeatForm, WhoForm
from interviews.models import Loop
from interviews.queries.candidates import names_for
from interviews.queries.changes import steps_of
from interviews.queries.leaks import news_of_loop
from interviews.queries.loops import bans_of, view_of
from interviews.queries.standing import standing_of
from interviews.views.common import tell, to_live


@require_safe
def loop(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Everything about one loop."""
    rules.may_read(request.member).require()
    row = loop_of(request.member, loop)
    return render(request, "interviews/loop.html", _context(request, row))


def _context(request: MemberRequest, row: Loop) -> dict[str, object]:
    view = view_of(request.member, row)
    open_loop = row.state in ("proposed", "planned")
    return {
        "loop": row,
        "view": view,
        "standing": standing_of(row.status, row.value, row.bound),
        "steps": steps_of(row),
        "bans": bans_of(row),
        "news": news_of_loop(row),
        "person": next(iter(names_for(request.member, [row.candidate_id]).values()), None),
        "may_change": open_loop and bool(rules.may_change_loop(request.member, row)),
        "may_interview": rules.may_interview(request.member),
        "may_plan": bool(rules.may_plan(request.member)),
        "sees_openings": bool(rules.may_see_openings(request.member)),
        "may_questions": {
            part.row.pk: open_loop and bool(rules.may_change_questions(request.member, row, part.own))
            for part in view.sessions
        },
    }


@require_POST
def loop_cancel(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Calls it off."""
    row = cancel_loop(actor=request.member, loop_id=loop, reason=request.POST.get("reason", ""))
    messages.success(request, "The loop is cancelled; its questions are free again.")
    return redirect("loop", org=org, loop=row.pk)


@require_http_methods(["GET", "POST"])
def loop_candidate(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Gives a proposal its candidate, and perhaps starts it."""
    row = loop_of(request.member, loop)
    rules.may_change_loop(request.member, row).require()
    form = WhoForm(request.member, request.POST or None)
    if request.method == "POST" and form.is_valid():
        start = "start" in request.POST
        try:
            row = name_candidate(actor=request.member, loop_id=loop, start=start, **form.who())
        except Invalid as error:
            tell(form, error)
        else:
            session = row.sessions.order_by("position").first() if start else None
            return to_live(org, session.pk, row.pk) if session else redirect("loop", org=org, loop=row.pk)
    context = {"form": form, "loop": row}
    return render(request, "interviews/loop_candidate.html", context, status=400 if form.errors else 200)


@require_POST
def session_start(request: MemberRequest, org: str, session: uuid.UUID) -> HttpResponse:
    """Starts the interview and opens its live sheet."""
    row = start_session(actor=request.member, session_id=session)
    return to_live(org, row.pk, row.loop_id)


@require_POST
def session_seat(request: MemberRequest, org: str, session: uuid.UUID) -> HttpResponse:
    """Seats a colleague."""
    row = session_of(request.member, session)
    form = SeatForm(seatable_members(request.member), request.POST)
    if not form.is_valid():
        messages.error(request, "Choose a colleague and a seat.")
        return redirect("loop", org=org, loop=row.loop_id)
    try:
        seat = seat_member(
            actor=request.member,
            session_id=session,
            member_id=form.cleaned_data["member"],
            kind=form.cleaned_data["kind"],
        )
    except (Conflict, Invalid) as error:
        messages.error(request, error.reason)
    else:
        messages.success(request, f"{seat.member} sits in {row.title}.")
    return redirect("loop", org=org, loop=row.loop_id)


@require_POST
def seat_unseat(request: MemberRequest, org: str, seat: uuid.UUID) -> HttpResponse:
    """Takes a colleague out of a session."""
    session = unseat_member(actor=request.member, seat_id=seat)
    messages.success(request, f"The seat in {session.title} is free.")
    back = "loop_panel" if request.POST.get("back") == "panel" else "loop"
    return redirect(back, org=org, loop=session.loop_id)
