"""The list of packets: what the reader should do first, then what waits for others."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.ground.request import MemberRequest
from scoring.queries.packets import packet_row, packets
from scoring.rules import may_override
from scoring.views.debrief_tabs import tabs


@require_safe
def packet_list(request: MemberRequest, org: str) -> HttpResponse:
    """What to read, vote on and decide; what waits; what is decided."""
    page = Paginator(packets(request.member), 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [packet_row(loop) for loop in page],
        "may_override": may_override(request.member),
        "tabs": tabs(request, "packet_list"),
    }
    return render(request, "scoring/packet_list.html", context)
