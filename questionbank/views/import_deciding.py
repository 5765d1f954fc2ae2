"""What is decided of a whole document, or of many of its items at once."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from questionbank import access
from questionbank.actions.accept_import_items import Options, accept_import_items
from questionbank.actions.reject_import_items import reject_import_items
from questionbank.actions.retry_import import retry_import
from questionbank.actions.take_unanswered import take_unanswered
from questionbank.actions.undo_import import undo_import
from questionbank.forms import AcceptForm, show_refusal
from questionbank.queries.imports import item_counts
from questionbank.queries.undoing import undoing_of
from questionbank.views.imports import choices, review_page


@require_POST
def import_accept(request: MemberRequest, org: str, batch: uuid.UUID) -> HttpResponse:
    """Accepts the chosen items, or all that have no warning and nothing to decide."""
    form = AcceptForm(request.POST, **choices(request))
    if form.is_valid():
        chosen = None if request.POST.get("which") == "clean" else _chosen(request)
        try:
            made = accept_import_items(
                actor=request.member, batch_id=batch, item_ids=chosen, options=options_of(form)
            )
        except Invalid as error:
            show_refusal(form, error.fields)
        except Conflict as error:
            messages.error(request, error.reason)
            return to_review(request, org, batch)
        else:
            counts = item_counts(access.batch_of(request.member, batch))
            messages.success(request, _accepted(len(made), chosen, counts))
            return to_review(request, org, batch)
    row = access.batch_of(request.member, batch)
    if request.htmx:
        return review_page(request, row, form, part="#review", status=422)
    return review_page(request, row, form, status=400)


@require_POST
def import_reject(request: MemberRequest, org: str, batch: uuid.UUID) -> HttpResponse:
    """Rejects the chosen items."""
    try:
        reject_import_items(actor=request.member, batch_id=batch, item_ids=_chosen(request))
    except Conflict as error:
        messages.error(request, error.reason)
    else:
        messages.success(request, "Rejected. They stay in this list and can be taken back.")
    return to_review(request, org, batch)


@require_POST
def import_unanswered(request: MemberRequest, org: str, batch: uuid.UUID) -> HttpResponse:
    """Makes an item of a prompt that the document does not answer."""
    line = request.POST.get("line", "")
    if not line.isdecimal() or len(line) > 9:
        raise Invalid("This names a line that cannot exist.", {"line": "Not a number."})
    item = take_unanswered(actor=request.member, batch_id=batch, line=int(line))
    messages.success(request, f"Line {line} is question {item.ordinal} now. Write its answer.")
    return redirect(f"{reverse('import_batch', args=[org, batch])}?at={item.pk}#item-{item.pk}")


@require_POST
def import_retry(request: MemberRequest, org: str, batch: uuid.UUID) -> HttpResponse:
    """Has a document read again."""
    try:
        retry_import(actor=request.member, batch_id=batch)
    except Conflict as error:
        messages.info(request, error.reason)
    return redirect("import_batch", org, batch)


@require_http_methods(["GET", "POST"])
def import_undo(request: MemberRequest, org: str, batch: uuid.UUID) -> HttpResponse:
    """What undoing takes back and what is in its way; and the undoing."""
    row = access.batch_of(request.member, batch)
    if request.method == "POST":
        try:
            undo_import(actor=request.member, batch_id=batch)
        except Conflict as error:
            messages.error(request, error.reason)
            return redirect("import_undo", org, batch)
        messages.success(request, f"The import of {row.name} is undone. The document can be uploaded again.")
        return redirect("import_list", org)
    context = {"batch": row, "undoing": undoing_of(row)}
    return render(request, "questionbank/import_undo.html", context)


def to_review(
    request: MemberRequest, org: str, batch_id: uuid.UUID, item_id: uuid.UUID | None = None
) -> HttpResponse:
    """Back to where the person was in the review, or to this item."""
    query = QueryDict(mutable=True)
    for name in ("view", "page"):
        if value := request.POST.get(name):
            query[name] = value
    if item_id:
        query["at"] = str(item_id)
    anchor = f"#item-{item_id}" if item_id else ""
    return redirect(f"{reverse('import_batch', args=[org, batch_id])}?{query.urlencode()}{anchor}")


def options_of(form: AcceptForm) -> Options:
    """What was chosen for all questions accepted together; call it when the form is valid."""
    typed = form.cleaned_data
    return Options(
        topic_id=typed["topic"],
        level_id=typed["level"],
        minutes=typed["minutes"],
        criterion_ids=tuple(typed["criteria"]),
        state=typed["state"],
    )


def _chosen(request: MemberRequest) -> list[uuid.UUID]:
    try:
        return [uuid.UUID(text) for text in request.POST.getlist("item")]
    except ValueError:
        raise Invalid("This names a question that cannot exist.", {"item": "Not an id."}) from None


def _accepted(made: int, chosen: list[uuid.UUID] | None, counts: dict[str, int]) -> str:
    words = [f"{made} question{'s are' if made != 1 else ' is'} in the bank now."]
    if counts["alike"]:
        resemble = "resembles a question" if counts["alike"] == 1 else "resemble questions"
        words.append(f"{counts['alike']} {resemble} of the bank and wait for your decision.")
    elif chosen is not None and len(chosen) > made:
        words.append(f"{len(chosen) - made} of those chosen were decided already.")
    return " ".join(words)
