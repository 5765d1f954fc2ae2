"""Takes the address of a person's calendar feed back."""

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews.models import InterviewerProfile


@transaction.atomic
def withdraw_feed(*, actor: Membership) -> InterviewerProfile:
    """The actor's settings, whose feed no address opens any more. Refuses if there is none (Conflict)."""
    profile = InterviewerProfile.objects.select_for_update().filter(member=actor).first()
    if profile is None or profile.feed_hash is None:
        raise Conflict("You have no calendar feed.")
    profile.feed_hash = None
    profile.save(update_fields=["feed_hash"])
    record("withdraw_feed", organization=actor.organization, actor=actor, on=profile)
    return profile
