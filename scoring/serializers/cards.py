"""Scorecards, edits and my sessions as the API shows them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from interviews.enums import SeatKind, SessionState
from scoring.actions.save_edits import Saved
from scoring.enums import CardState, RatingState, Recommendation
from scoring.models import Rating, Scorecard
from scoring.queries.work import LISTS, WorkItem
from scoring.visibility import after_reading, counts

_EDIT_VALUE = (
    'Text; of a rating "1" to "4", "not_assessed" or "" (nothing said yet); of a mark "asked", "planned" or '
    '"skipped:<reason>"; of a hint "given" or "" (taken back).'
)


class EditSerializer(serializers.Serializer[Any]):
    """One change of one field."""

    sequence = serializers.IntegerField(help_text="Rises within the client; sending it again is harmless.")
    field = serializers.CharField(
        help_text="recommendation, reason, notes, private_note, handover, rating:<planned>:<criterion>, "
        "evidence:<planned>:<criterion>, not_assessed_reason:<planned>:<criterion>; "
        "facts of the session: mark:<planned>, hint:<planned>:<number>."
    )
    value = serializers.CharField(allow_blank=True, help_text=_EDIT_VALUE)
    base = serializers.IntegerField(
        required=False, help_text="The field's version that the writer had before them; 0 for none."
    )
    at = serializers.IntegerField(required=False, help_text="When it was made: ms by the device's clock.")


class EditsSerializer(serializers.Serializer[Any]):
    """A batch of changes from one client."""

    client = serializers.UUIDField(help_text="Names the writing program or tab.")
    edits = EditSerializer(many=True)
    seat = serializers.UUIDField(required=False, help_text="Refused when this seat is not yours.")
    now = serializers.IntegerField(required=False, help_text="When it was sent: ms by the device's clock.")


class EditConflictSerializer(serializers.Serializer[Any]):
    """A field that another client changed meanwhile; the text sent is kept beside it."""

    sequence = serializers.IntegerField()
    field = serializers.CharField()
    value = serializers.CharField(help_text="What stands in the field.")
    version = serializers.IntegerField(help_text="The base of an edit that settles it.")


class EditErrorSerializer(serializers.Serializer[Any]):
    """An edit that makes no sense."""

    sequence = serializers.IntegerField(allow_null=True)
    field = serializers.CharField()
    detail = serializers.CharField()


class SavedSerializer(serializers.Serializer[Saved]):
    """What became of a batch."""

    saved = serializers.ListField(child=serializers.IntegerField())
    versions = serializers.DictField(child=serializers.IntegerField())
    conflicts = EditConflictSerializer(many=True)
    errors = EditErrorSerializer(many=True)  # type: ignore[assignment]  # DRF has a property of that name
    saved_at = serializers.DateTimeField()


class RatingSerializer(serializers.ModelSerializer[Rating]):
    """One criterion of one question."""

    criterion_name = serializers.CharField(source="criterion.name")
    state = serializers.ChoiceField(choices=[("", "Pending"), *RatingState.choices])
    first_state = serializers.ChoiceField(
        choices=[("", "Pending"), *RatingState.choices],
        allow_null=True,
        help_text="As first submitted, before an amendment changed it; null: none did. Statistics count it.",
    )

    class Meta:
        model = Rating
        fields = [
            "planned",
            "criterion",
            "criterion_name",
            "state",
            "value",
            "reason",
            "evidence",
            "first_state",
            "first_value",
        ]


class CardSerializer(serializers.ModelSerializer[Scorecard]):
    """A card that the reader may read. The private note is never in it."""

    session = serializers.UUIDField(source="seat.session_id")
    author = serializers.CharField(source="seat.member.user.name")
    seat_kind = serializers.ChoiceField(source="seat.kind", choices=SeatKind.choices)
    counts = serializers.SerializerMethodField()
    after_reading = serializers.SerializerMethodField()
    entered_by = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=CardState.choices)
    recommendation = serializers.ChoiceField(choices=[("", "None yet"), *Recommendation.choices])
    first_recommendation = serializers.CharField(
        help_text="The recommendation before it was amended for the first time; empty if it never was."
    )
    ratings = RatingSerializer(many=True)

    class Meta:
        model = Scorecard
        fields = [
            "id",
            "session",
            "author",
            "seat_kind",
            "counts",
            "after_reading",
            "entered_by",
            "state",
            "submitted_at",
            "recommendation",
            "first_recommendation",
            "reason",
            "notes",
            "handover",
            "ratings",
        ]

    @extend_schema_field(bool)
    def get_counts(self, card: Scorecard) -> bool:
        """Whether the card enters statistics: not in training, nor written after reading the others'."""
        return counts(card)

    def get_after_reading(self, card: Scorecard) -> bool:
        """Whether its author had opened the others' cards before submitting it."""
        return after_reading(card)

    def get_entered_by(self, card: Scorecard) -> str:
        """Who typed it in from paper, by name; empty: its author wrote it here."""
        return str(card.entered_by or "")


class OwnCardSerializer(CardSerializer):
    """One's own card, with what only its author sees."""

    private_note = serializers.SerializerMethodField()
    amendment = serializers.SerializerMethodField()

    class Meta(CardSerializer.Meta):
        fields = [*CardSerializer.Meta.fields, "private_note", "version", "field_versions", "amendment"]

    @extend_schema_field(str)
    def get_private_note(self, card: Scorecard) -> str:
        """Through the gate, which answers the author only."""
        return str(self.context["private_note"])

    @extend_schema_field(serializers.DictField(child=serializers.CharField(), allow_null=True))
    def get_amendment(self, card: Scorecard) -> dict[str, str] | None:
        """What the open amendment would put into which field; null when none is open."""
        amendment = self.context["amendment"]
        return dict(amendment.values) if amendment else None


class WorkSerializer(serializers.Serializer[WorkItem]):
    """One session of mine and where my card stands."""

    session = serializers.UUIDField(source="seat.session_id")
    loop = serializers.UUIDField(source="seat.session.loop_id")
    title = serializers.CharField(source="seat.session.title")
    candidate = serializers.CharField()
    state = serializers.ChoiceField(source="seat.session.state", choices=SessionState.choices)
    seat_kind = serializers.ChoiceField(source="seat.kind", choices=SeatKind.choices)
    scheduled_at = serializers.DateTimeField(source="seat.session.scheduled_at", allow_null=True)
    minutes = serializers.IntegerField(source="seat.session.minutes")
    card = serializers.ChoiceField(choices=[("", "None yet"), *CardState.choices])
    list = serializers.ChoiceField(choices=LISTS, help_text="Which list of “My work” it is in.")
    overdue = serializers.BooleanField()
    amending = serializers.BooleanField(help_text="Whether my submitted card has an open amendment.")
