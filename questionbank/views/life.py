"""What waits for review, a question's rest, reviews and flags, and the rules of the bank."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from questionbank import access, rules
from questionbank.actions.close_flag import close_flag
from questionbank.actions.raise_flag import raise_flag
from questionbank.actions.rest_question import rest_question
from questionbank.actions.review_revision import review_revision
from questionbank.actions.set_bank_policy import set_bank_policy
from questionbank.actions.wake_question import wake_question
from questionbank.forms import StateForm, show_refusal
from questionbank.forms_life import PolicyForm, RestForm
from questionbank.queries.life import all_open_flags, policy_of, waiting_reviews
from questionbank.views.questions import Refused, question_page

PER_PAGE = 30
FLAGS_SHOWN = 30


@require_safe
def review_list(request: MemberRequest, org: str) -> HttpResponse:
    """What waits for this person's word; curators see the open flags too."""
    rules.may_review_at_all(request.member).require()
    curates = rules.may_curate(request.member)
    flags = list(all_open_flags()[: FLAGS_SHOWN + 1]) if curates else []
    context = {
        "page": Paginator(waiting_reviews(request.member), PER_PAGE).get_page(request.GET.get("page")),
        "flags": flags[:FLAGS_SHOWN],
        "more_flags": len(flags) > FLAGS_SHOWN,
        "may_curate": curates,
        "query": "",
        "noun": "questions",
    }
    return render(request, "questionbank/review_list.html", context)


@require_POST
def question_review(request: MemberRequest, org: str, question: uuid.UUID) -> HttpResponse:
    """Approves the revision that was read, or asks for changes."""
    number, comment = request.POST.get("number", ""), request.POST.get("comment", "")
    verdict = request.POST.get("verdict", "")

    def deed() -> str:
        review_revision(
            actor=request.member,
            question_id=question,
            number=int(number) if number.isdecimal() and len(number) < 9 else 0,
            verdict=verdict,
            comment=comment,
        )
        return "Approved." if verdict == "approved" else "Your wish is with whoever wrote it."

    return _on_page(request, question, Refused("review", comment), deed)


@require_POST
def question_rest(request: MemberRequest, org: str, question: uuid.UUID) -> HttpResponse:
    """Lets it rest, until a day or until somebody wakes it."""
    form = RestForm(request.POST)

    def deed() -> str:
        if not form.is_valid():
            raise Invalid("This is no day.", {"until": "Write the day as year-month-day."})
        row = rest_question(actor=request.member, question_id=question, until=form.cleaned_data["until"])
        return f"It rests until {row.resting_until:%d %B %Y}." if row.resting_until else "It rests."

    return _on_page(request, question, Refused("rest", request.POST.get("until", "")), deed)


@require_POST
def question_wake(request: MemberRequest, org: str, question: uuid.UUID) -> HttpResponse:
    """Ends its rest."""

    def deed() -> str:
        wake_question(actor=request.member, question_id=question)
        return "The question is live again."

    return _on_page(request, question, Refused("rest"), deed)


@require_POST
def question_flag(request: MemberRequest, org: str, question: uuid.UUID) -> HttpResponse:
    """Says what is wrong with it."""
    text = request.POST.get("text", "")

    def deed() -> str:
        raise_flag(actor=request.member, question_id=question, text=text)
        return "Flagged: a curator looks at it."

    return _on_page(request, question, Refused("flag", text), deed)


@require_POST
def flag_close(request: MemberRequest, org: str, flag: uuid.UUID) -> HttpResponse:
    """Says what became of a flag."""
    row = access.flag_of(request.member, flag)
    outcome = request.POST.get("outcome", "")

    def deed() -> str:
        close_flag(actor=request.member, flag_id=flag, outcome=outcome)
        return "The flag is closed."

    return _on_page(request, row.question_id, Refused(str(flag), outcome), deed)


@require_http_methods(["GET", "POST"])
def bank_policy(request: MemberRequest, org: str) -> HttpResponse:
    """The rules of the bank, for curators."""
    rules.may_curate(request.member).require()
    policy = policy_of(request.organization.pk)
    initial = {name: getattr(policy, name) for name in PolicyForm.base_fields}
    form = PolicyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_bank_policy(actor=request.member, **form.cleaned_data)
        except Invalid as error:
            show_refusal(form, error.fields)
        else:
            messages.success(request, "The rules of the bank are saved.")
            return redirect("bank_policy", org)
    context = {"form": form, "may_curate": True}
    return render(request, "questionbank/bank_policy.html", context, status=400 if form.errors else 200)


def _on_page(
    request: MemberRequest, question_id: uuid.UUID, refused: Refused, deed: Callable[[], str]
) -> HttpResponse:
    """Does it and goes back to the question's page; a refusal shows there, with what was typed."""
    try:
        done = deed()
    except (Conflict, Invalid) as error:
        words = next(iter(error.fields.values()), "") if isinstance(error, Invalid) else ""
        row = access.question_of(request.member, question_id)
        told = Refused(refused.form, refused.typed, words or error.reason)
        status = 400 if isinstance(error, Invalid) else 409
        return question_page(request, row, StateForm(), status=status, refused=told)
    messages.success(request, done)
    return redirect("question", request.organization.slug, question_id)
