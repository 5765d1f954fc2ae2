"""What coordinators see of the post: a loop's letters, the candidate's page and wishes, and their buttons."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict
from interviews import rules
from interviews.access import loop_of, notice_of
from interviews.actions.make_candidate_link import make_candidate_link
from interviews.actions.resend_notice import resend_notice
from interviews.actions.see_accommodation import see_accommodation
from interviews.actions.withdraw_candidate_link import withdraw_candidate_link
from interviews.models import Loop
from interviews.queries.letters import letter_of, letters_of
from interviews.queries.wishes import wishes_of
from interviews.views.common import query_without_page

PAGE = 30


@require_safe
def loop_letters(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Every letter of the loop as it was sent, what waits, and what went wrong."""
    row = loop_of(request.member, loop)
    rules.may_plan(request.member).require()
    page = Paginator(letters_of(row), PAGE).get_page(request.GET.get("page"))
    context = {
        "loop": row,
        "page": page,
        "letters": [(notice, letter_of(notice)) for notice in page],
        "query": query_without_page(request),
        "now": timezone.now(),
    }
    return render(request, "interviews/loop_letters.html", context)


@require_POST
def letter_again(request: MemberRequest, org: str, notice: uuid.UUID) -> HttpResponse:
    """Sends it once more."""
    row = notice_of(request.member, notice)
    try:
        resend_notice(actor=request.member, notice_id=notice)
    except Conflict as error:
        messages.error(request, error.reason)
    else:
        messages.success(request, "The letter goes out again now.")
    return redirect("loop_letters", org=org, loop=row.session.loop_id)


@never_cache
@require_http_methods(["GET", "POST"])
def loop_link(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """The candidate's side of a loop; POST makes a new link, whose address is shown on the answer only."""
    row = loop_of(request.member, loop)
    rules.may_plan(request.member).require()
    if request.method == "POST":
        made = make_candidate_link(actor=request.member, loop_id=loop)
        return _side(request, row, secret=made.secret)
    return _side(request, row)


def _side(request: MemberRequest, row: Loop, *, secret: str = "") -> HttpResponse:
    path = reverse("candidate_page", args=[secret]) if secret else ""
    context = {
        "loop": row,
        "wishes": wishes_of(row),
        "address": request.build_absolute_uri(path) if path else "",
    }
    return render(request, "interviews/loop_link.html", context)


@require_POST
def loop_link_withdraw(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """The candidate's page is closed."""
    row = withdraw_candidate_link(actor=request.member, loop_id=loop)
    messages.success(request, "The link opens nothing any more.")
    return redirect("loop_link", org=org, loop=row.pk)


@require_POST
def accommodation_seen(request: MemberRequest, org: str, accommodation: uuid.UUID) -> HttpResponse:
    """A coordinator has read it."""
    row = see_accommodation(actor=request.member, accommodation_id=accommodation)
    messages.success(request, "Noted. The candidate's page says that it was read.")
    loop = row.candidate.loops.order_by("-created_at").first()
    return redirect("loop_link", org=org, loop=loop.pk) if loop else redirect("loop_list", org=org)
