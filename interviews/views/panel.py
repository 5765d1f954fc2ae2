"""A loop's panel: who sits where and why, who could, what was given back; and who interviews how much."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from interviews import rules
from interviews.access import loop_of, seat_of
from interviews.actions.decline_seat import decline_seat
from interviews.actions.replace_seat import replace_seat
from interviews.actions.seat_panel import seat_panel
from interviews.actions.swap_seats import swap_seats
from interviews.forms.panels import DeclineForm, SeatPersonForm, SwapForm, chosen_seats, version_of
from interviews.models import Seat
from interviews.queries.load import loads
from interviews.queries.panel_view import panel_view
from interviews.queries.panels import panel_of


@require_http_methods(["GET", "POST"])
def loop_panel(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Shows the panel with a proposal for what is open; accepts it, as it was edited."""
    if request.method != "POST":
        rules.may_read(request.member).require()
    row = loop_of(request.member, loop)
    if request.method != "POST":
        context = {"loop": row, "panel": panel_view(request.member, row)}
        return render(request, "interviews/loop_panel.html", context)
    rules.may_change_loop(request.member, row).require()
    try:
        seats = chosen_seats(request.POST.dict(), panel_of(request.member, row).why)
        taken = seat_panel(
            actor=request.member, loop_id=row.pk, seats=seats, seen=version_of(request.POST.dict())
        )
    except (Conflict, Invalid) as error:
        messages.error(request, error.reason)
    else:
        names = ", ".join(dict.fromkeys(str(seat.member) for seat in taken))
        messages.success(request, f"Seated: {names}.")
    return redirect("loop_panel", org=org, loop=row.pk)


@require_POST
def seat_replace(request: MemberRequest, org: str, seat: uuid.UUID) -> HttpResponse:
    """Puts somebody else in the seat."""
    row = seat_of(request.member, seat)
    form = SeatPersonForm(_of_seat(request, row, "member"))
    if not form.is_valid():
        return _told(request, org, row, "Choose who takes the seat.")
    said = form.cleaned_data
    why = panel_of(request.member, row.session.loop).why(said["member"], row.session_id, row.kind)
    try:
        new = replace_seat(
            actor=request.member,
            seat_id=seat,
            member_id=said["member"],
            why=why,
            override=said["override"],
            seen=said["version"],
        )
    except (Conflict, Invalid) as error:
        return _told(request, org, row, error.reason)
    messages.success(request, f"{new.member} sits in {row.session.title} in place of {row.member}.")
    return redirect("loop_panel", org=org, loop=row.session.loop_id)


@require_POST
def seat_swap(request: MemberRequest, org: str, seat: uuid.UUID) -> HttpResponse:
    """Lets two people change seats."""
    row = seat_of(request.member, seat)
    form = SwapForm(_of_seat(request, row, "other"))
    if not form.is_valid():
        return _told(request, org, row, "Choose whose seat to swap with.")
    said = form.cleaned_data
    try:
        one, other = swap_seats(
            actor=request.member,
            seat_id=seat,
            other_id=said["other"],
            override=said["override"],
            seen=said["version"],
        )
    except (Conflict, Invalid) as error:
        return _told(request, org, row, error.reason)
    messages.success(request, f"{one.member} and {other.member} have changed seats.")
    return redirect("loop_panel", org=org, loop=row.session.loop_id)


def _of_seat(request: MemberRequest, seat: Seat, field: str) -> dict[str, str]:
    """The fields of this seat: on the panel's page each field ends in the id of its seat."""
    data = request.POST
    return {
        field: data.get(field) or data.get(f"{field}:{seat.pk}", ""),
        "override": data.get("override") or data.get(f"override:{seat.pk}", ""),
        "version": data.get("version", ""),
    }


def _told(request: MemberRequest, org: str, seat: Seat, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect("loop_panel", org=org, loop=seat.session.loop_id)


@require_http_methods(["GET", "POST"])
def seat_decline(request: MemberRequest, org: str, seat: uuid.UUID) -> HttpResponse:
    """Gives one's own seat back, with a reason; the loop may then be out of sight."""
    row = seat_of(request.member, seat)
    rules.may_decline(request.member, row).require()
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        declined = decline_seat(actor=request.member, seat_id=seat, reason=form.cleaned_data["reason"])
        messages.success(request, f"You gave your seat in {declined.session.title} back.")
        return redirect("loop_list", org=org)
    context = {"form": form, "seat": row, "loop": row.session.loop}
    return render(request, "interviews/seat_decline.html", context, status=400 if form.errors else 200)


@require_safe
def loop_load(request: MemberRequest, org: str) -> HttpResponse:
    """Who interviews how much."""
    rules.may_plan(request.member).require()
    return render(request, "interviews/loop_load.html", {"loads": loads(request.organization)})
