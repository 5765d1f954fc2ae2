"""Packets: the list, one packet with its decision."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from scoring.actions.record_decision import record_decision
from scoring.decision_form import DecisionForm
from scoring.packet_words import adjusted_words
from scoring.queries.packet import PacketReading, read_packet
from scoring.queries.packets import packet_row, packets
from scoring.spread import spread_of


@require_safe
def packet_list(request: MemberRequest, org: str) -> HttpResponse:
    """Loops to decide, loops that wait for cards, decided ones."""
    page = Paginator(packets(request.member), 50).get_page(request.GET.get("page"))
    rows = [packet_row(loop) for loop in page]
    return render(request, "scoring/packet_list.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "POST"])
def packet(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """One packet; posting records the decision. What was typed is shown again when it is refused."""
    if request.method == "GET":
        return _show(request, read_packet(request.member, loop))
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
    context: dict[str, Any] = {
        "reading": reading,
        "packet": content,
        "loop": content["loop"],
        "cards": [
            {**card, "submitted": parse_datetime(card["submitted_at"] or "")} for card in content["cards"]
        ],
        "spread": spread_of(content),
        "adjusted": adjusted_words(content),
        "form": form or DecisionForm(initial=initial, levels=reading.levels),
        "typed": typed if refused else None,
        "refused": refused,
        "form_open": bool(reading.may_decide and content["cards"] and not content["missing"]),
    }
    return render(request, "scoring/packet.html", context, status=status)


def _typed_again(form: DecisionForm) -> dict[str, Any]:
    return {name: form.data.get(name, "") for name in ("outcome", "level", "reasons", "dissent")}
