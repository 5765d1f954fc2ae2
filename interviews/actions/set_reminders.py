"""Sets whether and when a person is reminded."""

from datetime import time

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from interviews.models import InterviewerProfile


@transaction.atomic
def set_reminders(
    *, actor: Membership, reminders: bool, late_cards: bool = True, quiet_from: time, quiet_until: time
) -> InterviewerProfile:
    """The actor's own settings: reminders of what they owe, and of cards that are late in loops they planned.

    Quiet hours are on the clock of their time zone, over midnight if they end before they begin; none if both
    are the same. Reminders that wait already are asked again before they go out, so this holds for them too.
    """
    profile, _ = InterviewerProfile.objects.select_for_update().get_or_create(
        member=actor, defaults={"organization_id": actor.organization_id}
    )
    profile.reminders, profile.late_cards = reminders, late_cards
    profile.quiet_from, profile.quiet_until = quiet_from, quiet_until
    profile.save(update_fields=["reminders", "late_cards", "quiet_from", "quiet_until"])
    data = {
        "reminders": reminders,
        "late_cards": late_cards,
        "quiet": [f"{quiet_from:%H:%M}", f"{quiet_until:%H:%M}"],
    }
    record("set_reminders", organization=actor.organization, actor=actor, on=profile, data=data)
    return profile
