"""The health of the bank: which questions need a look, first."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.ground.request import MemberRequest
from questionbank import health, rules
from questionbank.enums import Health
from questionbank.queries.health import health_counts, healths, watched_questions

PER_PAGE = 30
WORST_FIRST = (Health.CHECK, Health.UNKNOWN, Health.GOOD)


@require_safe
def bank_health(request: MemberRequest, org: str) -> HttpResponse:
    """Questions in use by their health; without a choice those that need a look."""
    rules.may_read_bank(request.member).require()
    asked = request.GET.get("health", "")
    wanted = Health(asked) if asked in Health.values else Health.CHECK
    page = Paginator(watched_questions(request.member, wanted), PER_PAGE).get_page(request.GET.get("page"))
    counts = health_counts()
    context = {
        "wanted": wanted,
        "kinds": [(kind, counts.get(kind, 0)) for kind in WORST_FIRST],
        "page": page,
        "rows": healths(list(page)),
        "query": f"health={wanted}",
        "thresholds": health,
        "may_curate": rules.may_curate(request.member),
    }
    return render(request, "questionbank/bank_health.html", context)
