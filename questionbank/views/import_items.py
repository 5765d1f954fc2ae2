"""One imported question: correct it, accept it, leave it out, take that back."""

import json
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.ground.markdown import render_markdown
from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from questionbank import access
from questionbank.actions.accept_import_items import accept_import_items
from questionbank.actions.edit_import_item import edit_import_item
from questionbank.actions.reject_import_items import reject_import_items
from questionbank.actions.reopen_import_item import reopen_import_item
from questionbank.forms import ItemForm, show_refusal
from questionbank.imported import EDITABLE
from questionbank.models import ImportItem
from questionbank.queries.imports import neighbours, next_undecided


@require_http_methods(["GET", "POST"])
def import_item(request: MemberRequest, org: str, item: uuid.UUID) -> HttpResponse:
    """What the document says beside what will be taken, and the form that corrects it."""
    row = access.item_of(request.member, item)
    initial = {field: row.value(field) for field in EDITABLE} | {"seen": row.edited}
    form = ItemForm(request.POST or None, initial=initial)
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
                form = ItemForm({**request.POST.dict(), "seen": json.dumps(row.edited)}, initial=initial)
                form.add_error(None, error.reason)
                status = 409
            else:
                messages.success(request, "Saved. Accept it when it is right.")
                return redirect("import_item", org, item)
    return _item_page(request, row, form, status=status)


@require_POST
def import_item_accept(request: MemberRequest, org: str, item: uuid.UUID) -> HttpResponse:
    """Makes a draft of it, and leads to the next one."""
    row = access.item_of(request.member, item)
    try:
        accept_import_items(actor=request.member, batch_id=row.batch_id, item_ids=[item])
    except Conflict as error:
        messages.error(request, error.reason)
        return redirect("import_item", org, item)
    messages.success(request, f"Question {row.ordinal} is in the bank, as a draft.")
    return _to_next(org, row)


@require_POST
def import_item_reject(request: MemberRequest, org: str, item: uuid.UUID) -> HttpResponse:
    """Leaves it out of the bank, and leads to the next one."""
    row = access.item_of(request.member, item)
    try:
        reject_import_items(actor=request.member, batch_id=row.batch_id, item_ids=[item])
    except Conflict as error:
        messages.error(request, error.reason)
        return redirect("import_item", org, item)
    messages.success(request, f"Question {row.ordinal} is rejected.")
    return _to_next(org, row)


@require_POST
def import_item_reopen(request: MemberRequest, org: str, item: uuid.UUID) -> HttpResponse:
    """Takes a rejection back."""
    try:
        reopen_import_item(actor=request.member, item_id=item)
    except Conflict as error:
        messages.error(request, error.reason)
    return redirect("import_item", org, item)


def _to_next(org: str, row: ImportItem) -> HttpResponse:
    following = next_undecided(row)
    if following is None:
        return redirect("import_batch", org, row.batch_id)
    return redirect("import_item", org, following.pk)


def _save(request: MemberRequest, item_id: uuid.UUID, form: ItemForm) -> None:
    typed = dict(form.cleaned_data)
    seen = typed.pop("seen") or {}
    edit_import_item(actor=request.member, item_id=item_id, changes=typed, seen=seen)


def _item_page(request: MemberRequest, row: ImportItem, form: ItemForm, *, status: int) -> HttpResponse:
    first, last = row.parsed["lines"]
    lines = row.batch.text.split("\n")[first - 1 : last]
    before, after = neighbours(row)
    context = {
        "item": row,
        "batch": row.batch,
        "lines": list(enumerate(lines, start=first)),
        "first": first,
        "last": last,
        "answer": render_markdown(str(row.value("answer") or "")),
        "form": form,
        "before": before,
        "after": after,
    }
    return render(request, "questionbank/import_item.html", context, status=status)
