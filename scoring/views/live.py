"""The live sheet: one interviewer's hour."""

import json
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from interviews.actions.end_session import end_session
from interviews.actions.mark_question import mark_question
from interviews.actions.start_session import start_session
from questionbank.actions.log_answer_view import log_answer_view
from scoring.access import own_seat
from scoring.actions.save_edits import Saved
from scoring.actions.save_form import save_form
from scoring.actions.submit_scorecard import submit_scorecard
from scoring.forms import read_sheet_form
from scoring.queries.cards import cards_after
from scoring.queries.live import Sheet, live_sheet


@require_http_methods(["GET", "POST"])
def live(request: MemberRequest, org: str, session: uuid.UUID) -> HttpResponse:
    """GET: the sheet, or the submitted card. POST: saves what was typed, then does what the button says."""
    if request.method != "POST":
        sheet = live_sheet(request.member, session)
        if not sheet.closed:  # a submitted card shows no model answers
            revisions = [question.planned.revision_id for question in sheet.questions]
            log_answer_view(actor=request.member, revision_ids=revisions)
        return _show(request, sheet)
    own_seat(request.member, session)  # nothing is called saved for who does not sit there
    form = read_sheet_form(request.POST)
    try:
        saved = Saved() if form.sent_by_script else _save(request, session)
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
    """Says what became of a question: for htmx the question's new state, else the sheet again."""
    own_seat(request.member, session)
    if not request.htmx:
        _save(request, session)
    reason = request.POST.get(f"skip:{planned}", "")
    try:
        mark_question(
            actor=request.member, planned_id=planned, state=request.POST.get("state", ""), reason=reason
        )
    except (Invalid, Conflict) as error:
        if request.htmx:
            return HttpResponse(status=409, headers={"X-Reason": error.reason})
        messages.error(request, error.reason)
    if request.htmx:
        sheet = live_sheet(request.member, session)
        question = next(one for one in sheet.questions if one.planned.pk == planned)
        context = {"sheet": sheet, "question": question, "session": sheet.session, "swapped": True}
        return render(request, "scoring/live_marks.html", context)
    answer = redirect("live", org=org, session=session)
    answer["Location"] += f"#question-{planned}"
    return answer


def _save(request: MemberRequest, session: uuid.UUID) -> Saved:
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


def _show(request: MemberRequest, sheet: Sheet, *, status: int = 200, **more: object) -> HttpResponse:
    context = {"sheet": sheet, "session": sheet.session, "form_id": uuid.uuid4(), **more}
    context["versions"] = json.dumps(sheet.versions)
    if not sheet.closed:
        return render(request, "scoring/live.html", context, status=status)
    context["own"], context["cards"] = cards_after(request.member, sheet.session)
    return render(request, "scoring/card.html", context, status=status)
