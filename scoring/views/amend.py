"""Amending a submitted card: beginning, withdrawing, all versions. The sheet's button submits it."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict
from scoring.actions.begin_amendment import begin_amendment
from scoring.actions.note_packet_opening import note_packet_opening
from scoring.actions.withdraw_amendment import withdraw_amendment
from scoring.queries.amendments import amendment_to_withdraw
from scoring.queries.versions import versions_of
from scoring.visibility import counts


@require_POST
def amend_begin(request: MemberRequest, org: str, session: uuid.UUID) -> HttpResponse:
    """Opens the sheet of a submitted card again."""
    try:
        begin_amendment(actor=request.member, session_id=session)
    except Conflict as conflict:
        messages.error(request, conflict.reason)
    return redirect("live", org=org, session=session)


@require_http_methods(["GET", "POST"])
def amend_withdraw(request: MemberRequest, org: str, session: uuid.UUID) -> HttpResponse:
    """Asks whether the amendment is to be thrown away; POST throws it away."""
    there, left = amendment_to_withdraw(request.member, session)
    if request.method == "POST":
        try:
            withdraw_amendment(actor=request.member, session_id=session)
            messages.success(request, "The amendment is withdrawn. Your card stands as you submitted it.")
        except Conflict as conflict:
            messages.error(request, conflict.reason)
        return redirect("live", org=org, session=session)
    return render(request, "scoring/amend_withdraw.html", {"session": there, "left": left})


@require_safe
def card_versions(request: MemberRequest, org: str, card: uuid.UUID) -> HttpResponse:
    """A card as it was first submitted, and after each amendment."""
    found, versions = versions_of(request.member, card)
    if found.seat.member_id != request.member.pk:
        note_packet_opening(actor=request.member, loop=found.seat.session.loop)
    context = {"card": found, "versions": versions, "counted": counts(found)}
    return render(request, "scoring/card_versions.html", context)
