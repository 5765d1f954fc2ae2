"""The forms that write: a new question, a new revision, the starter bank."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from questionbank import access, rules
from questionbank.actions.create_question import create_question
from questionbank.actions.load_starter import load_starter
from questionbank.actions.log_answer_view import log_answer_view
from questionbank.actions.revise_question import revise_question
from questionbank.content import Content
from questionbank.forms import level_choices, show_refusal, topic_choices
from questionbank.forms_question import QuestionForm, RevisionForm
from questionbank.models import Question
from questionbank.queries.comparisons import compare_contents, names_in
from questionbank.queries.duplicates import alike_questions
from questionbank.queries.rubrics import content_of, criteria_of
from questionbank.queries.topics import levels_of, topic_tree


@require_http_methods(["GET", "POST"])
def question_new(request: MemberRequest, org: str) -> HttpResponse:
    """Writes a draft."""
    rules.may_propose(request.member).require()
    form = QuestionForm(
        content=Content(prompt=""), initial={"key": uuid.uuid4()}, **_sent(request), **_choices(request)
    )
    if _asks_for_more(request):
        return _form_page(request, form, title="New question", status=200)
    if request.method == "POST" and form.is_valid():
        try:
            row = create_question(
                actor=request.member, content=form.content(), question_id=form.cleaned_data["key"]
            )
        except Invalid as error:
            show_refusal(form, error.fields)
        else:
            messages.success(request, "Draft saved.")
            _say_alike(request, row)
            return redirect("question", org, row.pk)
    return _form_page(request, form, title="New question", status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def question_edit(request: MemberRequest, org: str, question: uuid.UUID) -> HttpResponse:
    """Writes a revision. When somebody was faster, the typed text stays and theirs stands beside it."""
    row = access.question_of(request.member, question)
    rules.may_revise(request.member, row).require()
    if row.current is None:
        raise Conflict("This question has no revision to start from.")
    log_answer_view(actor=request.member, revision_ids=[row.current.pk])
    content = content_of(row.current, row.kind)
    form = RevisionForm(
        content=content, initial={"base": row.current.number}, **_sent(request), **_choices(request)
    )
    if _asks_for_more(request):
        return _form_page(request, form, title="Edit", question=row, status=200)
    if request.method == "POST" and form.is_valid():
        try:
            revised = _revise(request, question, form)
        except Invalid as error:
            show_refusal(form, error.fields)
        except Conflict as error:
            return _conflict_page(request, question, form, error.reason)
        else:
            messages.success(request, _saved(row, revised))
            return redirect("question", org, question)
    return _form_page(request, form, title="Edit", question=row, status=400 if form.errors else 200)


@require_POST
def starter_load(request: MemberRequest, org: str) -> HttpResponse:
    """Fills the bank with the questions that ship with Plumbline."""
    made = load_starter(actor=request.member, organization=request.organization)
    if made:
        messages.success(request, f"{len(made)} questions are in the bank now, ready to be asked.")
    else:
        messages.info(request, "The starter bank is here already; nothing changed.")
    return redirect("question_list", org)


def _revise(request: MemberRequest, question_id: uuid.UUID, form: RevisionForm) -> Question:
    typed = form.cleaned_data
    return revise_question(
        actor=request.member,
        question_id=question_id,
        base=typed["base"],
        content=form.content(),
        meaning=typed["meaning"],
        note=typed["note"],
    )


def _say_alike(request: MemberRequest, row: Question) -> None:
    """Tells who wrote without script what the form would have shown them."""
    if row.current is None:
        return
    found = alike_questions(request.member, row.organization_id, row.current.prompt, row.current.answer)
    same = [one for one in found if one.verdict == "same" and one.question.pk != row.pk]
    if same:
        others = f" and {len(same) - 1} more" if len(same) > 1 else ""
        messages.info(request, f"It seems to ask the same as “{same[0].question}”{others}.")


def _saved(before: Question, after: Question) -> str:
    if before.current_id == after.current_id:
        return "Nothing was changed, so there is no new revision."
    return f"Revision {after.current.number} saved." if after.current else "Saved."


def _conflict_page(
    request: MemberRequest, question_id: uuid.UUID, form: RevisionForm, reason: str
) -> HttpResponse:
    """The form with what was typed, based on the newer revision from now on, and that one beside it."""
    row = access.question_of(request.member, question_id)
    if row.current is None:
        raise Conflict(reason)
    newer = content_of(row.current, row.kind)
    data = request.POST.copy()
    data["base"] = str(row.current.number)
    again = RevisionForm(data, content=newer, **_choices(request))
    again.is_valid()
    mine = form.content()
    differences = compare_contents(newer, mine, names_in(newer, mine))
    context = {
        "reason": reason,
        "newer": row.current,
        "differences": [difference for difference in differences if difference.changed],
    }
    return _form_page(request, again, title="Edit", question=row, status=409, **context)


def _asks_for_more(request: MemberRequest) -> bool:
    """Whether a button was pressed that saves nothing: drafts of anchors, or fields for one more level."""
    return "propose" in request.POST or "own" in request.POST


def _sent(request: MemberRequest) -> dict[str, Any]:
    """What came with the request: to be saved, or to be shown again."""
    if _asks_for_more(request):
        return {"kept": request.POST}
    return {"data": request.POST or None}


def _choices(request: MemberRequest) -> dict[str, Any]:
    organization_id = request.organization.pk
    return {
        "topics": topic_choices(topic_tree(organization_id)),
        "levels": level_choices(levels_of(organization_id)),
        "criteria": criteria_of(organization_id),
    }


def _form_page(request: MemberRequest, form: QuestionForm, *, status: int, **context: Any) -> HttpResponse:
    return render(request, "questionbank/question_form.html", {"form": form, **context}, status=status)
