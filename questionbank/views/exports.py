"""The bank, or what a search finds of it, as a file."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.ground.downloads import download
from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict
from questionbank import rules
from questionbank.actions.export_questions import export_questions
from questionbank.exporting import FORMATS
from questionbank.forms_search import SearchForm
from questionbank.queries.exports import matching_ids
from questionbank.queries.topics import levels_of, topics_query
from questionbank.views.search import query_of


@require_http_methods(["GET", "POST"])
def question_export(request: MemberRequest, org: str) -> HttpResponseBase:
    """How many questions the search in the address finds, and the formats; then the file."""
    rules.may_curate(request.member).require()
    topics = list(topics_query(request.organization.pk))
    form = SearchForm(request.GET, topics=topics, levels=levels_of(request.organization.pk))
    ids = matching_ids(request.member, form.search(), topics) if form.is_valid() else []
    query = query_of(request.GET)
    if request.method == "POST":
        try:
            export = export_questions(
                actor=request.member,
                organization=request.organization,
                question_ids=ids,
                format_name=request.POST.get("format", ""),
            )
        except Conflict as error:
            messages.error(request, error.reason)
            return redirect(f"{reverse('question_export', args=[org])}?{query}")
        return download(*export)
    words = request.GET.get("q", "").strip()
    context = {"total": len(ids), "query": query, "formats": FORMATS, "search": words}
    return render(request, "questionbank/question_export.html", context)
