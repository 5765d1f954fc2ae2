"""What the sections and words of a document are in the bank, said once for all its questions."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from questionbank import access
from questionbank.actions.map_import import map_import
from questionbank.forms import level_choices, show_refusal, topic_choices
from questionbank.forms_imports import MappingForm
from questionbank.queries.mapping import words_of
from questionbank.queries.topics import levels_of, topic_tree


@require_http_methods(["GET", "POST"])
def import_mapping(request: MemberRequest, org: str, batch: uuid.UUID) -> HttpResponse:
    """Each section with its topic, each word of level and difficulty with ours; equal names are chosen."""
    row = access.batch_of(request.member, batch)
    form = MappingForm(
        request.POST if request.method == "POST" else None,
        words=words_of(row),
        topics=topic_choices(topic_tree(request.organization.pk)),
        levels=level_choices(levels_of(request.organization.pk)),
    )
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
    context = {"batch": row, "form": form}
    return render(request, "questionbank/import_mapping.html", context, status=status)
