"""An invitation is taken back."""

import pytest
from django.http import Http404

from accounts.access import open_invitation
from accounts.actions.invite_member import invite_member
from accounts.actions.withdraw_invitation import withdraw_invitation
from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict, Denied
from accounts.models import AuditEvent
from tests.cast import World


def test_the_link_opens_nothing_from_then_on(in_acme: World) -> None:
    invited = invite_member(actor=in_acme.admin, email="new@acme.example", roles=["curator"])
    withdraw_invitation(actor=in_acme.admin, invitation_id=invited.invitation.pk)
    with pytest.raises(Http404):
        open_invitation(invited.token)
    assert AuditEvent.objects.get(verb="withdraw_invitation").actor == in_acme.admin
    with pytest.raises(Conflict, match="not open"):
        withdraw_invitation(actor=in_acme.admin, invitation_id=invited.invitation.pk)


def test_only_administrators_do_so_and_only_with_their_own(in_acme: World, zenith: World) -> None:
    ours = invite_member(actor=in_acme.admin, email="new@acme.example", roles=["curator"])
    with organization_scope(zenith.organization):
        theirs = invite_member(actor=zenith.admin, email="new@zenith.example", roles=["curator"])
    with pytest.raises(Denied, match="administrator"):
        withdraw_invitation(actor=in_acme.curator, invitation_id=ours.invitation.pk)
    with pytest.raises(Http404):
        withdraw_invitation(actor=in_acme.admin, invitation_id=theirs.invitation.pk)
    assert open_invitation(ours.token)
    assert open_invitation(theirs.token)
