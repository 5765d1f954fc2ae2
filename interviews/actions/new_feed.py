"""Makes the secret address of a person's calendar feed."""

import secrets
from dataclasses import dataclass

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Invitation, Membership
from interviews.models import InterviewerProfile


@dataclass(frozen=True)
class NewFeed:
    """Whose feed it is, and the secret of its address, which is nowhere else and never shown again."""

    profile: InterviewerProfile
    secret: str


@transaction.atomic
def new_feed(*, actor: Membership) -> NewFeed:
    """The actor's own feed under a new address; the one before opens nothing from now on."""
    profile, _ = InterviewerProfile.objects.select_for_update().get_or_create(
        member=actor, defaults={"organization_id": actor.organization_id}
    )
    secret = secrets.token_urlsafe(32)
    profile.feed_hash = Invitation.hash_token(secret)
    profile.save(update_fields=["feed_hash"])
    record("new_feed", organization=actor.organization, actor=actor, on=profile)
    return NewFeed(profile, secret)
