"""Documents: upload, reading with its progress, the review of what was read, and the text by lines."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRefresh

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from questionbank import access
from questionbank.actions.stage_import import Staged, stage_import, too_large
from questionbank.enums import BatchState, ItemState
from questionbank.forms import AcceptForm, UploadForm, level_choices, topic_choices
from questionbank.models import ImportBatch, ImportItem
from questionbank.queries.documents import WINDOW, document_window, remarks_of, window_at
from questionbank.queries.imports import VIEWS, imports_of, item_counts, items_of, place_of, with_matches
from questionbank.queries.rubrics import criteria_of
from questionbank.queries.topics import levels_of, topic_tree

PER_PAGE = 50
ALWAYS = (
    "pending",
    "warnings",
    "alike",
    "accepted",
    "all",
)  # others when something is in them


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
    _say(request, staged)
    return redirect("import_batch", request.organization.slug, staged.batch.pk)


def _say(request: MemberRequest, staged: Staged) -> None:
    batch = staged.batch
    if staged.is_new and batch.state == BatchState.STAGED:
        messages.success(request, f"{batch.name} is read. Review its questions before they enter the bank.")
    elif not staged.is_new and batch.state == BatchState.READING:
        messages.info(request, "This very document is being read already; nothing changed.")
    elif not staged.is_new and batch.state == BatchState.FAILED:
        messages.info(request, "This very document could not be read before; nothing changed. Here is why.")
    elif not staged.is_new:
        messages.info(
            request, "This very document was imported before; nothing changed. Here is what was made of it."
        )


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def import_batch(request: MemberRequest, org: str, batch: uuid.UUID) -> HttpResponse:
    """What was read of a document, to accept, edit or reject; while it is being read, how far that is."""
    row = access.batch_of(request.member, batch)
    asks_for = request.htmx.target if request.htmx else None
    if row.state in (BatchState.READING, BatchState.FAILED):
        part = "#reading" if asks_for == "reading" else ""
        context = {"batch": row, "progress": f"{row.progress_done} of {row.progress_total}"}
        return render(request, f"questionbank/import_reading.html{part}", context)
    if asks_for == "reading":
        return HttpResponseClientRefresh()
    return review_page(request, row, part="#review" if asks_for == "review" else "")


@require_safe
@vary_on_headers("HX-Request")
def import_document(request: MemberRequest, org: str, batch: uuid.UUID) -> HttpResponse:
    """The document's text by lines, each with the question it became part of, or why it did not.

    `line` says around which line, `at` around which question; htmx gets the pane alone.
    """
    row = access.batch_of(request.member, batch)
    chosen = _item(request, row)
    context = document_context(request, row, chosen) | {"batch": row}
    part = "#pane" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"questionbank/import_document.html{part}", context)


def review_page(
    request: MemberRequest,
    batch: ImportBatch,
    form: AcceptForm | None = None,
    *,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """The two panes: the document, and the items of one view; `part` "#review" is the items' alone."""
    counts = item_counts(batch)
    asked = _asked(request)
    view = asked.get("view") or ("pending" if counts["pending"] else "all")
    view = view if view in VIEWS else "all"
    page, chosen = _page(request, batch, view, counts[view])
    context: dict[str, Any] = {
        "batch": batch,
        "counts": counts,
        "view": view,
        "tabs": _tabs(view, counts),
        "page": page,
        "query": f"view={view}",
        "form": form or AcceptForm(**choices(request)),
        "ticked": request.POST.getlist("item"),
        "chosen": chosen,
        "remarks": remarks_of(batch),
        "is_open": batch.state in (BatchState.STAGED, BatchState.CLOSED),
    }
    if not part:
        context |= document_context(request, batch, chosen)
    return render(request, f"questionbank/import_batch.html{part}", context, status=status)


def document_context(request: MemberRequest, batch: ImportBatch, chosen: ImportItem | None) -> dict[str, Any]:
    """The window of the document around the line, the item, or the first item, that is looked at."""
    text = _asked(request).get("line", "")
    line = int(text) if text.isdecimal() and len(text) < 10 else chosen.first_line if chosen else 1
    total = batch.text.count("\n") + 1
    start = line if _asked(request).get("from") == "start" else window_at(line, total)
    return {
        "window": document_window(batch, start, chosen),
        "window_size": WINDOW,
        "remarks": remarks_of(batch),
        "chosen": chosen,
    }


def choices(request: MemberRequest) -> dict[str, Any]:
    """What can be chosen for all questions accepted together."""
    organization_id = request.organization.pk
    return {
        "topics": topic_choices(topic_tree(organization_id)),
        "levels": level_choices(levels_of(organization_id)),
        "criteria": [(str(criterion.pk), criterion.name) for criterion in criteria_of(organization_id)],
    }


def _asked(request: MemberRequest) -> Any:
    """Where the person is: in the address, or in the hidden fields of the form that was sent."""
    return request.POST if request.method == "POST" else request.GET


def _tabs(view: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {"label": word, "url": f"?view={name}", "current": name == view, "count": counts[name]}
        for name, word in VIEWS.items()
        if name in ALWAYS or counts[name] or name == view
    ]


def _page(
    request: MemberRequest, batch: ImportBatch, view: str, count: int
) -> tuple[Page[ImportItem], ImportItem | None]:
    """The page that was asked for, or the one with the item that was; and that item, else the first."""
    rows = items_of(batch, view)
    pages = Paginator(with_matches(rows), PER_PAGE)
    pages.count = count  # known already
    wanted = _asked(request).get("at", "")
    item_id = _id(wanted)
    place = place_of(rows, item_id) if item_id else None
    number = place // PER_PAGE + 1 if place is not None else _asked(request).get("page")
    page = pages.get_page(number)
    items = list(page.object_list)
    page.object_list = items
    chosen = next((item for item in items if str(item.pk) == wanted), None)
    return page, chosen or (items[0] if items else None)


def _item(request: MemberRequest, batch: ImportBatch) -> ImportItem | None:
    """The item of this document that `at` names."""
    item_id = _id(request.GET.get("at", ""))
    if item_id is None:
        return None
    item = access.item_of(request.member, item_id)
    return item if item.batch_id == batch.pk and item.state != ItemState.SPLIT else None


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None
