"""How a question is used in loops: its priority, and the questions that are never asked beside it."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from questionbank import access, rules
from questionbank.actions.mark_enemies import mark_enemies
from questionbank.actions.set_priority import set_priority
from questionbank.actions.unmark_enemies import unmark_enemies
from questionbank.forms import StateForm, show_refusal
from questionbank.forms_life import EnemyForm
from questionbank.models import Question, Topic
from questionbank.queries.enemies import enemies_with
from questionbank.queries.search import find_questions
from questionbank.searching import Search
from questionbank.views.questions import Refused, question_page

OFFERED = 20


@require_POST
def question_priority(request: MemberRequest, org: str, question: uuid.UUID) -> HttpResponse:
    """How gladly curators see it in loops."""
    text = request.POST.get("priority", "")
    try:
        priority = int(text) if text.lstrip("-").isdecimal() and len(text) < 3 else 99
        row = set_priority(actor=request.member, question_id=question, priority=priority)
    except Invalid as error:
        row = access.question_of(request.member, question)
        told = Refused("priority", text, error.fields["priority"])
        return question_page(request, row, StateForm(), status=400, refused=told)
    messages.success(request, f"In loops it is seen “{row.get_priority_display().lower()}” now.")
    return redirect("question", org, question)


@require_http_methods(["GET", "POST"])
def question_enemies(request: MemberRequest, org: str, question: uuid.UUID) -> HttpResponse:
    """What is never asked beside it; curators add what gives it away, or what it gives away."""
    row = access.question_of(request.member, question)
    form = EnemyForm(request.POST or None)
    if request.method == "POST":
        rules.may_curate(request.member).require()
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            mark_enemies(
                actor=request.member, question_id=row.pk, other_id=values["other"], reason=values["reason"]
            )
        except Invalid as error:
            show_refusal(form, error.fields)
        else:
            messages.success(request, "No new loop asks both of them.")
            return redirect("question_enemies", org, question)
    text = request.GET.get("q", "").strip()
    known = enemies_with(request.member, row)
    context = {
        "question": row,
        "form": form,
        "enemies": known,
        "search": text,
        "offers": _offers(request, row, text, [enemy.question for enemy in known]) if text else [],
        "may_curate": rules.may_curate(request.member),
    }
    return render(request, "questionbank/question_enemies.html", context, status=400 if form.errors else 200)


@require_POST
def enemies_unmark(request: MemberRequest, org: str, enemies: uuid.UUID) -> HttpResponse:
    """Takes a pair back."""
    pair = unmark_enemies(actor=request.member, pair_id=enemies, reason=request.POST.get("reason", ""))
    messages.success(request, "Loops may ask both of them again.")
    wanted = request.POST.get("question", "")
    back = pair.second_id if wanted == str(pair.second_id) else pair.first_id
    return redirect("question_enemies", org, back)


def _offers(request: MemberRequest, row: Question, text: str, known: list[Question]) -> list[Question]:
    """What a search finds, but for the question itself and its enemies."""
    topics = list(Topic.objects.filter(organization_id=request.organization.pk))
    found = find_questions(request.member, Search(text=text), topics=topics, size=OFFERED)
    return [hit.question for hit in found.hits if hit.question != row and hit.question not in known]
