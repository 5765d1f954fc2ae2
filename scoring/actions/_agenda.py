"""What the actions on a meeting of the committee have in common."""

import uuid
from collections.abc import Iterable

from django.utils import timezone

from accounts.ground.announce import announce
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews.models import Loop
from scoring.models import AgendaItem, Meeting
from scoring.queries.meetings import invitable, ready_loops, topic_of

LONGEST_TITLE = 160
MINUTES = range(1, 241)  # of one item


def read_title(title: str) -> str:
    """The title without white space around it; Invalid if there is none, or too much of it."""
    title = " ".join(title.split())
    if not title:
        raise Invalid("The meeting needs a name.", {"title": "Give it a name, as “Debriefs of this week”."})
    if len(title) > LONGEST_TITLE:
        raise Invalid("The name is too long.", {"title": f"Up to {LONGEST_TITLE} characters."})
    return title


def read_minutes(minutes: int) -> int:
    """The minutes planned for one item; Invalid outside of one minute to four hours."""
    if minutes not in MINUTES:
        words = f"From {MINUTES.start} to {MINUTES.stop - 1} minutes."
        raise Invalid("An item takes some minutes.", {"minutes": words})
    return minutes


def loops_wanted(actor: Membership, wanted: Iterable[uuid.UUID]) -> list[Loop]:
    """The loops named, widest disagreement first; Invalid if one of them is not ready for the actor."""
    names = set(wanted)
    found = [loop for loop in ready_loops(actor) if loop.pk in names] if names else []
    if len(found) != len(names):
        words = "One of these candidates is not ready to be discussed, or not open to you: look again."
        raise Invalid("Not every candidate can be discussed.", {"loops": words})
    return found


def people_wanted(
    actor: Membership, wanted: Iterable[uuid.UUID], already: Iterable[uuid.UUID] = ()
) -> list[Membership]:
    """The members named; Invalid if one of them is not to be invited and is not `already`."""
    names = set(wanted)
    found = list(invitable(actor, already=already).filter(pk__in=names))
    if len(found) != len(names):
        raise Invalid("Not everybody can be invited.", {"members": "Somebody of these is not here any more."})
    return found


def require_not_over(meeting: Meeting) -> None:
    """Conflict once the meeting has ended."""
    if meeting.ended_at:
        raise Conflict(f"This meeting ended on {meeting.ended_at:%d %B %Y at %H:%M} UTC.")


def stop_running(meeting: Meeting) -> None:
    """Ends the item that runs, if one does."""
    AgendaItem.objects.filter(meeting=meeting, started_at__isnull=False, ended_at=None).update(
        ended_at=timezone.now()
    )


def tell_meeting(meeting: Meeting) -> None:
    """Every open page of the meeting looks again, once the transaction has committed."""
    announce(topic_of(meeting.pk))
