"""Recording, releasing, reopening and verifying a decision; and what a packet's page shows of it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from scoring.actions.note_packet_opening import note_packet_opening
from scoring.actions.record_decision import record_decision
from scoring.actions.release_decision import release_decision
from scoring.actions.reopen_debrief import reopen_debrief
from scoring.debriefing.table import Part
from scoring.decision_form import DecisionForm
from scoring.queries.decision_page import decision_part, decision_sheet, decisions_to_verify
from scoring.queries.packet import PacketReading, open_packet, read_packet
from scoring.queries.verification import verify
from scoring.snapshot import Packet


def decision_context(
    request: MemberRequest, reading: PacketReading, parts: frozenset[Part] | None = None
) -> dict[str, Any]:
    """What scoring/packet_decision.html and scoring/packet_form.html show on the page of a packet, to
    somebody with these parts in its debrief.
    """
    part = decision_part(request.member, reading, parts)
    return {"deciding": part, "follow_up_query": _follow_up_query(part.topics)}


def _follow_up_query(topics: list[Packet]) -> str:
    query = QueryDict(mutable=True)
    query.setlist("topics", [topic["id"] for topic in topics])
    return query.urlencode()


@require_http_methods(["GET", "POST"])
def decision_record(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """The form on a page of its own; posting records the decision. What was typed is shown again when it is
    refused. `seen` is the digest of the packet that was read before the form was opened.
    """
    reading = read_packet(request.member, loop)
    note_packet_opening(actor=request.member, loop=reading.loop)
    if request.method == "GET":
        seen = request.GET.get("seen", "") or reading.digest
        return _show(request, reading, {"digest_seen": seen})
    form = DecisionForm(request.POST, sheet=decision_sheet(request.member, reading))
    if not form.is_valid():
        return _page(request, reading, form, status=400)
    try:
        record_decision(actor=request.member, loop_id=loop, **form.recorded())
    except Invalid as error:
        for field, words in error.fields.items():
            form.add_error(field, words)
        return _page(request, reading, form, status=400)
    except Conflict as error:
        # Read again: what stands now is what has to be looked at, under a digest of its own.
        fresh = read_packet(request.member, loop)
        typed = {name: form[name].value() for name in form.fields} | {"digest_seen": fresh.digest}
        return _show(request, fresh, typed, status=409, refused=error.reason)
    messages.success(request, "The decision is recorded. Nobody else hears of it before it is released.")
    return redirect("packet", org=org, loop=loop)


def _show(
    request: MemberRequest,
    reading: PacketReading,
    initial: dict[str, Any],
    *,
    status: int = 200,
    refused: str = "",
) -> HttpResponse:
    sheet = decision_sheet(request.member, reading)
    if not refused:
        initial = {"present": [*sheet.here, str(request.member.pk)]} | initial
    form = DecisionForm(initial=initial, sheet=sheet)
    return _page(request, reading, form, status=status, refused=refused)


def _page(
    request: MemberRequest, reading: PacketReading, form: DecisionForm, *, status: int, refused: str = ""
) -> HttpResponse:
    context = {
        "reading": reading,
        "loop": reading.packet["loop"],
        "sheet": form.sheet,
        "form": form,
        "chosen": form.chosen("cites"),
        "wanted": form.chosen("topics"),
        "deciding": decision_part(request.member, reading),
        "refused": refused,
    }
    return render(request, "scoring/decision_record.html", context, status=status)


@require_POST
def decision_release(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Releases the decision in force."""
    release_decision(actor=request.member, loop_id=loop)
    messages.success(request, "Released: who interviewed and who plans the loop read the decision now.")
    return redirect("packet", org=org, loop=loop)


@require_http_methods(["GET", "POST"])
def decision_reopen(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Asks for the reason, then takes the debrief back into discussion."""
    found = open_packet(request.member, loop)
    error: Invalid | None = None
    if request.method == "POST":
        try:
            reopen_debrief(actor=request.member, loop_id=loop, reason=request.POST.get("reason", ""))
        except Invalid as refusal:
            error = refusal
        else:
            messages.success(request, "Reopened: the decision stays on record, and cards are taken again.")
            return redirect("packet", org=org, loop=loop)
    context = {"loop": found, "error": error, "reason": request.POST.get("reason", "")}
    return render(request, "scoring/decision_reopen.html", context, status=400 if error else 200)


@require_POST
def decision_verify(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Says whether the loop's decisions, and every row behind them, are what they were."""
    found = open_packet(request.member, loop)
    results = [verify(decision) for decision in decisions_to_verify(request.member, found)]
    return render(request, "scoring/decision_verify.html", {"loop": found, "results": results})
