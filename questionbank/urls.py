"""The addresses of the app questionbank."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
