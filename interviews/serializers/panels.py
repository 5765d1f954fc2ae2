"""A loop's panel as the API gives and takes it."""

from typing import Any

from rest_framework import serializers

from interviews.actions._seating import Wanted
from interviews.enums import SeatKind, SeatState
from interviews.queries.panels import Panel
from interviews.serializers.loops import SeenInput


class RankedSerializer(serializers.Serializer[Any]):
    """Somebody who could take a seat, and why."""

    member = serializers.UUIDField(source="person")
    name = serializers.CharField()
    why = serializers.CharField()


class AgainstSerializer(serializers.Serializer[Any]):
    """Somebody who could not, and why; `firm`: no reason overrides it."""

    member = serializers.UUIDField(source="person")
    name = serializers.CharField()
    told = serializers.CharField()
    firm = serializers.BooleanField()


class GoneSerializer(serializers.Serializer[Any]):
    """Somebody who gave a seat back, with their reason, or is recused."""

    seat = serializers.UUIDField(source="pk")
    member = serializers.UUIDField(source="member_id")
    state = serializers.ChoiceField(choices=SeatState.choices)
    reason = serializers.CharField()


class PanelSeatSerializer(serializers.Serializer[Any]):
    """One seat: who holds it, or who is proposed and why, who else could, who could not."""

    kind = serializers.ChoiceField(choices=SeatKind.choices)
    seat = serializers.UUIDField(source="seat.pk", default=None, allow_null=True)
    member = serializers.UUIDField(source="seat.member_id", default=None, allow_null=True)
    load = serializers.CharField()
    proposed = serializers.UUIDField(source="filled.person", default=None, allow_null=True)
    why = serializers.CharField(source="filled.why", default="")
    missing = serializers.CharField(source="filled.missing", default="")
    ranked = RankedSerializer(source="filled.ranked", many=True, default=[])
    against = AgainstSerializer(source="filled.against", many=True, default=[])
    gone = GoneSerializer(many=True)


class PanelSessionSerializer(serializers.Serializer[Any]):
    """One session's seats."""

    session = serializers.UUIDField(source="session.pk")
    title = serializers.CharField(source="session.title")
    lean = serializers.CharField()
    seats = PanelSeatSerializer(source="rows", many=True)


class PanelSerializer(serializers.Serializer[Any]):
    """A loop's panel with what is proposed. Send `version` back as `seen` with what you accept."""

    version = serializers.IntegerField(source="loop.version")
    lean = serializers.CharField()
    links = serializers.CharField()
    sessions = PanelSessionSerializer(many=True)


class PanelSeatInput(serializers.Serializer[Any]):
    """Somebody for a seat, and why in spite of what speaks against them."""

    session = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=SeatKind.choices)
    member = serializers.UUIDField()
    override = serializers.CharField(allow_blank=True, max_length=300, default="")


class PanelInput(SeenInput):
    """The seats to be taken, all of them or none."""

    seats = PanelSeatInput(many=True, allow_empty=False)

    def wanted(self, panel: Panel) -> list[Wanted]:
        """The seats in the words of the action, each with why that person was proposed."""
        return [
            Wanted(
                seat["session"],
                seat["kind"],
                seat["member"],
                panel.why(seat["member"], seat["session"], seat["kind"]),
                seat["override"],
            )
            for seat in self.validated_data["seats"]
        ]


class ReplaceSeatInput(SeenInput):
    """Who takes the seat instead."""

    member = serializers.UUIDField()
    override = serializers.CharField(allow_blank=True, max_length=300, default="")


class SwapSeatsInput(SeenInput):
    """Whose seat it is swapped with."""

    other = serializers.UUIDField()
    override = serializers.CharField(allow_blank=True, max_length=300, default="")


class LoadSerializer(serializers.Serializer[Any]):
    """One person's interviews by week."""

    member = serializers.UUIDField(source="member.pk")
    name = serializers.CharField(source="member.user.name")
    this_week = serializers.IntegerField()
    next_week = serializers.IntegerField()
    recent = serializers.IntegerField()
    waiting = serializers.IntegerField()
    limit = serializers.IntegerField(allow_null=True)
    modules = serializers.ListField(child=serializers.CharField())
