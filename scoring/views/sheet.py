"""What is fetched into the live sheet, and changed on it, while it stays open."""

import json
import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from interviews import rules
from interviews.access import own_seat as seat_in
from interviews.access import planned_of
from interviews.actions.move_question import move_question
from interviews.actions.reorder_question import reorder_question
from interviews.actions.replace_question import replace_question
from interviews.forms.builder import PickForm, SearchForm
from interviews.models import PlannedQuestion
from interviews.queries.alternatives import offers_for
from questionbank.actions.log_answer_view import log_answer_view
from scoring.access import answered_of, own_seat
from scoring.queries.facts import facts_of
from scoring.queries.live import live_sheet
from scoring.views.live import save_typed, to_question


@require_GET
@never_cache
def live_facts(request: MemberRequest, org: str, session: uuid.UUID) -> JsonResponse:
    """{"questions": {id: {"mark", "reason", "asked_at", "hints": {number: time}}}, "fidelity": HTML}.

    What was asked, skipped and given by whoever marked it; nothing of any card.
    """
    facts = facts_of(own_seat(request.member, session).session)
    fidelity = render_to_string("scoring/live_fidelity.html", {"fidelity": facts.fidelity})
    return JsonResponse({"questions": facts.questions, "fidelity": fidelity})


@require_GET
@never_cache
def live_answer(request: MemberRequest, org: str, session: uuid.UUID, planned: uuid.UUID) -> HttpResponse:
    """One question's model answer, and for its options which are right. That it was read is noted.

    404 for a question that was replaced, and once one's own card is submitted.
    """
    question = answered_of(request.member, session, planned)
    log_answer_view(actor=request.member, revision_ids=[question.revision_id])
    context = {"revision": question.revision, "question": question, "session_id": session}
    part = "#answer" if request.htmx else ""
    return render(request, f"scoring/live_answer.html{part}", context)


@require_http_methods(["GET", "POST"])
def live_replace(request: MemberRequest, org: str, session: uuid.UUID, planned: uuid.UUID) -> HttpResponse:
    """What could be asked instead, best first, and the rest of the bank; POST puts one in its place."""
    row = _changeable(request, session, planned)
    form = PickForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        picked = form.cleaned_data
        try:
            new = replace_question(
                actor=request.member,
                planned_id=planned,
                question_id=picked["question"],
                reason=picked["reason"],
                override=picked["override"],
                seen=_seen(request),
            )
        except Invalid as error:
            _tell(form, error)
        except Conflict as error:
            form.add_error(None, error.reason)
        else:
            return _changed(request, session, new.pk, added=new.pk, instead_of=planned)
        row = _changeable(request, session, planned)
    return _offer(request, row, form)


@require_POST
def live_move(request: MemberRequest, org: str, session: uuid.UUID, planned: uuid.UUID) -> HttpResponse:
    """Puts a question that was not asked yet one place up or down; once the interview runs with a reason."""
    row = _changeable(request, session, planned)
    if not request.htmx:
        save_typed(request, session)
    direction = request.POST.get("direction", "")
    reason = request.POST.get(f"move:{planned}", "")
    try:
        if rules.has_started(row.session.state):
            reorder_question(actor=request.member, planned_id=planned, direction=direction, reason=reason)
        else:
            move_question(actor=request.member, planned_id=planned, direction=direction)
    except (Invalid, Conflict) as error:
        if request.htmx:
            return HttpResponse(status=409, headers={"X-Reason": error.reason})
        messages.error(request, error.reason)
    return _changed(request, session, planned)


def _changeable(request: MemberRequest, session: uuid.UUID, planned: uuid.UUID) -> PlannedQuestion:
    """A question of this session, in which the actor sits, and may change questions; else 404 or 403."""
    row = planned_of(request.member, planned)
    seat = seat_in(request.member, row.session)
    if row.session_id != session or not rules.is_seated(seat):
        raise Http404("You do not sit in this session.")
    rules.may_change_questions(request.member, row.session.loop, seat).require()
    return row


def _seen(request: MemberRequest) -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None


def _tell(form: PickForm, error: Invalid) -> None:
    for field, words in error.fields.items():
        form.add_error(field if field in form.fields else None, words)
    if not error.fields:
        form.add_error(None, error.reason)


def _offer(request: MemberRequest, row: PlannedQuestion, form: PickForm) -> HttpResponse:
    """The alternatives: for htmx the part that stands in the sheet's dialog, else a page."""
    search = SearchForm(request.GET)
    words = search.cleaned_data["q"].strip() if search.is_valid() else ""
    context = {
        "form": form,
        "search": search,
        "words": words,
        "planned": row,
        "session": row.session,
        "loop": row.session.loop,
        "offers": offers_for(row.session, replacing=row.revision.question_id, search=words),
        "started": rules.has_started(row.session.state),
    }
    part = "#pick" if request.htmx else ""
    status = (422 if request.htmx else 400) if form.errors else 200
    return render(request, f"scoring/live_replace.html{part}", context, status=status)


def _changed(
    request: MemberRequest,
    session: uuid.UUID,
    planned: uuid.UUID,
    *,
    added: uuid.UUID | None = None,
    instead_of: uuid.UUID | None = None,
) -> HttpResponse:
    """For htmx the parts of the sheet that read otherwise now, and the new order; else the sheet again."""
    if not request.htmx:
        return to_question(request.organization.slug, session, planned)
    sheet = live_sheet(request.member, session)
    context = {"sheet": sheet, "session": sheet.session, "added": added, "instead_of": instead_of}
    answer = render(request, "scoring/live_changed.html", context)
    order = [str(question.planned.pk) for question in sheet.questions]
    told = {"plumbline:changed": {"order": order, "focus": str(planned)}}
    answer["HX-Trigger-After-Settle"] = json.dumps(told)
    return answer
