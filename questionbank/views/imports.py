"""Documents: upload, review of a whole batch, its text, and undoing it."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from questionbank import access
from questionbank.actions.accept_import_items import Options, accept_import_items
from questionbank.actions.reject_import_items import reject_import_items
from questionbank.actions.stage_import import stage_import, too_large
from questionbank.actions.undo_import import undo_import
from questionbank.forms import AcceptForm, UploadForm, level_choices, show_refusal, topic_choices
from questionbank.models import ImportBatch
from questionbank.queries.imports import VIEWS, document_lines, imports_of, item_counts, items_of
from questionbank.queries.rubrics import criteria_of
from questionbank.queries.topics import levels_of, topic_tree

PER_PAGE = 50


@require_http_methods(["GET", "POST"])
def import_list(request: MemberRequest, org: str) -> HttpResponse:
    """All documents, and the form that uploads one."""
    rows = imports_of(request.member)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST":
        try:
            answer = _upload(request, form)
        except Invalid as error:
            form.errors.clear()
            form.add_error("document", error.reason)
        else:
            if answer is not None:
                return answer
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form}
    return render(request, "questionbank/import_list.html", context, status=400 if form.errors else 200)


def _upload(request: MemberRequest, form: UploadForm) -> HttpResponse | None:
    if getattr(request, "upload_too_large", False):
        raise too_large("This document")
    if not form.is_valid():
        return None
    upload = form.cleaned_data["document"]
    staged = stage_import(
        actor=request.member, organization=request.organization, name=upload.name, data=upload.read()
    )
    if staged.is_new:
        messages.success(
            request, f"{staged.batch.name} is read. Review its questions before they enter the bank."
        )
    else:
        messages.info(
            request, "This very document was imported before; nothing changed. Here is what was made of it."
        )
    return redirect("import_batch", request.organization.slug, staged.batch.pk)


@require_safe
def import_batch(request: MemberRequest, org: str, batch: uuid.UUID) -> HttpResponse:
    """What was read of a document, to accept, edit or reject."""
    return _batch_page(request, access.batch_of(request.member, batch), None)


@require_safe
def import_document(request: MemberRequest, org: str, batch: uuid.UUID) -> HttpResponse:
    """The document's text by lines, each with the question it became part of, or why it did not."""
    row = access.batch_of(request.member, batch)
    context = {"batch": row, "lines": document_lines(row, items_of(row))}
    return render(request, "questionbank/import_document.html", context)


@require_POST
def import_accept(request: MemberRequest, org: str, batch: uuid.UUID) -> HttpResponse:
    """Accepts the chosen items, or all that have no warning."""
    form = AcceptForm(request.POST, **_choices(request))
    if form.is_valid():
        chosen = None if request.POST.get("which") == "clean" else _chosen(request)
        try:
            made = accept_import_items(
                actor=request.member, batch_id=batch, item_ids=chosen, options=_options(form)
            )
        except Invalid as error:
            show_refusal(form, error.fields)
        except Conflict as error:
            messages.error(request, error.reason)
            return redirect("import_batch", org, batch)
        else:
            messages.success(request, _accepted(len(made), 0 if chosen is None else len(chosen)))
            return redirect("import_batch", org, batch)
    return _batch_page(request, access.batch_of(request.member, batch), form, status=400)


@require_POST
def import_reject(request: MemberRequest, org: str, batch: uuid.UUID) -> HttpResponse:
    """Rejects the chosen items."""
    try:
        reject_import_items(actor=request.member, batch_id=batch, item_ids=_chosen(request))
    except Conflict as error:
        messages.error(request, error.reason)
    else:
        messages.success(request, "Rejected. They stay in this list and can be taken back.")
    return redirect("import_batch", org, batch)


@require_POST
def import_undo(request: MemberRequest, org: str, batch: uuid.UUID) -> HttpResponse:
    """Takes the whole import back."""
    try:
        row = undo_import(actor=request.member, batch_id=batch)
    except Conflict as error:
        messages.error(request, error.reason)
        return redirect("import_batch", org, batch)
    messages.success(request, f"The import of {row.name} is undone. The document can be uploaded again.")
    return redirect("import_list", org)


def _batch_page(
    request: MemberRequest, batch: ImportBatch, form: AcceptForm | None, *, status: int = 200
) -> HttpResponse:
    counts = item_counts(batch)
    view = request.GET.get("view", "pending" if counts["pending"] else "all")
    view = view if view in VIEWS else "all"
    choices = _choices(request)
    context = {
        "batch": batch,
        "counts": counts,
        "clean": counts["pending"] - counts["warnings"],
        "view": view,
        "tabs": [
            {"label": word, "url": f"?view={name}", "current": name == view, "count": counts[name]}
            for name, word in VIEWS.items()
        ],
        "page": Paginator(items_of(batch, view), PER_PAGE).get_page(request.GET.get("page")),
        "query": f"view={view}",
        "form": form or AcceptForm(**choices),
        "chosen": request.POST.getlist("item"),
    }
    return render(request, "questionbank/import_batch.html", context, status=status)


def _choices(request: MemberRequest) -> dict[str, Any]:
    organization_id = request.organization.pk
    return {
        "topics": topic_choices(topic_tree(organization_id)),
        "levels": level_choices(levels_of(organization_id)),
        "criteria": [(str(criterion.pk), criterion.name) for criterion in criteria_of(organization_id)],
    }


def _options(form: AcceptForm) -> Options:
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


def _accepted(made: int, chosen: int) -> str:
    words = f"{made} question{'s are' if made != 1 else ' is'} in the bank now."
    return words if made >= chosen else f"{words} {chosen - made} of those chosen were decided already."
