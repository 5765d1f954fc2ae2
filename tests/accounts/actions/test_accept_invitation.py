"""The holder of an invitation becomes a member."""

import pytest
from django.http import Http404

from accounts.actions.accept_invitation import accept_invitation
from accounts.actions.end_membership import end_membership
from accounts.actions.invite_member import invite_member
from accounts.ground.verdict import Denied
from accounts.models import AuditEvent, Membership
from tests.cast import World, make_user


def test_the_invited_person_gets_the_roles_and_the_link_is_used_up(in_acme: World) -> None:
    invited = invite_member(actor=in_acme.admin, email="new@acme.example", roles=["curator"])
    user = make_user("New@acme.example", "Noa New")
    member = accept_invitation(actor=user, token=invited.token)
    assert (member.user, member.roles) == (user, ["curator"])
    event = AuditEvent.objects.get(verb="accept_invitation")
    assert (event.actor, event.subject_id) == (member, str(invited.invitation.pk))
    with pytest.raises(Http404):
        accept_invitation(actor=user, token=invited.token)


def test_who_had_left_comes_back_with_the_new_roles(in_acme: World) -> None:
    end_membership(actor=in_acme.admin, member_id=in_acme.second.pk)
    email = in_acme.second.user.email
    invited = invite_member(actor=in_acme.admin, email=email, roles=["committee"])
    member = accept_invitation(actor=in_acme.second.user, token=invited.token)
    assert (member.pk, member.roles, member.left_at) == (in_acme.second.pk, ["committee"], None)


def test_somebody_else_is_refused_and_nothing_is_used_up(in_acme: World) -> None:
    invited = invite_member(actor=in_acme.admin, email="new@acme.example", roles=["admin"])
    thief = make_user("thief@acme.example", "Theo Thief")
    with pytest.raises(Denied, match="is for new@acme"):
        accept_invitation(actor=thief, token=invited.token)
    assert not Membership.unscoped.filter(user=thief).exists()
    invited.invitation.refresh_from_db()
    assert invited.invitation.is_open()
