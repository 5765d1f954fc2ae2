"""A card that was filled in on paper, typed in for whoever holds the seat."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from interviews.rules import may_read
from scoring.actions.enter_paper_card import Entered, enter_paper_card
from scoring.forms import read_sheet_form
from scoring.paper_card import PaperCard, PaperMark
from scoring.queries.live import CARD_LABELS
from scoring.queries.paper import PaperForm, paper_form, seats_by_code

WORDS = CARD_LABELS | {
    "rating": "Rating",
    "evidence": "Evidence",
    "not_assessed_reason": "Why not assessed",
}


@never_cache
@require_http_methods(["GET", "POST"])
def paper_card(request: MemberRequest, org: str, seat: uuid.UUID) -> HttpResponse:
    """The form; POST saves it for the holder to check, or hands it in at once. Refused, it loses nothing."""
    if request.method != "POST":
        form = paper_form(request.member, seat, timezone.now())
        return render(request, "scoring/paper_card.html", {"form": form})
    try:
        form = paper_form(request.member, seat, timezone.now(), _typed(request.POST))
        submit = request.POST.get("action") == "submit"
        paper = _read(request.POST, form)
        entered = enter_paper_card(actor=request.member, seat_id=seat, paper=paper, submit=submit)
    except Invalid as error:
        return _again(request, form, error.reason, error.fields, 400)
    except Conflict as error:
        return _closed(request, error.reason)
    if entered.missing:
        reason = "What you typed in is saved, but the card cannot be submitted yet."
        return _again(request, form, reason, entered.missing, 400)
    _tell(request, form, entered)
    return redirect("loop", org=org, loop=form.session.loop_id)


@require_safe
def paper_find(request: MemberRequest, org: str) -> HttpResponse:
    """By the code on the paper to the form for it."""
    may_read(request.member).require()
    code = request.GET.get("code", "").strip()[:20]
    seats = seats_by_code(request.member, code) if code else []
    return render(request, "scoring/paper_find.html", {"code": code, "seats": seats})


def _typed(post: QueryDict) -> dict[str, str]:
    """Everything that a form held, by the names of its fields."""
    return {name: str(post[name]) for name in post if name != "csrfmiddlewaretoken"}


def _read(post: QueryDict, form: PaperForm) -> PaperCard:
    fields = read_sheet_form(post).values
    fields.pop("private_note", None)  # no paper has one: somebody else types it in
    marks = [
        PaperMark(
            planned=question.planned.pk,
            state=post.get(f"mark:{question.planned.pk}", ""),
            reason=post.get(f"skip:{question.planned.pk}", ""),
            hints=tuple(
                hint.number
                for hint in question.hints
                if f"hint:{question.planned.pk}:{hint.number}" in post and hint.given_at is None
            ),
        )
        for question in form.questions
    ]
    return PaperCard(fields, tuple(mark for mark in marks if mark.state or mark.hints))


def _again(
    request: MemberRequest, form: PaperForm, reason: str, fields: dict[str, str], status: int
) -> HttpResponse:
    problems = [(_target(name), detail) for name, detail in fields.items()]
    context = {"form": form, "reason": reason, "problems": problems}
    return render(request, "scoring/paper_card.html", context, status=status)


def _closed(request: MemberRequest, reason: str) -> HttpResponse:
    """The card takes nothing any more: what was typed, to be copied."""
    fields = read_sheet_form(request.POST).values
    texts = [(WORDS[name.split(":")[0]], text) for name, text in fields.items() if text.strip()]
    context = {"reason": reason, "texts": texts}
    return render(request, "scoring/paper_closed.html", context, status=409)


def _target(name: str) -> str:
    return f"question-{name.removeprefix('planned:')}" if name.startswith("planned:") else f"field-{name}"


def _tell(request: MemberRequest, form: PaperForm, entered: Entered) -> None:
    who = form.seat.member
    for words in entered.told:
        messages.warning(request, words)
    if entered.submitted:
        messages.success(request, f"The card is submitted, and marked as entered from paper for {who}.")
    elif form.own:
        messages.success(request, "The card is saved. Check it on your sheet and submit it there.")
    else:
        messages.success(request, f"The card is saved. {who} checks it on their sheet and submits it.")
