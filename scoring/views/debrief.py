"""One packet with its decision."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import Membership
from interviews.access import loop_of
from scoring.actions.record_decision import record_decision
from scoring.decision_form import DecisionForm
from scoring.packet_gaps import gaps_of
from scoring.packet_words import adjusted_words
from scoring.queries.packet import PacketReading, read_packet
from scoring.rules import may_override, may_read_calibration
from scoring.snapshot import Packet
from scoring.spread import spread_of
from scoring.views.debrief_protocol import protocol_context
from scoring.views.packet_files import open_and_note
from scoring.views.votes import votes_context
from scoring.visibility import is_blind


@require_http_methods(["GET", "POST"])
def packet(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """One packet; posting records the decision. What was typed is shown again when it is refused."""
    if request.method == "GET":
        try:
            return _show(request, open_and_note(request.member, loop))
        except Denied as closed:
            return _closed(request, loop, closed)
    reading = read_packet(request.member, loop)
    form = DecisionForm(request.POST, levels=reading.levels)
    if not form.is_valid():
        return _show(request, reading, form, status=400)
    try:
        _record(request, loop, form)
    except Invalid as error:
        for field, words in error.fields.items():
            form.add_error(field, words)
        return _show(request, reading, form, status=400)
    except Conflict as error:
        # Read again: what stands now is what has to be looked at, under a digest of its own.
        return _show(request, read_packet(request.member, loop), form, status=409, refused=error.reason)
    return redirect("packet", org=org, loop=loop)


def _closed(request: MemberRequest, loop: uuid.UUID, closed: Denied) -> HttpResponse:
    """The refusal; an administrator who owes a card is shown the way around it, and what it costs."""
    if not (may_override(request.member) and is_blind(request.member, loop_of(request.member, loop))):
        raise closed
    context = {"reason": closed.reason, "loop": loop}
    return render(request, "scoring/packet_closed.html", context, status=403)


def _record(request: MemberRequest, loop: uuid.UUID, form: DecisionForm) -> None:
    typed = form.cleaned_data
    record_decision(
        actor=request.member,
        loop_id=loop,
        outcome=typed["outcome"],
        reasons=typed["reasons"],
        dissent=typed["dissent"],
        level_id=typed["level"],
        digest_seen=typed["digest_seen"],
    )


def _show(
    request: MemberRequest,
    reading: PacketReading,
    form: DecisionForm | None = None,
    *,
    status: int = 200,
    refused: str = "",
) -> HttpResponse:
    content = reading.packet
    typed = form.data if form else None
    initial = {"digest_seen": reading.digest}
    if form and refused:
        form = DecisionForm(initial=_typed_again(form) | initial, levels=reading.levels)
    context = packet_context(request.member, reading) | {
        "form": form or DecisionForm(initial=initial, levels=reading.levels),
        "typed": typed if refused else None,
        "refused": refused,
        "form_open": bool(reading.may_decide and content["cards"] and not content["missing"]),
    }
    return render(request, "scoring/packet.html", context | _parts(request, reading), status=status)


def _parts(request: MemberRequest, reading: PacketReading) -> dict[str, Any]:
    """What the parts of the page that are not the packet show: the debrief, the votes, the decision."""
    return protocol_context(request, reading) | votes_context(request, reading)


def packet_context(reader: Membership, reading: PacketReading) -> dict[str, Any]:
    """What the packet itself shows, live or frozen, of any format. No query."""
    content = reading.packet
    spread = spread_of(content)
    return {
        "reading": reading,
        "packet": content,
        "loop": content["loop"],
        "cards": [_with_times(card) for card in content["cards"]],
        "overrides": [{**one, "day": parse_datetime(one["at"])} for one in content.get("overrides", [])],
        "spread": spread,
        "gaps": gaps_of(content, spread),
        "adjusted": adjusted_words(content),
        "may_read_run": may_read_calibration(reader),
    }


def _with_times(card: Packet) -> Packet:
    """The card's times as such; packets of format 1 know of no amendments."""
    amendments = [{**one, "when": parse_datetime(one["at"])} for one in card.get("amendments", [])]
    return {**card, "submitted": parse_datetime(card["submitted_at"] or ""), "amendments": amendments}


def _typed_again(form: DecisionForm) -> dict[str, Any]:
    return {name: form.data.get(name, "") for name in ("outcome", "level", "reasons", "dissent")}
