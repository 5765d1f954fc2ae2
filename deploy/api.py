"""The API's addresses: each app brings its own below an organisation."""

from django.urls import include, path

from accounts.api.me import Me, TokenView

urlpatterns = [
    path("", Me.as_view(), name="api_me"),
    path("token/", TokenView.as_view(), name="api_token"),
    path("o/<slug:org>/", include("accounts.api_urls")),
    path("o/<slug:org>/", include("questionbank.api_urls")),
    path("o/<slug:org>/", include("interviews.api_urls")),
    path("o/<slug:org>/", include("scoring.api_urls")),
]
