"""The addresses of the app accounts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
