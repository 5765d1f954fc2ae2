"""The API addresses of the app, below an organisation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
