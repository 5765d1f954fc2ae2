"""From an address to a row for this person, else 404. The only place in this app that fetches one row."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.ground.page_owner import owner_of
from accounts.models import Invitation, Membership, User


def membership_for(user: User | AbstractBaseUser | AnonymousUser, slug: str) -> Membership:
    """The live membership of this user in the organisation with this slug, organisation loaded; else 404."""
    rows = Membership.unscoped.select_related("organization", "user")
    return get_object_or_404(rows, user_id=user.pk, organization__slug=slug, left_at=None)


def user_of_page(sign: str) -> User | None:
    """The user whose page carries this sign; None when the sign is not ours or the user is gone."""
    owner = owner_of(sign)
    return User.objects.filter(pk=owner).first() if owner else None


def membership_now(user: "User | AbstractBaseUser | AnonymousUser", slug: str) -> Membership:
    """As `membership_for`, of what was read when this request's session was; for its beginning alone."""
    places: dict[str, Membership] | None = getattr(user, "places", None)
    if places is None:
        return membership_for(user, slug)
    if slug not in places:
        raise Http404("There is no such organisation.")
    return places[slug]


def member_of(actor: Membership, member_id: uuid.UUID, *, lock: bool = False) -> Membership:
    """A colleague in the actor's organisation; else 404."""
    rows = Membership.objects.select_for_update(of=("self",)) if lock else Membership.objects.all()
    return get_object_or_404(rows.select_related("user"), pk=member_id, organization=actor.organization)


def invitation_of(actor: Membership, invitation_id: uuid.UUID, *, lock: bool = False) -> Invitation:
    """An invitation of the actor's organisation; else 404."""
    rows = Invitation.objects.select_for_update() if lock else Invitation.objects.all()
    return get_object_or_404(rows, pk=invitation_id, organization=actor.organization)


def open_invitation(token: str, *, lock: bool = False) -> Invitation:
    """The invitation that this secret link opens; 404 if used, withdrawn, expired or unknown."""
    rows = Invitation.unscoped.select_for_update(of=("self",)) if lock else Invitation.unscoped.all()
    found = rows.select_related("organization").filter(token_hash=Invitation.hash_token(token)).first()
    if found is None or not found.is_open():
        raise Http404("This invitation is not open.")
    return found
