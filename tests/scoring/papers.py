"""A card filled in on paper, for the tests: what somebody types in."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from interviews.models import PlannedQuestion, Seat, Session
from scoring.paper_card import PaperCard, PaperMark
from tests.cast import World
from tests.scoring.sheets import rating_fields


def held(world: World) -> Session:
    """The session's planned time is past; nobody started it here."""
    Session.objects.filter(pk=world.session.pk).update(scheduled_at=timezone.now() - timedelta(hours=2))
    return Session.objects.get(pk=world.session.pk)


def seat_of(world: World) -> Seat:
    return Seat.objects.get(session=world.session, member=world.lead)


def full(world: World, **fields: str) -> PaperCard:
    """Everything rated 3, everything asked."""
    ratings = dict.fromkeys(rating_fields(world.session), "3")
    texts = {"recommendation": "yes", "reason": "On paper they shone.", "notes": "From paper."}
    planned = PlannedQuestion.objects.filter(session=world.session)
    return PaperCard(ratings | texts | fields, tuple(PaperMark(row.pk, "asked") for row in planned))


def as_posted(paper: PaperCard, action: str = "save") -> dict[str, Any]:
    """The same as the form posts it."""
    marks = {f"mark:{mark.planned}": mark.state for mark in paper.marks}
    return paper.fields | marks | {"action": action}
