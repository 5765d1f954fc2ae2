"""The addresses of the app that open without signing in. Each holds a secret."""

from django.urls import path

from interviews.views import candidate_page, feed, screen

urlpatterns = [
    path("c/<str:secret>/", candidate_page.page, name="candidate_page"),
    path("c/<str:secret>/zone/", candidate_page.zone, name="candidate_zone"),
    path("c/<str:secret>/times/", candidate_page.offer, name="candidate_offer"),
    path("c/<str:secret>/times/<uuid:window>/remove/", candidate_page.remove, name="candidate_remove"),
    path("c/<str:secret>/needs/", candidate_page.needs, name="candidate_needs"),
    path("screen/<str:signed>/", screen.screen, name="screen"),
    path("screen/<str:signed>/now/", screen.screen_poll, name="screen_poll"),
    path("screen/<str:signed>/events/", screen.screen_events, name="screen_events"),
    path("calendar/<str:secret>.ics", feed.feed, name="calendar_feed"),
]
