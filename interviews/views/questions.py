"""Changing what is asked in a session: replace, add, remove, move."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from interviews import rules
from interviews.access import own_seat, planned_of, session_of
from interviews.actions.add_question import add_question
from interviews.actions.move_question import move_question
from interviews.actions.remove_question import remove_question
from interviews.actions.replace_question import replace_question
from interviews.enums import SessionState
from interviews.forms.loops import PickForm
from interviews.models import Seat, Session
from interviews.queries.alternatives import offers_for
from interviews.views.common import tell, to_live


def _require_rights(request: MemberRequest, session: Session) -> Seat | None:
    """The actor's seat, if they have one."""
    seat = own_seat(request.member, session)
    rules.may_change_questions(request.member, session.loop, seat).require()
    return seat


def _back(org: str, session: Session, seat: Seat | None) -> HttpResponse:
    """In the middle of an interview back to its sheet, else to the loop."""
    if session.state == SessionState.LIVE and rules.is_seated(seat):
        return to_live(org, session.pk, session.loop_id)
    return redirect("loop", org=org, loop=session.loop_id)


@require_http_methods(["GET", "POST"])
def question_replace(request: MemberRequest, org: str, planned: uuid.UUID) -> HttpResponse:
    """What could stand in this question's place, best first."""
    row = planned_of(request.member, planned)
    back = _back(org, row.session, _require_rights(request, row.session))
    form = PickForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            replace_question(
                actor=request.member,
                planned_id=planned,
                question_id=form.cleaned_data["question"],
                reason=form.cleaned_data["reason"],
            )
        except Invalid as error:
            tell(form, error)
        else:
            messages.success(request, "The question is replaced.")
            return back
    context = {
        "form": form,
        "planned": row,
        "session": row.session,
        "offers": offers_for(row.session, replacing=row.revision.question_id),
        "started": rules.has_started(row.session.state),
        "back_url": back["Location"],
    }
    return render(request, "interviews/question_pick.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def question_add(request: MemberRequest, org: str, session: uuid.UUID) -> HttpResponse:
    """What could be asked besides, best first."""
    row = session_of(request.member, session)
    _require_rights(request, row)
    form = PickForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_question(actor=request.member, session_id=session, question_id=form.cleaned_data["question"])
        except Invalid as error:
            tell(form, error)
        else:
            messages.success(request, "The question is added.")
            return redirect("loop", org=org, loop=row.loop_id)
    context = {"form": form, "planned": None, "session": row, "offers": offers_for(row)}
    return render(request, "interviews/question_pick.html", context, status=400 if form.errors else 200)


@require_POST
def question_remove(request: MemberRequest, org: str, planned: uuid.UUID) -> HttpResponse:
    """Takes a question out of the plan."""
    row = remove_question(actor=request.member, planned_id=planned, reason=request.POST.get("reason", ""))
    messages.success(request, "The question is out of the plan.")
    return redirect("loop", org=org, loop=row.session.loop_id)


@require_POST
def question_move(request: MemberRequest, org: str, planned: uuid.UUID) -> HttpResponse:
    """Moves a question up or down."""
    row = move_question(actor=request.member, planned_id=planned, direction=request.POST.get("direction", ""))
    return redirect("loop", org=org, loop=row.session.loop_id)
