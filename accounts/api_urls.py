"""The API addresses of the app, below an organisation."""

from django.urls import path

from accounts.api import people

urlpatterns = [
    path("members/", people.Members.as_view(), name="api_members"),
    path("members/<uuid:member>/", people.Member.as_view(), name="api_member"),
    path("invitations/", people.Invitations.as_view(), name="api_invitations"),
    path("invitations/<uuid:invitation>/", people.InvitationRow.as_view(), name="api_invitation"),
    path("audit/", people.Audit.as_view(), name="api_audit"),
]
