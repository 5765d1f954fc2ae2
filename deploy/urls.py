"""All addresses. What is open without signing in is listed by hand in OPEN."""

from allauth.account import views as account
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from accounts.views.home import healthy, home

handler500 = "accounts.ground.failures.answer_failure"

urlpatterns = [
    path("", home, name="home"),
    path("healthy/", healthy, name="healthy"),
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/reset/", account.password_reset, name="account_reset_password"),
    path("account/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "account/reset/key/<uidb36>-<key>/",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("", include("accounts.urls")),
    path("", include("interviews.open_urls")),
    path("o/<slug:org>/", include("questionbank.urls")),
    path("o/<slug:org>/", include("interviews.urls")),
    path("o/<slug:org>/", include("scoring.urls")),
    path("api/v1/", include("deploy.api")),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path("api/v1/docs/", SpectacularSwaggerSplitView.as_view(url_name="api_schema"), name="api_docs"),
]
