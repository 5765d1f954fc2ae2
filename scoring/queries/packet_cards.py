"""What a packet says of each card. No private note, no draft, nothing of an amendment that is open."""

from datetime import UTC, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import JSONObject

from accounts.models import Membership
from interviews.models import Loop
from scoring.enums import CardState
from scoring.late_words import late_words
from scoring.models import DebriefStep, Rating, Scorecard, ScorecardVersion
from scoring.queries.card_reminders import over_since
from scoring.queries.cards import entered_words, is_amended
from scoring.snapshot import Packet
from scoring.visibility import after_reading, counts, readable_cards

EARLIEST = datetime.min.replace(tzinfo=UTC)


def submitted_cards(actor: Membership, loop: Loop) -> list[Scorecard]:
    """The submitted cards: without one's own drafts, so that all who may open the packet see the same. Each
    with its `amendments`, and `stood`: the state in which its debrief was when it came in, None before its
    first step. One query.
    """
    rows = readable_cards(actor, loop).filter(state=CardState.SUBMITTED)
    rows = rows.select_related("seat__session", "seat__member__user", "entered_by__user")
    later = ScorecardVersion.objects.filter(scorecard=OuterRef("pk"), number__gt=1).order_by("number")
    told = later.values(told=JSONObject(number="number", at="created_at", reason="reason"))
    steps = DebriefStep.objects.filter(
        debrief__loop=OuterRef("seat__session__loop"), created_at__lt=OuterRef("submitted_at")
    )
    stood = Subquery(steps.order_by("-number").values("target")[:1])
    rows = rows.annotate(content_version=Max("versions__number"), stood=stood, amendments=ArraySubquery(told))
    return list(rows.order_by("seat__session__position", "seat__kind", "seat__member__user__name", "pk"))


def card_in_packet(card: Scorecard) -> Packet:
    """What a packet says of one of `submitted_cards`; its ratings stand with the questions."""
    seat = card.seat
    amended = card.first_recommendation not in ("", card.recommendation)
    return {
        "id": str(card.pk),
        "version": vars(card)["content_version"],  # annotated by submitted_cards
        "interviewer": str(seat.member_id),
        "name": str(seat.member),
        "seat": seat.kind,
        "seat_word": seat.get_kind_display(),
        "counted": counts(card),
        "after_reading": after_reading(card),
        "entered": entered_words(card),
        "session": str(seat.session_id),
        "session_title": seat.session.title,
        "late": _late(card),
        "submitted_at": card.submitted_at.isoformat() if card.submitted_at else None,
        "recommendation": card.recommendation,
        "recommendation_word": card.get_recommendation_display(),
        "first_recommendation": card.first_recommendation if amended else "",
        "first_recommendation_word": card.get_first_recommendation_display() if amended else "",
        "amendments": [_amendment(told) for told in vars(card)["amendments"]],
        "reason": card.reason,
        "notes": card.notes,
    }


def rating_in_packet(rating: Rating) -> Packet:
    """What a packet says of one rating: as it stands, and `first` as it was submitted, where that differs."""
    return {
        "state": rating.state,
        "value": rating.value,
        "reason": rating.reason,
        "evidence": rating.evidence,
        "first": {"state": rating.first_state, "value": rating.first_value} if is_amended(rating) else None,
    }


def _amendment(told: Packet) -> Packet:
    """Its time as every other time in a packet, not as the database writes it in JSON."""
    return told | {"at": datetime.fromisoformat(told["at"]).isoformat()}


def _late(card: Scorecard) -> str:
    """Why it is late, in words; empty if it is not."""
    stood = vars(card)["stood"]  # annotated by submitted_cards
    steps = [(EARLIEST, stood)] if stood else []
    return late_words(card.submitted_at, over_since(card.seat.session), steps)
