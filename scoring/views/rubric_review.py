"""The committee's second work: rubrics, how they are used, what is remarked on them."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from questionbank import access
from questionbank import rules as bank
from questionbank.actions.comment_on_anchor import comment_on_anchor
from questionbank.actions.settle_comment import settle_comment
from questionbank.forms import show_refusal
from questionbank.forms_rubric_review import CommentForm
from questionbank.models import Rubric
from questionbank.queries.rubrics import lines_of
from scoring.exports import Table, export_one
from scoring.pictures_questions import use_columns
from scoring.queries.rubric_review import RubricUse, rubric_use
from scoring.queries.rubric_review_list import rubric_rows
from scoring.queries.rubric_review_page import rubric_page
from scoring.views.debrief_tabs import tabs

PER_PAGE = 30
LOWEST = 1


@require_safe
def rubric_list(request: MemberRequest, org: str) -> HttpResponse:
    """All rubrics in use, what wants attention first; `?q=` narrows to names and prompts."""
    bank.may_read_rubric_reviews(request.member).require()
    words = request.GET.get("q", "").strip()
    page = Paginator(rubric_rows(request.member, words=words), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": tabs(request, "rubric_list"),
        "page": page,
        "rows": [(row, use_columns(row.use, LOWEST)) for row in page],
        "words": words,
        "query": urlencode({"q": words}) if words else "",
    }
    return render(request, "scoring/rubric_list.html", context)


@require_safe
def rubric(request: MemberRequest, org: str, rubric: uuid.UUID) -> HttpResponse:
    """Its anchors, beside them evidence from cards; comments and proposals."""
    return _page(request, access.rubric_of(request.member, rubric))


@require_safe
def rubric_figures(request: MemberRequest, org: str, rubric: uuid.UUID) -> HttpResponse:
    """How its points are used, and whether they mean what they say; `?format=` gives the file."""
    row = access.rubric_of(request.member, rubric)
    use = rubric_use(request.organization, row, lines_of(row.pk))
    file = export_one(request, "rubric", {"criteria": _table(use)})
    if file is not None:
        return file
    context = {
        "tabs": tabs(request, "rubric_list"),
        "rubric": row,
        "use": use,
        "criteria": [(one, use_columns(one.figures.use, LOWEST)) for one in use.criteria],
        "questions": [
            (question, found, use_columns(found.use, LOWEST) if found else [])
            for question, found in use.questions
        ],
    }
    return render(request, "scoring/rubric_figures.html", context)


@require_POST
def rubric_comment(request: MemberRequest, org: str, line: uuid.UUID) -> HttpResponse:
    """Remarks on a criterion or one of its anchors; a refusal shows beside what was typed."""
    row = access.line_of(request.member, line)
    bank.may_review_rubrics(request.member).require()
    form = CommentForm(request.POST, row)
    if form.is_valid():
        try:
            comment_on_anchor(actor=request.member, line_id=line, **form.cleaned_data)
        except Invalid as error:
            show_refusal(form, error.fields)
        else:
            messages.success(request, f"Your comment stands beside {row.criterion}.")
            return redirect("rubric", org, row.rubric_id)
    return _page(request, access.rubric_of(request.member, row.rubric_id), refused=form, status=400)


@require_POST
def rubric_comment_settle(request: MemberRequest, org: str, comment: uuid.UUID) -> HttpResponse:
    """Says that a comment is dealt with."""
    row = settle_comment(actor=request.member, comment_id=comment)
    messages.success(request, "The comment is settled.")
    return redirect("rubric", org, row.line.rubric_id)


def _page(
    request: MemberRequest, row: Rubric, *, refused: CommentForm | None = None, status: int = 200
) -> HttpResponse:
    page = rubric_page(request.member, row)
    forms: dict[uuid.UUID, CommentForm] = {}
    if page.may_review:
        forms = {shown.line.pk: CommentForm(None, shown.line) for shown in page.criteria}
        forms |= {pk: refused for pk, form in forms.items() if refused and form.prefix == refused.prefix}
    context: dict[str, Any] = {
        "tabs": tabs(request, "rubric_list"),
        "rubric": row,
        "shown": page,
        "criteria": [(shown, forms.get(shown.line.pk)) for shown in page.criteria],
        "refused": refused,
    }
    return render(request, "scoring/rubric_page.html", context, status=status)


def _table(use: RubricUse) -> Table:
    names = ["criterion", "ratings", "candidates", "missing", "given_1", "given_2", "given_3", "given_4"]
    names += ["not_assessed_percent", "pairs", "same_percent", "near_percent", "telling", "words_median"]
    return Table(names, lambda: [_cells(one.line.criterion.name, one.figures) for one in use.criteria])


def _cells(name: str, one: Any) -> tuple[Any, ...]:
    use = one.use or [None] * 4
    pairs = one.agreement
    known = (pairs.n, pairs.same, pairs.near) if not one.missing else (None, None, None)
    return (name, one.n, one.candidates, one.missing, *use, one.not_assessed, *known, one.telling, one.words)
