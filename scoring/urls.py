"""The addresses of the app scoring."""

from django.urls import URLPattern, path

from scoring.views import live, work

urlpatterns: list[URLPattern] = [
    # --- my work, live sheet ---
    path("", work.my_work, name="my_work"),
    path("live/<uuid:session>/", live.live, name="live"),
    path("live/<uuid:session>/edits/", live.live_edits, name="live_edits"),
    path("live/<uuid:session>/questions/<uuid:planned>/", live.live_mark, name="live_mark"),
]
