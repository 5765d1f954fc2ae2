"""The front door."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.queries.organizations import organizations_of


def home(request: HttpRequest) -> HttpResponse:
    """To one's only organisation; a choice where there are several; what to do where there is none."""
    organizations = organizations_of(request.user)  # type: ignore[arg-type]  # LoginRequiredMiddleware
    if len(organizations) == 1:
        return redirect("my_work", org=organizations[0].slug)
    return render(request, "accounts/home.html", {"choices": organizations})


@login_not_required
def healthy(request: HttpRequest) -> HttpResponse:
    """For load balancers: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
