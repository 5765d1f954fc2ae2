"""The addresses of Plumbline, and two bare pages to measure it against."""

import json

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_POST

from deploy.urls import handler500, urlpatterns

__all__ = ["handler500", "urlpatterns"]


@require_POST
def write_a_row(request: HttpRequest) -> JsonResponse:
    """The least that a view can do with a text that is to be kept: one INSERT."""
    text = json.loads(request.body)["text"]
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_row (text) VALUES (%s)", [text])
    return JsonResponse({"saved": True})


def empty_page(request: HttpRequest, org: str) -> HttpResponse:
    """The frame that every page has, for who is signed in, with nothing in it."""
    return render(request, "base.html")


urlpatterns = [
    path("bench/row/", write_a_row),
    path("o/<slug:org>/bench/", empty_page),
    *urlpatterns,
]
