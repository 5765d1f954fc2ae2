"""One imported question: correct it, split it, join it, accept it, leave it out, take that back."""

import json
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import retarget

from accounts.ground.markdown import render_markdown
from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from questionbank import access
from questionbank.actions.accept_import_items import Options, accept_import_items
from questionbank.actions.edit_import_item import edit_import_item
from questionbank.actions.merge_import_items import merge_import_items
from questionbank.actions.reject_import_items import reject_import_items
from questionbank.actions.reopen_import_item import reopen_import_item
from questionbank.actions.split_import_item import split_import_item
from questionbank.enums import State
from questionbank.forms import AcceptForm, ItemForm, show_refusal
from questionbank.forms_imports import SplitForm
from questionbank.imported import EDITABLE
from questionbank.models import ImportItem
from questionbank.queries.documents import item_lines
from questionbank.queries.imports import made_from, matches_of, neighbours, next_to_join, next_undecided
from questionbank.views.import_deciding import options_of, to_review
from questionbank.views.imports import choices

FIELD_ID = "item_%s"  # in the review the form stands beside another one with a level


@require_http_methods(["GET", "POST"])
def import_item(request: MemberRequest, org: str, item: uuid.UUID) -> HttpResponse:
    """What the document says beside what will be taken, and the form that corrects it.

    In the review htmx gets the form alone, or with `part=text` the question as it will read.
    """
    row = access.item_of(request.member, item)
    initial = {field: row.value(field) for field in EDITABLE} | {"seen": row.edited}
    form = ItemForm(request.POST or None, initial=initial, auto_id=FIELD_ID)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                _save(request, item, form)
            except Invalid as error:
                show_refusal(form, error.fields)
            except Conflict as error:
                # What was typed stays; saving it again replaces the version that is there now.
                row = access.item_of(request.member, item)
                typed = {**request.POST.dict(), "seen": json.dumps(row.edited)}
                form = ItemForm(typed, initial=initial, auto_id=FIELD_ID)
                form.add_error(None, error.reason)
                status = 409
            else:
                messages.success(request, "Saved. Accept it when it is right.")
                return _after(request, org, row, row.pk)
    return _item_page(request, row, form, status=status)


@require_POST
def import_item_accept(request: MemberRequest, org: str, item: uuid.UUID) -> HttpResponse:
    """Makes a question of it, and leads to the next one."""
    row = access.item_of(request.member, item)
    try:
        (made,) = accept_import_items(
            actor=request.member, batch_id=row.batch_id, item_ids=[item], options=_options(request)
        )
    except (Conflict, Invalid) as error:
        messages.error(request, error.reason)
        return _after(request, org, row, row.pk)
    word = "live" if made.state == State.LIVE else "as a draft"
    messages.success(request, f"Question {row.ordinal} is in the bank, {word}.")
    return _to_next(request, org, row)


@require_POST
def import_item_reject(request: MemberRequest, org: str, item: uuid.UUID) -> HttpResponse:
    """Leaves it out of the bank, and leads to the next one."""
    row = access.item_of(request.member, item)
    try:
        reject_import_items(actor=request.member, batch_id=row.batch_id, item_ids=[item])
    except Conflict as error:
        messages.error(request, error.reason)
        return _after(request, org, row, row.pk)
    messages.success(request, f"Question {row.ordinal} is rejected.")
    return _to_next(request, org, row)


@require_POST
def import_item_reopen(request: MemberRequest, org: str, item: uuid.UUID) -> HttpResponse:
    """Takes back a rejection, a merge, a split or a join."""
    row = access.item_of(request.member, item)
    try:
        reopen_import_item(actor=request.member, item_id=item)
    except Conflict as error:
        messages.error(request, error.reason)
    else:
        messages.success(request, f"Question {row.ordinal} is to be reviewed again.")
    return _after(request, org, row, row.pk)


