"""The bank: what is in it, searched and narrowed; and searches that are kept."""

import uuid
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url, replace_url

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from questionbank import rules
from questionbank.actions.remove_search import remove_search
from questionbank.actions.save_search import save_search
from questionbank.enums import Order
from questionbank.forms_search import SaveSearchForm, SearchForm
from questionbank.queries.saved_searches import saved_searches
from questionbank.queries.search import Found, corrected, find_questions
from questionbank.queries.topics import levels_of, topics_query
from questionbank.searching import FACETS, Counts, Search
from questionbank.views.facets import active, facets_of, shown

KNOWN = ("q", *FACETS, "sort")  # what a search is made of, in the order in which an address says it


@require_safe
@vary_on_headers("HX-Request")
def question_list(request: MemberRequest, org: str) -> HttpResponse:
    """The bank; the address holds the whole search. htmx gets the results and the counts alone."""
    rules.may_read_bank(request.member).require()
    topics, levels = list(topics_query(request.organization.pk)), levels_of(request.organization.pk)
    form = SearchForm(request.GET, topics=topics, levels=levels)
    search = form.search() if form.is_valid() else None
    # A filter that does not exist, such as a topic of others, finds nothing instead of everything.
    found = Found([], Counts(), None, None)
    if search:
        before, after = request.GET.get("before", ""), request.GET.get("after", "")
        found = find_questions(request.member, search, topics=topics, before=before, after=after)
    facets = facets_of(search or Search(), found.counts, topics, levels)
    query = query_of(request.GET)
    alone = bool(request.htmx and not request.htmx.boosted)
    context: dict[str, Any] = {
        "form": form,
        "search": search or Search(),
        "orders": [order for order in Order if order != Order.BEST or (search and search.words)],
        "found": found,
        "total": shown(found.counts.total, exact=found.counts.exact),
        "facets": facets,
        "active": active(facets),
        "drops": [
            (facet, _without(request.GET, facet.name))
            for facet in active(facets)
            if found.counts.without(facet.name)
        ],
        "chips": [
            (option.label, _without(request.GET, facet.name, option.value))
            for facet in active(facets)
            for option in facet.checked
        ],
        "query": query,
        "words_only": query_of(QueryDict(urlencode({"q": search.words if search else ""}))),
        "alone": alone,
        "filtered": not search or not search.is_empty(),
        "saved": [] if alone else saved_searches(request.member),
        "may_propose": rules.may_propose(request.member),
        "may_curate": rules.may_curate(request.member),
    }
    better = corrected(request.member, search, found, topics) if search else None
    if better:
        context["better"] = (
            better.text,
            shown(better.total, exact=better.exact),
            _with(request.GET, q=better.text),
        )
    answer = render(request, f"questionbank/question_list.html{'#results' if alone else ''}", context)
    return _address(request, query, answer) if alone else answer


@require_POST
def search_save(request: MemberRequest, org: str) -> HttpResponse:
    """Keeps a search under a name, and goes back to it."""
    form = SaveSearchForm(request.POST)
    query = query_of(QueryDict(request.POST.get("query", "")[:4000]))
    if not form.is_valid():
        messages.error(request, "A search is kept under a name of at most 80 characters.")
    else:
        name, is_shared = form.cleaned_data["name"], form.cleaned_data["is_shared"]
        try:
            save_search(actor=request.member, name=name, query=query, is_shared=is_shared)
        except Invalid as error:
            messages.error(request, error.reason)
        else:
            messages.success(request, f"The search is kept as “{name}”.")
    return redirect(f"{reverse('question_list', args=[org])}?{query}")


@require_POST
def search_remove(request: MemberRequest, org: str, search: uuid.UUID) -> HttpResponse:
    """Forgets a search that was kept."""
    remove_search(actor=request.member, search_id=search)
    messages.success(request, "The saved search is removed.")
    return redirect("question_list", org)


def query_of(given: QueryDict) -> str:
    """What an address says of a search, in our order, without what is empty or no part of it."""
    return urlencode([(name, value) for name in KNOWN for value in given.getlist(name) if value])


def _without(given: QueryDict, name: str, value: str | None = None) -> str:
    """The search without a facet, or without one value of it."""
    rest = given.copy()
    rest.setlist(name, [other for other in given.getlist(name) if value is not None and other != value])
    return query_of(rest)


def _with(given: QueryDict, **values: str) -> str:
    rest = given.copy()
    for name, value in values.items():
        rest[name] = value
    return query_of(rest)


def _address(request: MemberRequest, query: str, answer: HttpResponse) -> HttpResponse:
    """Says what the address bar shows. Typing on in a search is one step of the history, not many."""
    url = f"{request.path}?{query}" if query else request.path
    shows = parse_qsl(urlsplit(request.htmx.current_url or "").query)
    typed_on = any(name == "q" for name, _ in shows) and _but_text(shows) == _but_text(parse_qsl(query))
    return replace_url(answer, url) if typed_on else push_url(answer, url)


def _but_text(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pair for pair in pairs if pair[0] not in ("q", "before", "after"))
