"""What is done on a packet beside reading and voting: taking part, moving on, recusals, vetoes."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from scoring.actions.appoint_to_committee import appoint_to_committee
from scoring.actions.confirm_reading import confirm_reading
from scoring.actions.move_debrief import move_debrief
from scoring.actions.name_facilitator import name_facilitator
from scoring.actions.raise_veto import raise_veto
from scoring.actions.recuse_from_debrief import recuse_from_debrief
from scoring.actions.take_committee_seat import take_committee_seat
from scoring.actions.withdraw_veto import withdraw_veto
from scoring.debrief_forms import ReasonForm
from scoring.debrief_strip import act_of
from scoring.forms import read_uuid
from scoring.queries.debrief_protocol import Rights
from scoring.queries.debriefs import debrief_of, open_debrief, protocol_of
from scoring.views.debrief_protocol import back_to_debrief

# What each page with a reason says: heading, what it does, the button.
RECUSE = (
    "Recuse yourself",
    "The packet, its cards and its votes are closed to you at once, and nobody waits for you. You cannot "
    "take it back. The others see that you are recused, not why.",
    "Recuse yourself",
)
VETO = (
    "Forbid a decision to hire",
    "While your veto stands, the committee cannot record a decision to hire. It is kept with your name and "
    "reason, and you can withdraw it.",
    "Raise the veto",
)
WITHDRAW = ("Withdraw the veto", "The veto stays on record, with both reasons.", "Withdraw the veto")


@require_POST
def debrief_join(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Takes a place in the committee."""
    take_committee_seat(actor=request.member, loop_id=loop)
    messages.success(request, "You take part: read the packet, say so, then vote.")
    return redirect("packet", org=org, loop=loop)


@require_POST
def debrief_read(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Says that one has read the packet."""
    confirm_reading(actor=request.member, loop_id=loop)
    return redirect("packet", org=org, loop=loop)


@require_POST
def debrief_appoint(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Asks somebody into the committee."""
    member = read_uuid(request.POST.get("member"), "member")
    if member is None:
        raise Invalid("Nobody was chosen.", {"member": "Choose somebody."})
    seat = appoint_to_committee(actor=request.member, loop_id=loop, member_id=member)
    messages.success(request, f"{seat.member} takes part.")
    return back_to_debrief(request, loop)


@require_POST
def debrief_facilitator(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Names who leads the debrief, or with nobody chosen that nobody does."""
    member = read_uuid(request.POST.get("member"), "member")
    debrief = name_facilitator(actor=request.member, loop_id=loop, member_id=member)
    leads = f"{debrief.facilitator} leads this debrief." if debrief.facilitator else "Nobody leads it now."
    messages.success(request, leads)
    return back_to_debrief(request, loop)


@require_http_methods(["GET", "POST"])
def debrief_recuse(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Says what it does and asks why; posting closes the packet to this person."""
    if request.method == "GET":
        _rights(request, loop).recuse.require()

    def recuse(reason: str) -> str:
        recuse_from_debrief(actor=request.member, loop_id=loop, reason=reason)
        return "You are recused: this loop is closed to you."

    return _with_reason(request, loop, RECUSE, recuse, leaves=True, danger=True)


@require_http_methods(["GET", "POST"])
def debrief_veto(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Asks why; posting raises the facilitator's veto."""
    if request.method == "GET":
        _rights(request, loop).veto.require()

    def veto(reason: str) -> str:
        raise_veto(actor=request.member, loop_id=loop, reason=reason)
        return "Your veto stands."

    return _with_reason(request, loop, VETO, veto, danger=True)


@require_http_methods(["GET", "POST"])
def debrief_veto_withdraw(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Asks why; posting withdraws it."""
    if request.method == "GET":
        _rights(request, loop).withdraw_veto.require()

    def withdraw(reason: str) -> str:
        withdraw_veto(actor=request.member, loop_id=loop, reason=reason)
        return "The veto is withdrawn."

    return _with_reason(request, loop, WITHDRAW, withdraw)


def _rights(request: MemberRequest, loop: uuid.UUID) -> Rights:
    row = open_debrief(request.member, loop)
    return protocol_of(request.member, row, debrief_of(row)).rights


def _with_reason(
    request: MemberRequest,
    loop: uuid.UUID,
    words: tuple[str, str, str],
    do: Callable[[str], str],
    *,
    leaves: bool = False,
    danger: bool = False,
) -> HttpResponse:
    """A page that asks why, and does it once it is said; what was typed stays when it is refused. `leaves`:
    whether the packet is closed to them afterwards.
    """
    form = ReasonForm(request.POST if request.method == "POST" else None)
    heading, text, submit = words
    context: dict[str, Any] = {"heading": heading, "text": text, "submit": submit, "danger": danger}
    if request.method == "POST" and form.is_valid():
        try:
            done = do(form.cleaned_data["reason"])
        except Invalid as error:
            for field, wrong in error.fields.items():
                form.add_error(field, wrong)
        except Conflict as error:
            return _show(request, loop, form, context | {"refused": error.reason}, status=409)
        else:
            messages.success(request, done)
            slug = request.organization.slug
            return redirect("packet_list", org=slug) if leaves else redirect("packet", org=slug, loop=loop)
    return _show(request, loop, form, context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def debrief_move(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Takes the debrief on or back. Where that needs a reason, a page says what it goes over and asks why."""
    sent = request.POST if request.method == "POST" else request.GET
    target, seen = sent.get("target", ""), sent.get("version_seen", "")
    if request.method == "GET":
        return _move_page(request, loop, target, ReasonForm())
    try:
        debrief = move_debrief(
            actor=request.member,
            loop_id=loop,
            target=target,
            reason=sent.get("reason", ""),
            version_seen=int(seen) if seen.isdecimal() and len(seen) < 9 else -1,
        )
    except (Invalid, Conflict) as error:
        typed = ReasonForm(initial={"reason": sent.get("reason", "")})
        told = error.fields.get("reason", error.reason) if isinstance(error, Invalid) else error.reason
        status = 400 if isinstance(error, Invalid) else 409
        return _move_page(request, loop, target, typed, refused=told, status=status)
    messages.success(request, f"The debrief has gone on: {debrief.get_state_display().lower()}.")
    return back_to_debrief(request, loop)


def _move_page(
    request: MemberRequest,
    loop: uuid.UUID,
    target: str,
    form: ReasonForm,
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    row = open_debrief(request.member, loop)
    protocol = protocol_of(request.member, row, debrief_of(row))
    move = next((one for one in protocol.moves if one.target == target), None)
    may = move is not None and bool(move.take or move.override)
    context: dict[str, Any] = {
        "heading": act_of(move).word if move and may else "This step cannot be taken",
        "submit": move.verb.capitalize() if move and may else "",
        "protocol": protocol,
        "move": move,
        "why_not": move.take.reason if move and not may else "",
        "refused": refused,
    }
    return _show(request, loop, form, context, status=status)


def _show(
    request: MemberRequest, loop: uuid.UUID, form: ReasonForm, context: dict[str, Any], *, status: int
) -> HttpResponse:
    named = open_debrief(request.member, loop)
    return render(request, "scoring/debrief_act.html", context | {"form": form, "loop": named}, status=status)
