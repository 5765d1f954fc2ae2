"""An imported question beside one of the bank that it resembles."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from questionbank import access
from questionbank.actions.decide_import_match import decide_import_match
from questionbank.enums import PairDecision
from questionbank.queries.documents import compare_match
from questionbank.views.import_deciding import to_review

SAID = {
    PairDecision.SAME: "It is one more source of the question in the bank now.",
    PairDecision.VARIANT: "Kept as a variant. It can be accepted now.",
    PairDecision.DIFFERENT: "Kept as different. It can be accepted now.",
    PairDecision.OPEN: "It is open again what they are to each other.",
}


@require_http_methods(["GET", "POST"])
def import_match(request: MemberRequest, org: str, match: uuid.UUID) -> HttpResponse:
    """The difference of the two in words, and what they are to each other; htmx gets the difference alone."""
    row = access.match_of(request.member, match)
    if request.method == "POST":
        try:
            row = decide_import_match(
                actor=request.member, match_id=match, decision=request.POST.get("decision", "")
            )
        except (Conflict, Invalid) as error:
            messages.error(request, error.reason)
        else:
            messages.success(request, SAID[PairDecision(row.decision)])
        if request.POST.get("back") == "review":
            at = row.item_id if row.decision != PairDecision.SAME else None
            return to_review(request, org, row.item.batch_id, at)
        return redirect("import_item", org, row.item_id)
    context = {"match": row, "item": row.item, "batch": row.item.batch, "differences": compare_match(row)}
    part = "#difference" if request.htmx else ""
    return render(request, f"questionbank/import_match.html{part}", context)