@require_http_methods(["GET", "POST"])
def import_item_split(request: MemberRequest, org: str, item: uuid.UUID) -> HttpResponse:
    """Asks where the second question begins, and makes two of the one."""
    row = access.item_of(request.member, item)
    lines = str(row.value("answer") or "").split("\n")
    form = SplitForm(request.POST if request.method == "POST" else None, lines=lines)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                made = split_import_item(actor=request.member, item_id=item, **form.cleaned_data)
            except Invalid as error:
                show_refusal(form, error.fields)
            except Conflict as error:
                form.add_error(None, error.reason)
                status = 409
            else:
                numbers = " and ".join(str(part.ordinal) for part in made)
                messages.success(request, f"Question {row.ordinal} is split into {numbers}.")
                return _after(request, org, row, made[0].pk)
    context = {"item": row, "batch": row.batch, "form": form}
    return _part(request, "import_split.html", "form", context, status=status)


@require_POST
def import_item_join(request: MemberRequest, org: str, item: uuid.UUID) -> HttpResponse:
    """Makes one of this question and the next one of the document that is to be reviewed."""
    row = access.item_of(request.member, item)
    following = next_to_join(row)
    if following is None:
        messages.error(request, "No question to review follows this one in the document.")
        return _after(request, org, row, row.pk)
    try:
        made = merge_import_items(
            actor=request.member, batch_id=row.batch_id, first_id=row.pk, second_id=following.pk
        )
    except Conflict as error:
        messages.error(request, error.reason)
        return _after(request, org, row, row.pk)
    messages.success(
        request, f"Questions {row.ordinal} and {following.ordinal} are joined: question {made.ordinal}."
    )
    return _after(request, org, row, made.pk)


def _options(request: MemberRequest) -> Options:
    """In the review, what is chosen there for all holds for the one as well."""
    if request.POST.get("back") != "review":
        return Options()
    form = AcceptForm(request.POST, **choices(request))
    if not form.is_valid():
        raise Invalid("What the questions are to get makes no sense: look at it above the list.")
    return options_of(form)


def _after(request: MemberRequest, org: str, row: ImportItem, item_id: uuid.UUID) -> HttpResponse:
    """To this item, where the person came from: in the review, or on its own page."""
    if request.POST.get("back") == "review":
        return to_review(request, org, row.batch_id, item_id)
    return redirect("import_item", org, item_id)


def _to_next(request: MemberRequest, org: str, row: ImportItem) -> HttpResponse:
    following = next_undecided(row)
    if request.POST.get("back") == "review":
        return to_review(request, org, row.batch_id)
    if following is None:
        return redirect("import_batch", org, row.batch_id)
    return redirect("import_item", org, following.pk)


def _save(request: MemberRequest, item_id: uuid.UUID, form: ItemForm) -> None:
    typed = dict(form.cleaned_data)
    seen = typed.pop("seen") or {}
    edit_import_item(actor=request.member, item_id=item_id, changes=typed, seen=seen)


def _item_page(request: MemberRequest, row: ImportItem, form: ItemForm, *, status: int) -> HttpResponse:
    context = {"item": row, "batch": row.batch, "answer": render_markdown(str(row.value("answer") or ""))}
    if request.htmx:
        part = "text" if request.GET.get("part") == "text" else "form"
        return _part(request, "import_item.html", part, context | {"form": form}, status=status)
    before, after = neighbours(row)
    context |= {
        "lines": item_lines(row.batch, row),
        "form": form,
        "before": before,
        "after": after,
        "matches": matches_of(row),
        "made_from": made_from(row),
    }
    return _part(request, "import_item.html", "form", context, status=status)


def _part(
    request: MemberRequest, template: str, part: str, context: dict[str, object], *, status: int
) -> HttpResponse:
    """The page; in the review the part alone, below its item, also when it was refused."""
    if not request.htmx:
        return render(request, f"questionbank/{template}", context, status=status)
    # 422 is the one refusal that htmx shows.
    answer = render(
        request, f"questionbank/{template}#{part}", context, status=422 if status >= 400 else status
    )
    item = context["item"]
    return retarget(answer, f"#slot-{item.pk}") if isinstance(item, ImportItem) else answer
