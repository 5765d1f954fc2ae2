"""The live sheet: one interviewer's hour. What changes on it without leaving it is in sheet.py."""

import json
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from interviews.actions.end_session import end_session
from interviews.actions.give_hint import give_hint
from interviews.actions.mark_question import mark_question
from interviews.actions.start_session import start_session
from scoring.access import own_seat
from scoring.actions.note_packet_opening import note_packet_opening
from scoring.actions.save_edits import Saved
from scoring.actions.save_form import save_form
from scoring.actions.submit_amendment import submit_amendment
from scoring.actions.submit_scorecard import submit_scorecard
from scoring.card_fields import AMENDMENT_REASON
from scoring.forms import read_sheet_form
from scoring.queries.amendments import amended_texts
from scoring.queries.cards import cards_after
from scoring.queries.live import Sheet, live_sheet
from scoring.rules import may_amend


@never_cache  # the clock goes by the server's time at which the page was made
@require_http_methods(["GET", "POST"])
def live(request: MemberRequest, org: str, session: uuid.UUID) -> HttpResponse:
    """GET: the sheet, or the submitted card. POST: saves what was typed, then does what the button says."""
    if request.method != "POST":
        return _show(request, live_sheet(request.member, session))
    own_seat(request.member, session)  # nothing is called saved for who does not sit there
    form = read_sheet_form(request.POST)
    try:
        saved = Saved() if form.sent_by_script else save_typed(request, session)
        if refused := _refused(request, session, saved):
            return refused
        _act(request, session)
    except Conflict as conflict:
        return _show_conflict(request, session, conflict.reason)
    except Invalid as invalid:
        sheet = live_sheet(request.member, session)
        return _show(request, sheet, status=400, missing=_missing(sheet, invalid), reason=invalid.reason)
    return redirect("live", org=org, session=session)


@require_POST
def live_mark(request: MemberRequest, org: str, session: uuid.UUID, planned: uuid.UUID) -> HttpResponse:
    """Says what became of a question, for a page without script: with one, it goes through the journal."""
    own_seat(request.member, session)
    save_typed(request, session)
    reason = request.POST.get(f"skip:{planned}", "")
    try:
        mark_question(
            actor=request.member, planned_id=planned, state=request.POST.get("state", ""), reason=reason
        )
    except (Invalid, Conflict) as error:
        messages.error(request, error.reason)
    return to_question(org, session, planned)


@require_POST
def live_hint(
    request: MemberRequest, org: str, session: uuid.UUID, planned: uuid.UUID, number: int
) -> HttpResponse:
    """Says that a hint was given, or takes that back, for a page without script."""
    own_seat(request.member, session)
    save_typed(request, session)
    given = request.POST.get("hint") == "given"
    try:
        give_hint(actor=request.member, planned_id=planned, number=number, given=given)
    except (Invalid, Conflict) as error:
        messages.error(request, error.reason)
    return to_question(org, session, planned)


def to_question(org: str, session: uuid.UUID, planned: uuid.UUID) -> HttpResponse:
    """Back to the sheet, at this question."""
    answer = redirect("live", org=org, session=session)
    answer["Location"] += f"#question-{planned}"
    return answer


def save_typed(request: MemberRequest, session: uuid.UUID) -> Saved:
    """Saves what a browser without script had typed when it sent the form for another reason."""
    form = read_sheet_form(request.POST)
    if not form.values:
        return Saved()
    return save_form(
        actor=request.member,
        session_id=session,
        form=form.form,
        base=form.base,
        values=form.values,
        seat_id=form.seat,
    )


def _act(request: MemberRequest, session: uuid.UUID) -> None:
    """Does what the pressed button says, after everything typed is saved."""
    match request.POST.get("action"):
        case "start":
            start_session(actor=request.member, session_id=session)
        case "end":
            end_session(actor=request.member, session_id=session)
            messages.success(request, "The interview has ended. Finish your scorecard and submit it.")
        case "submit":
            submit_scorecard(actor=request.member, session_id=session)
            messages.success(request, "Your scorecard is submitted.")
        case "amend":
            reason = request.POST.get(AMENDMENT_REASON, "")
            submit_amendment(actor=request.member, session_id=session, reason=reason)
            messages.success(request, "Your card is amended. What you said first stays beside it.")
        case _:
            messages.success(request, "Saved.")


def _refused(request: MemberRequest, session: uuid.UUID, saved: Saved) -> HttpResponse | None:
    """The sheet with what was typed and what is wrong with it; None when everything went in."""
    if not saved.errors and not saved.conflicts:
        return None
    typed = {error["field"]: request.POST.get(error["field"], "") for error in saved.errors}
    sheet = live_sheet(request.member, session, typed)
    problems = [
        {
            "target": sheet.target(error["field"]),
            "label": sheet.labels.get(error["field"], error["field"]),
            "text": error["detail"],
        }
        for error in saved.errors
    ]
    reason = "Some of this could not be saved." if problems else "A field was changed in another window too."
    return _show(request, sheet, status=400 if problems else 409, missing=problems, reason=reason)


def _missing(sheet: Sheet, invalid: Invalid) -> list[dict[str, str]]:
    return [
        {"target": sheet.target(name), "label": "", "text": detail} for name, detail in invalid.fields.items()
    ]


def _show_conflict(request: MemberRequest, session: uuid.UUID, reason: str) -> HttpResponse:
    """The card takes no more changes: shows it, and what was typed meanwhile, to be copied."""
    sheet = live_sheet(request.member, session)
    if not sheet.closed:
        messages.error(request, reason)
        return redirect("live", org=request.organization.slug, session=session)
    form = read_sheet_form(request.POST)
    if form.sent_by_script:
        messages.info(request, reason)
        return redirect("live", org=request.organization.slug, session=session)
    stored = sheet.stored()
    typed = [
        (sheet.labels[name], text)
        for name, text in form.values.items()
        if text and name in stored and stored[name] != text.replace("\r\n", "\n")
    ]
    return _show(request, sheet, status=409, reason=reason, typed=typed)


def _show(request: MemberRequest, sheet: Sheet, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"sheet": sheet, "session": sheet.session, "form_id": uuid.uuid4(), **more}
    marks = {f"mark:{question.planned.pk}": question.planned.marks for question in sheet.questions}
    context["versions"] = json.dumps(sheet.versions | marks)
    if not sheet.closed:
        return render(request, "scoring/live.html", context, status=status)
    context["own"], context["cards"] = cards_after(request.member, sheet.session)
    if any(not vars(read.card)["noted"] for read in context["cards"]):  # the gate's answer says so
        note_packet_opening(actor=request.member, loop=sheet.session.loop)
    context["may_amend"] = sheet.card is not None and may_amend(sheet.card)
    if sheet.amending:  # begun, and closed meanwhile
        context["left"] = amended_texts(request.member, sheet.session.pk, sheet.labels)
    return render(request, "scoring/card.html", context, status=status)
