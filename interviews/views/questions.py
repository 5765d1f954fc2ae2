"""Changing what is asked in a session: replace, add, remove, move, pin, ban."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from interviews import rules
from interviews.access import own_seat, planned_of, session_of
from interviews.actions.add_question import add_question
from interviews.actions.ban_question import ban_question
from interviews.actions.move_question import move_question
from interviews.actions.pin_question import pin_question
from interviews.actions.remove_question import remove_question
from interviews.actions.replace_question import replace_question
from interviews.actions.unpin_question import unpin_question
from interviews.enums import SessionState
from interviews.forms.builder import MoveForm, PickForm, SearchForm
from interviews.models import PlannedQuestion, Seat, Session
from interviews.queries.alternatives import offers_for
from interviews.views.common import change_loop, seen_of, tell, to_live


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
    """What could stand in this question's place, best first, and whatever else the bank has."""
    row = planned_of(request.member, planned)
    session = row.session
    back = _back(org, session, _require_rights(request, session))
    form = PickForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _try(
            form,
            lambda picked: replace_question(
                actor=request.member, planned_id=planned, seen=seen_of(request), **picked
            ),
        )
        if done:
            messages.success(request, "The question is replaced.")
            return back
        row = planned_of(request.member, planned)
    return _pick(request, form, row.session, back["Location"], row)


@require_http_methods(["GET", "POST"])
def question_add(request: MemberRequest, org: str, session: uuid.UUID) -> HttpResponse:
    """What could be asked besides, best first, and whatever else the bank has."""
    row = session_of(request.member, session)
    _require_rights(request, row)
    form = PickForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _try(
            form,
            lambda picked: add_question(
                actor=request.member,
                session_id=session,
                question_id=picked["question_id"],
                override=picked["override"],
                seen=seen_of(request),
            ),
        )
        if done:
            messages.success(request, "The question is added.")
            return redirect("loop", org=org, loop=row.loop_id)
        row = session_of(request.member, session)
    return _pick(request, form, row, reverse("loop", args=[org, row.loop_id]))


def _try(form: PickForm, change: Callable[[dict[str, Any]], object]) -> bool:
    """Whether it was done; if not, the form says why and keeps what was typed."""
    values = form.cleaned_data
    picked = {"question_id": values["question"], "reason": values["reason"], "override": values["override"]}
    try:
        change(picked)
    except Invalid as error:
        tell(form, error)
    except Conflict as error:
        form.add_error(None, error.reason)
    return not form.errors


def _pick(
    request: MemberRequest,
    form: PickForm,
    session: Session,
    back_url: str,
    planned: PlannedQuestion | None = None,
) -> HttpResponse:
    search = SearchForm(request.GET)
    words = search.cleaned_data["q"].strip() if search.is_valid() else ""
    replacing = planned.revision.question_id if planned else None
    offers = offers_for(session, replacing=replacing, search=words)
    context = {
        "form": form,
        "search": search,
        "words": words,
        "planned": planned,
        "session": session,
        "loop": session.loop,
        "offers": offers,
        "started": planned is not None and rules.has_started(session.state),
        "back_url": back_url,
    }
    return render(request, "interviews/question_pick.html", context, status=400 if form.errors else 200)


@require_POST
def question_remove(request: MemberRequest, org: str, planned: uuid.UUID) -> HttpResponse:
    """Takes a question out of the plan."""
    row = planned_of(request.member, planned)
    reason = request.POST.get("reason", "")
    return change_loop(
        request,
        row.session.loop_id,
        lambda: remove_question(
            actor=request.member, planned_id=planned, reason=reason, seen=seen_of(request)
        ),
        "The question is out of the plan.",
    )


@require_POST
def question_move(request: MemberRequest, org: str, planned: uuid.UUID) -> HttpResponse:
    """Moves a question up or down, or to a place in another session."""
    row = planned_of(request.member, planned)
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, "This is no place in the loop; nothing was moved.")
        return redirect("loop", org=org, loop=row.session.loop_id)
    return change_loop(
        request,
        row.session.loop_id,
        lambda: move_question(
            actor=request.member, planned_id=planned, seen=seen_of(request), **form.target()
        ),
    )


@require_POST
def question_pin(request: MemberRequest, org: str, planned: uuid.UUID) -> HttpResponse:
    """Pins a question where it is, or unpins it."""
    row = planned_of(request.member, planned)
    verb = unpin_question if request.POST.get("pinned") == "no" else pin_question
    return change_loop(
        request,
        row.session.loop_id,
        lambda: verb(actor=request.member, planned_id=planned, seen=seen_of(request)),
    )


@require_POST
def question_ban(request: MemberRequest, org: str, planned: uuid.UUID) -> HttpResponse:
    """Not this one: the best other question takes its place."""
    row = planned_of(request.member, planned)

    def ban() -> None:
        old = ban_question(actor=request.member, planned_id=planned, seen=seen_of(request))
        instead = "Another stands in its place." if old.replaced_by_id else "Nothing could take its place."
        messages.success(request, f"This loop will not ask the question. {instead}")

    return change_loop(request, row.session.loop_id, ban)
