"""When somebody takes interviews: one's own page, and a colleague's for who plans the loops."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import member_of
from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews import rules
from interviews.actions.add_exception import add_exception
from interviews.actions.remove_exception import remove_exception
from interviews.actions.set_profile import set_profile
from interviews.actions.set_weekly_hours import set_weekly_hours
from interviews.forms.times import ExceptionForm, HoursForm, ProfileForm
from interviews.queries.availability import zones_of
from interviews.queries.interviewing import interviewing_of
from interviews.timing.words import listed
from interviews.views.common import tell


@require_safe
def my_interviewing(request: MemberRequest, org: str) -> HttpResponse:
    """One's own."""
    rules.may_keep_hours(request.member, request.member).require()
    return _page(request, request.member)


@require_http_methods(["GET", "POST"])
def interviewer(request: MemberRequest, org: str, member: uuid.UUID) -> HttpResponse:
    """A colleague's; the form sets zone, limits and pause."""
    row = _member(request, member)
    if request.method != "POST":
        return _page(request, row)
    form = ProfileForm(None, request.POST)
    if form.is_valid():
        try:
            set_profile(actor=request.member, member_id=row.pk, **form.cleaned_data)
        except Invalid as error:
            tell(form, error)
        else:
            return _saved(request, row, "The settings are saved.")
    return _page(request, row, settings=form)


@require_POST
def interviewer_hours(request: MemberRequest, org: str, member: uuid.UUID) -> HttpResponse:
    """Sets the weekly hours."""
    row = _member(request, member)
    form = HoursForm(interviewing_of(row, timezone.now()).hours, request.POST)
    if form.is_valid():
        try:
            set_weekly_hours(actor=request.member, member_id=row.pk, hours=form.hours())
        except Invalid as error:
            form.add_error(None, error.reason)
        else:
            return _saved(request, row, "The hours are saved.")
    return _page(request, row, hours=form)


@require_POST
def interviewer_exceptions(request: MemberRequest, org: str, member: uuid.UUID) -> HttpResponse:
    """Adds a time away, or free beyond the hours."""
    row = _member(request, member)
    form = ExceptionForm(zones_of([row.pk])[row.pk], request.POST)
    if form.is_valid():
        try:
            add_exception(actor=request.member, member_id=row.pk, **form.cleaned_data)
        except Invalid as error:
            tell(form, error)
        else:
            return _saved(request, row, "The time is noted.")
    return _page(request, row, exception=form)


@require_POST
def exception_remove(request: MemberRequest, org: str, exception: uuid.UUID) -> HttpResponse:
    """Takes one back."""
    row = remove_exception(actor=request.member, exception_id=exception)
    return _saved(request, row, "The weekly hours hold again in that time.")


def _member(request: MemberRequest, member_id: uuid.UUID) -> Membership:
    row = member_of(request.member, member_id)
    rules.may_keep_hours(request.member, row).require()
    return row


def _saved(request: MemberRequest, member: Membership, words: str) -> HttpResponse:
    """Back to the page, naming the interviews that lie outside the hours by now."""
    messages.success(request, words)
    outside = interviewing_of(member, timezone.now(), reader=request.member).outside
    if outside:
        titles = listed(sorted({f"{row.session.title} in {row.session.loop.name}" for row in outside}))
        messages.warning(request, f"Outside these hours by now: {titles}. A coordinator can move them.")
    if member.pk == request.member.pk:
        return redirect("my_interviewing", org=request.organization.slug)
    return redirect("interviewer", org=request.organization.slug, member=member.pk)


def _page(request: MemberRequest, member: Membership, **bound: forms.Form) -> HttpResponse:
    times = interviewing_of(member, timezone.now(), reader=request.member)
    context: dict[str, Any] = {
        "times": times,
        "own": member.pk == request.member.pk,
        "settings": bound.get("settings") or ProfileForm(times.profile),
        "hours": bound.get("hours") or HoursForm(times.hours),
        "exception": bound.get("exception") or ExceptionForm(times.zone),
    }
    return render(request, "interviews/interviewing.html", context, status=400 if bound else 200)
