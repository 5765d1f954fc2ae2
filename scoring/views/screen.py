"""The candidate's screen as the live sheet rules it: its link, and whether the prompt shows."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from interviews.actions.hide_prompt import hide_prompt
from interviews.actions.new_screen_link import new_screen_link
from interviews.actions.show_prompt import show_prompt
from interviews.actions.withdraw_screen_link import withdraw_screen_link
from scoring.access import own_seat
from scoring.actions.save_form import save_form
from scoring.forms import read_sheet_form
from scoring.queries.live import live_sheet

VERBS = {
    "new": new_screen_link,
    "withdraw": withdraw_screen_link,
    "hide": hide_prompt,
    "show": show_prompt,
}


@require_POST
def live_screen(request: MemberRequest, org: str, session: uuid.UUID) -> HttpResponse:
    """Does what the button says. Answers htmx with the menu; else saves what was typed: the sheet."""
    own_seat(request.member, session)
    verb = VERBS.get(request.POST.get("screen", ""))
    if verb is None:
        raise Invalid("There is no such button.", {"screen": "One of new, withdraw, hide, show."})
    if not request.htmx:
        _save(request, session)
    try:
        verb(actor=request.member, session_id=session)
    except Conflict as error:
        if request.htmx:
            return HttpResponse(status=409, headers={"X-Reason": error.reason})
        messages.error(request, error.reason)
    if request.htmx:
        sheet = live_sheet(request.member, session)
        context = {"sheet": sheet, "session": sheet.session, "opened": True}
        return render(request, "scoring/live_screen.html", context)
    return redirect("live", org=org, session=session)


def _save(request: MemberRequest, session: uuid.UUID) -> None:
    """What was typed on a sheet without script, which sends all of it with any button."""
    form = read_sheet_form(request.POST)
    if form.values:
        save_form(
            actor=request.member,
            session_id=session,
            form=form.form,
            base=form.base,
            values=form.values,
            seat_id=form.seat,
        )
