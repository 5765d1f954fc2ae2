"""Meetings of the committee: the list, a new one, its agenda, and the form that changes it."""

import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from interviews.models import Loop
from interviews.queries.availability import zones_of
from scoring import rules
from scoring.access import meeting_of
from scoring.actions.change_agenda import change_agenda
from scoring.actions.create_meeting import create_meeting
from scoring.meeting_form import AgendaForm, MeetingForm, NewMeetingForm
from scoring.models import Meeting
from scoring.queries.meetings import Agenda, agenda_of, invitable, meetings_of, ready_loops
from scoring.queries.packets import packet_row
from scoring.views.debrief_tabs import tabs


@require_safe
def meeting_list(request: MemberRequest, org: str) -> HttpResponse:
    """Meetings to come, running ones, those that are over."""
    page = Paginator(meetings_of(request.member), 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "may_call": rules.may_call_meetings(request.member),
        "zone": _zone(request),
        "tabs": tabs(request, "meeting_list"),
    }
    return render(request, "scoring/meeting_list.html", context)


@require_safe
def meeting(request: MemberRequest, org: str, meeting: uuid.UUID) -> HttpResponse:
    """One meeting: what is talked about now, what comes next, how the time stands, who is here."""
    agenda = agenda_of(request.member, meeting_of(request.member, meeting))
    return render(
        request, "scoring/meeting.html", {"agenda": agenda, "meeting": agenda.meeting, "zone": _zone(request)}
    )


@require_http_methods(["GET", "POST"])
def meeting_new(request: MemberRequest, org: str) -> HttpResponse:
    """Calls a meeting over the candidates that are ready, widest disagreement first."""
    rules.may_call_meetings(request.member).require()
    loops, members, zone = _choices(request)
    today = timezone.now().astimezone(zone)
    initial = {"title": f"Debriefs of {today.day} {today:%B}", "loops": [str(loop.pk) for loop in loops]}
    form = NewMeetingForm(request.POST or None, zone=zone, loops=loops, members=members, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_meeting(
                actor=request.member,
                title=form.cleaned_data["title"],
                loop_ids=form.chosen_loops,
                member_ids=form.chosen_members,
                starts_at=form.cleaned_data["starts_at"],
                minutes=form.cleaned_data["minutes"],
            )
        except Invalid as error:
            _tell(form, error)
        else:
            messages.success(
                request, "The meeting stands. Whom you invited finds it under Debrief, Meetings."
            )
            return redirect("meeting", org=org, meeting=made.pk)
    return _form(request, "scoring/meeting_new.html", form, loops)


@require_http_methods(["GET", "POST"])
def meeting_change(request: MemberRequest, org: str, meeting: uuid.UUID) -> HttpResponse:
    """Another order, other minutes, further candidates, other people."""
    row = meeting_of(request.member, meeting)
    rules.may_lead(request.member, row).require()
    agenda = agenda_of(request.member, row)
    form, loops = _agenda_form(request, agenda)
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, row, form)
        except Invalid as error:
            _tell(form, error)
        except Conflict as error:
            form.add_error(None, error.reason)
            return _form(request, "scoring/meeting_change.html", form, loops, status=409, meeting=row)
        else:
            messages.success(request, "The agenda is changed.")
            return redirect("meeting", org=org, meeting=row.pk)
    return _form(request, "scoring/meeting_change.html", form, loops, meeting=row)


def _agenda_form(request: MemberRequest, agenda: Agenda) -> tuple[AgendaForm, list[Loop]]:
    listed = {line.item.loop_id for line in agenda.lines}
    loops, members, zone = _choices(request, already=[member.pk for member in agenda.members])
    loops = [loop for loop in loops if loop.pk not in listed]
    initial = {
        "title": agenda.meeting.title,
        "starts_at": agenda.meeting.starts_at and agenda.meeting.starts_at.astimezone(zone),
        "members": [str(member.pk) for member in agenda.members],
    }
    form = AgendaForm(
        request.POST or None, lines=agenda.lines, zone=zone, loops=loops, members=members, initial=initial
    )
    return form, loops


def _change(request: MemberRequest, row: Meeting, form: AgendaForm) -> None:
    change_agenda(
        actor=request.member,
        meeting_id=row.pk,
        title=form.cleaned_data["title"],
        items=form.items,
        loop_ids=form.chosen_loops,
        member_ids=form.chosen_members,
        starts_at=form.cleaned_data["starts_at"],
    )


def _choices(
    request: MemberRequest, already: list[uuid.UUID] | None = None
) -> tuple[list[Loop], list[Any], ZoneInfo]:
    loops = list(ready_loops(request.member))
    return loops, list(invitable(request.member, already=already or [])), _zone(request)


def _form(
    request: MemberRequest,
    template: str,
    form: MeetingForm,
    loops: list[Loop],
    *,
    status: int = 0,
    **more: Any,
) -> HttpResponse:
    ticked = form.ticked("loops")
    context = {
        "form": form,
        "rows": [(packet_row(loop), str(loop.pk) in ticked) for loop in loops],
        **more,
    }
    return render(request, template, context, status=status or (400 if form.errors else 200))


def _zone(request: MemberRequest) -> ZoneInfo:
    return zones_of([request.member.pk])[request.member.pk]


def _tell(form: MeetingForm, error: Invalid) -> None:
    for field, words in error.fields.items():
        form.add_error(field if field in form.fields else None, words)
