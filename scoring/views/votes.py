"""Votes on a packet: first and second ones side by side, and the form to cast one."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from scoring.actions.cast_vote import cast_vote
from scoring.actions.note_packet_opening import note_packet_opening
from scoring.queries.packet import PacketReading, read_packet
from scoring.queries.votes import VotesReading, votes_of
from scoring.vote_form import VoteForm


def votes_context(request: MemberRequest, reading: PacketReading) -> dict[str, Any]:
    """What templates/scoring/debrief_votes.html shows on the page of a packet."""
    votes = votes_of(request.member, reading.loop, reading.debrief, reading.packet)
    return {"votes": votes, "vote_form": _form(votes)}


@require_http_methods(["GET", "POST"])
def debrief_vote(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """The form on a page of its own; posting casts the vote. What was typed is shown again when refused."""
    if request.method == "GET":
        return _show(request, loop)
    form = VoteForm(request.POST)
    if not form.is_valid():
        return _show(request, loop, form, status=400)
    typed = form.cleaned_data
    try:
        cast_vote(actor=request.member, loop_id=loop, ballot=typed["ballot"], reason=typed["reason"])
    except Invalid as error:
        for field, words in error.fields.items():
            form.add_error(field, words)
        return _show(request, loop, form, status=400)
    except Conflict as error:
        return _show(request, loop, form, status=409, refused=error.reason)
    messages.success(request, "Your vote is in. Nobody else sees it before the vote has closed.")
    return redirect("packet", org=org, loop=loop)


def _show(
    request: MemberRequest,
    loop: uuid.UUID,
    form: VoteForm | None = None,
    *,
    status: int = 200,
    refused: str = "",
) -> HttpResponse:
    reading = read_packet(request.member, loop)
    note_packet_opening(actor=request.member, loop=reading.loop)
    votes = votes_of(request.member, reading.loop, reading.debrief, reading.packet)
    context = {
        "loop": reading.packet["loop"],
        "votes": votes,
        "vote_form": form or _form(votes),
        "refused": refused,
    }
    return render(request, "scoring/debrief_vote.html", context, status=status)


def _form(votes: VotesReading) -> VoteForm:
    """With one's own vote in it while it may be changed freely; a change after it closed begins empty."""
    own = votes.own
    initial = {"ballot": own.ballot, "reason": own.reason} if own and not votes.changing else {}
    return VoteForm(initial=initial)
