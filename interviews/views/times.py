"""When the sessions of a loop are held: days, proposals with reasons, moves with what speaks against them."""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from interviews import rules
from interviews.access import loop_of, session_of
from interviews.actions.place_loop import place_loop
from interviews.actions.schedule_session import schedule_session
from interviews.actions.set_windows import set_windows
from interviews.forms.times import MoveForm, WindowForm, ZoneForm
from interviews.models import Loop, Session
from interviews.queries.candidates import names_for
from interviews.queries.times import Table, table_of
from interviews.queries.times_page import Move, move_of, times_page
from interviews.timing.words import time_words, zone_words
from interviews.timing.zones import is_zone, zone_of
from interviews.views.common import tell

FARTHEST = timedelta(days=3650)  # nobody's hours are looked up further away


@require_safe
def loop_times(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """The days of a loop. `zone`: whose clock; `session`, `at`: a move looked at before it is saved."""
    rules.may_read(request.member).require()
    row = loop_of(request.member, loop)
    table = _table(request, row, request.GET.get("at", ""))
    zone = _zone(request.GET.get("zone", ""), table)
    session = _session(table, request.GET.get("session", ""))
    move = _look(request, table, session, zone) if session and _may_change(request, row) else None
    if request.htmx and move is not None:
        context = {"loop": row, "move": move, "zone": zone}
        return render(request, "interviews/loop_times_move.html", context)
    return _page(request, row, table, move=move, zone_key=zone.key)


@require_POST
def session_time(request: MemberRequest, org: str, session: uuid.UUID) -> HttpResponse:
    """Sets when and where a session is held; shows what speaks against it and asks for a reason."""
    row = session_of(request.member, session)
    rules.may_change_loop(request.member, row.loop).require()
    table = _table(request, row.loop, request.POST.get("at", ""))
    zone = _zone(request.POST.get("zone", ""), table)
    form = MoveForm(zone, request.POST)
    at = None
    if form.is_valid():
        values = form.cleaned_data
        at = values["at"]
        try:
            schedule_session(
                actor=request.member,
                session_id=session,
                at=at,
                place=values["place"] if "place" in request.POST else None,
                despite=values["despite"],
                seen=values["seen"],
            )
        except Invalid as error:
            tell(form, error)
        except Conflict as error:
            form.add_error(None, error.reason)
        else:
            words = f"is on {time_words(at, zone)} {zone_words(zone, at)}" if at else "has no time now"
            messages.success(request, f"{row.title} {words}.")
            return _back(request, row.loop_id, zone.key)
    shown = _session(table, str(session))
    move = move_of(table, shown, at, form) if shown else None
    return _page(request, row.loop, table, move=move, zone_key=zone.key, status=409 if at else 400)


@require_POST
def loop_place(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Accepts the proposed times that were shown, all together."""
    row = loop_of(request.member, loop)
    rules.may_change_loop(request.member, row).require()
    times = {}
    for name, text in request.POST.items():
        session, at = _uuid(name.removeprefix("time_")), _moment(text)
        if session is not None and at is not None:
            times[session] = at
    seen = request.POST.get("seen", "")
    try:
        place_loop(
            actor=request.member, loop_id=loop, times=times, seen=int(seen) if seen.isdecimal() else None
        )
    except (Conflict, Invalid) as error:
        messages.error(request, error.reason)
    else:
        many = f"{len(times)} interviews have their times."
        messages.success(request, many if len(times) > 1 else "The interview has its time.")
    return _back(request, loop, request.POST.get("zone", ""))


@require_POST
def loop_windows(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Enters a time that the candidate offers, removes one, or sets their zone."""
    row = loop_of(request.member, loop)
    rules.may_change_loop(request.member, row).require()
    table = _table(request, row)
    key = request.POST.get("zone", "")
    remove = _uuid(request.POST.get("remove", ""))
    zone_form = ZoneForm(request.POST) if "time_zone" in request.POST else None
    form = WindowForm(table.frame.zone, request.POST) if remove is None and zone_form is None else None
    shown = form or zone_form
    try:
        if form is not None and form.is_valid():
            set_windows(actor=request.member, loop_id=loop, add=[form.cleaned_data["span"]])
            return _back(request, loop, key)
        if zone_form is not None and zone_form.is_valid():
            set_windows(actor=request.member, loop_id=loop, time_zone=zone_form.cleaned_data["time_zone"])
            return _back(request, loop, key)
        if remove is not None:
            set_windows(actor=request.member, loop_id=loop, remove=[remove])
            return _back(request, loop, key)
    except Invalid as error:
        if shown is not None:
            tell(shown, error)
    return _page(request, row, table, window=form, candidate_zone=zone_form, zone_key=key, status=400)


def _look(request: MemberRequest, table: Table, session: Session, zone: ZoneInfo) -> Move:
    """A move before it is saved: to the time asked for in the address, else where the session is."""
    said = {"place": session.place, "zone": zone.key, "seen": table.loop.version}
    if "at" not in request.GET:
        at = session.scheduled_at
        said["at"] = f"{at.astimezone(zone):%Y-%m-%dT%H:%M}" if at else ""
        return move_of(table, session, at, MoveForm(zone, initial=said))
    form = MoveForm(zone, said | {"at": request.GET["at"]})
    return move_of(table, session, form.cleaned_data["at"] if form.is_valid() else None, form)


def _table(request: MemberRequest, loop: Loop, asked: str = "") -> Table:
    """With everybody's hours around the time asked for, which is on some wall clock."""
    clock = _moment(f"{asked}Z")
    near = clock is not None and abs(clock - timezone.now()) < FARTHEST
    also = [clock - timedelta(days=1)] if clock and near else []
    person = (
        names_for(request.member, [loop.candidate_id]).get(loop.candidate_id) if loop.candidate_id else None
    )
    return table_of(
        loop, timezone.now(), viewer=request.member, name=person.name if person else "", also=also
    )


def _zone(key: str, table: Table) -> ZoneInfo:
    return zone_of(key) if is_zone(key) else table.own_zone


def _session(table: Table, text: str) -> Session | None:
    return next((row for row in table.sessions if str(row.pk) == text), None)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _moment(text: object) -> datetime | None:
    """A moment with its zone; None for anything else."""
    try:
        at = parse_datetime(str(text))
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None


def _may_change(request: MemberRequest, loop: Loop) -> bool:
    return loop.state in ("proposed", "planned") and bool(rules.may_change_loop(request.member, loop))


def _back(request: MemberRequest, loop_id: uuid.UUID, zone: str) -> HttpResponse:
    address = reverse("loop_times", args=[request.organization.slug, loop_id])
    return redirect(f"{address}?{urlencode({'zone': zone})}" if is_zone(zone) else address)


def _page(
    request: MemberRequest,
    loop: Loop,
    table: Table,
    *,
    move: Move | None = None,
    window: WindowForm | None = None,
    candidate_zone: ZoneForm | None = None,
    zone_key: str = "",
    status: int = 200,
) -> HttpResponse:
    may_change = _may_change(request, loop)
    zone = _zone(zone_key, table)
    context = {
        "loop": loop,
        "zone": zone,
        "may_change": may_change,
        "may_keep_hours": bool(rules.may_plan(request.member)),
        "move": move,
        "page": times_page(
            table,
            zone,
            propose=may_change,
            anew="anew" in request.GET,
            move=move,
        ),
        "window": window or WindowForm(table.frame.zone),
        "candidate_zone": candidate_zone or ZoneForm(initial={"time_zone": table.frame.zone.key}),
    }
    return render(request, "interviews/loop_times.html", context, status=status)
