"""The addresses of Plumbline, and two bare pages to measure it against."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from deploy.urls import handler500, urlpatterns
from tests.bench.bare_urls import write_a_row

__all__ = ["handler500", "urlpatterns"]


def empty_page(request: HttpRequest, org: str) -> HttpResponse:
    """The frame that every page has, for who is signed in, with nothing in it."""
    return render(request, "base.html")


urlpatterns = [
    path("bench/row/", write_a_row),
    path("o/<slug:org>/bench/", empty_page),
    *urlpatterns,
]
