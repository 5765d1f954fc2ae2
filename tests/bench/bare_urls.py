"""The bare site's one page: what a save costs that does nothing but keep a text."""

import json

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST


@login_required
@require_POST
def write_a_row(request: HttpRequest) -> JsonResponse:
    """The least that a view can do with a text of a signed-in person: one INSERT."""
    text = json.loads(request.body)["text"]
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_row (text) VALUES (%s)", [text])
    return JsonResponse({"saved": True})


def healthy(request: HttpRequest) -> HttpResponse:
    """That the process answers."""
    return HttpResponse("healthy")


urlpatterns = [path("bench/row/", write_a_row), path("healthy/", healthy)]
