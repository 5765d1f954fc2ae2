"""The addresses of the app interviews."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
