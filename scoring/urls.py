"""The addresses of the app scoring."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
