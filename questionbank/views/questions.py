"""A question's page, two revisions compared, and the step to another state."""

import re
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.ground.markdown import render_markdown
from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from questionbank import access, rules
from questionbank.actions.change_question_state import change_question_state
from questionbank.actions.log_answer_view import log_answer_view
from questionbank.enums import Priority
from questionbank.forms import StateForm, show_refusal
from questionbank.models import Question
from questionbank.queries.comparisons import compare_revisions
from questionbank.queries.health import health_of_question
from questionbank.queries.history import history_of, sources_of
from questionbank.queries.life import life_of
from questionbank.queries.questions import revisions_of, steps_taken
from questionbank.queries.rubrics import lines_of, rubric_views


@dataclass(frozen=True)
class Refused:
    """A form of the question's page that was not done: which one, what was typed, and why not."""

    form: str = ""
    typed: str = ""
    reason: str = ""


@require_safe
def question(request: MemberRequest, org: str, question: uuid.UUID) -> HttpResponse:
    """What it asks, what a good answer is, how it is rated, and where it stands."""
    row = access.question_of(request.member, question)
    return question_page(request, row, StateForm())


@require_POST
def question_state(request: MemberRequest, org: str, question: uuid.UUID) -> HttpResponse:
    """Moves a question along its life; a refusal shows on the question's page, with what was typed."""
    form = StateForm(request.POST)
    refused = 400
    if form.is_valid():
        try:
            row = change_question_state(actor=request.member, question_id=question, **form.cleaned_data)
        except Invalid as error:
            show_refusal(form, error.fields)
        except Conflict as error:
            form.add_error(None, error.reason)
            refused = 409
        else:
            messages.success(request, f"The question is {row.get_state_display().lower()} now.")
            return redirect("question", org, question)
    row = access.question_of(request.member, question)
    return question_page(request, row, form, status=refused)


@require_safe
def question_compare(request: MemberRequest, org: str, question: uuid.UUID) -> HttpResponse:
    """Two revisions, word by word; without numbers the current one and the one before it."""
    row = access.question_of(request.member, question)
    revisions = revisions_of(row)
    newest = revisions[0].number if revisions else 1
    after = access.revision_of(request.member, row, _number(request, "after", newest))
    before = access.revision_of(request.member, row, _number(request, "before", max(1, after.number - 1)))
    log_answer_view(actor=request.member, revision_ids=[before.pk, after.pk])
    differences = compare_revisions(row, before, after)
    context = {
        "question": row,
        "revisions": revisions,
        "before": before,
        "after": after,
        "changed": [difference for difference in differences if difference.changed],
        "unchanged": [difference for difference in differences if not difference.changed],
        "sides": [before, after],
        "labels": [f"Revision {before.number}", f"Revision {after.number}"],
    }
    return render(request, "questionbank/question_compare.html", context)


def _number(request: MemberRequest, name: str, default: int) -> int:
    text = request.GET.get(name, "")
    if not text:
        return default
    if not text.isdecimal() or len(text) > 9:
        raise Http404("There is no such revision.")
    return int(text)


# What is more than a line of words with code in it: it is rendered below a heading that says what it is.
_MARKDOWN = re.compile(r"\n\s*\n|\*|\]\(|\||~~|^\s*(```|#|>|[-+] |\d+[.)] )", re.M)
LONGEST_HEADING = 240


def _needs_room(prompt: str) -> bool:
    return len(prompt) > LONGEST_HEADING or _MARKDOWN.search(prompt.strip()) is not None


def question_page(
    request: MemberRequest,
    row: Question,
    form: StateForm,
    *,
    status: int = 200,
    refused: Refused | None = None,
) -> HttpResponse:
    """The page of a question; `refused` is what another of its forms sent, and why it was not done."""
    revision = row.current
    if revision is None:
        raise Http404("This question says nothing yet.")
    history, lines = history_of(row), lines_of(revision.rubric_id)
    reviews = next((past.reviews for past in history if past.revision.pk == revision.pk), [])
    life = life_of(request.member, row, reviews, lines)
    form.fields["state"].choices = [  # type: ignore[attr-defined]  # a choice field
        (way.state.value, way.state.label) for way in life.ways
    ]
    log_answer_view(actor=request.member, revision_ids=[revision.pk])
    context: dict[str, Any] = {
        "question": row,
        "revision": revision,
        # A short plain prompt is the heading already.
        "prompt": render_markdown(revision.prompt) if _needs_room(revision.prompt) else "",
        "summary": render_markdown(revision.summary),
        "answer": render_markdown(revision.answer),
        "lists": [
            ("Follow-up probes", revision.probes),
            ("Hints", revision.hints),
            ("Red flags", revision.red_flags),
        ],
        "rubric": rubric_views(lines),
        "history": history,
        "revisions": [past.revision for past in history],
        "steps_taken": steps_taken(row),
        "health": health_of_question(row),
        "sources": sources_of(row),
        "form": form,
        "life": life,
        "refused": refused or Refused(),
        "may_revise": rules.may_revise(request.member, row),
        "may_curate": rules.may_curate(request.member),
        "may_read_rubrics": rules.may_read_rubric_reviews(request.member),
        "priorities": Priority.choices,
    }
    return render(request, "questionbank/question.html", context, status=status)
