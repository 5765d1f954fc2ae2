"""What the sections and words of a document are in the bank, said once for all its questions."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from questionbank import access
from questionbank.actions.correct_columns import TABLE, correct_columns
from questionbank.actions.map_import import map_import
from questionbank.forms import level_choices, show_refusal, topic_choices
from questionbank.forms_imports import ColumnsForm, MappingForm
from questionbank.models import ImportBatch
from questionbank.queries.mapping import words_of
from questionbank.queries.topics import levels_of, topic_tree


@require_http_methods(["GET", "POST"])
def import_mapping(request: MemberRequest, org: str, batch: uuid.UUID) -> HttpResponse:
    """Each section with its topic, each word of level and difficulty with ours; equal names are chosen."""
    row = access.batch_of(request.member, batch)
    form = _mapping_form(request, row, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                map_import(actor=request.member, batch_id=batch, **form.mapping())
            except Invalid as error:
                show_refusal(form, error.fields)
            except Conflict as error:
                form.add_error(None, error.reason)
                status = 409
            else:
                messages.success(request, "Kept. It holds for what you accept from now on.")
                return redirect("import_batch", org, batch)
    return _page(request, row, form, status=status)


@require_POST
def import_columns(request: MemberRequest, org: str, batch: uuid.UUID) -> HttpResponse:
    """Reads a table again with other columns."""
    row = access.batch_of(request.member, batch)
    columns = ColumnsForm(request.POST, said={})
    status = 400
    if columns.is_valid():
        try:
            correct_columns(actor=request.member, batch_id=batch, columns=columns.cleaned_data)
        except Invalid as error:
            columns.add_error(None, error.reason)
        except Conflict as error:
            columns.add_error(None, error.reason)
            status = 409
        else:
            messages.success(request, "Read again with these columns.")
            return redirect("import_mapping", org, batch)
    return _page(request, row, _mapping_form(request, row, None), columns, status=status)


def _mapping_form(request: MemberRequest, batch: ImportBatch, data: Any) -> MappingForm:
    return MappingForm(
        data,
        words=words_of(batch),
        topics=topic_choices(topic_tree(request.organization.pk)),
        levels=level_choices(levels_of(request.organization.pk)),
    )


def _page(
    request: MemberRequest,
    batch: ImportBatch,
    form: MappingForm,
    columns: ColumnsForm | None = None,
    *,
    status: int,
) -> HttpResponse:
    context = {"batch": batch, "form": form}
    if batch.report.get("reader") == TABLE:
        context["columns"] = columns or ColumnsForm(said=batch.mapping.get("columns", {}))
    return render(request, "questionbank/import_mapping.html", context, status=status)
