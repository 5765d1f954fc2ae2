"""The addresses of the app accounts."""

from django.urls import path

from accounts.views import people
from accounts.views.again import again
from accounts.views.invitation import invitation

urlpatterns = [
    path("account/again/", again, name="sign_in_again"),
    path("invitations/<str:token>/", invitation, name="invitation"),
    path("o/<slug:org>/people/", people.people, name="people"),
    path("o/<slug:org>/people/<uuid:member>/", people.member_roles, name="member_roles"),
    path("o/<slug:org>/people/<uuid:member>/leave/", people.member_leave, name="member_leave"),
    path(
        "o/<slug:org>/people/invitations/<uuid:invitation>/withdraw/",
        people.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("o/<slug:org>/settings/", people.settings, name="settings"),
    path("o/<slug:org>/audit/", people.audit, name="audit"),
]
