"""Hours, exceptions, windows and proposed times, as the API gives and takes them."""

import uuid
from datetime import datetime
from typing import Any

from rest_framework import serializers

from interviews.enums import Weekday
from interviews.models import AvailabilityException, OfferedWindow
from interviews.timing.hours import Hours
from interviews.timing.spans import Span


class HoursSerializer(serializers.Serializer[Any]):
    """A stretch of a weekday on the clock of the member's zone; 23:59 as its end means midnight."""

    weekday = serializers.ChoiceField(choices=Weekday.choices)
    starts = serializers.TimeField()
    ends = serializers.TimeField()


class HoursInput(serializers.Serializer[Any]):
    """The whole week, instead of the one before."""

    hours = HoursSerializer(many=True)

    def rows(self) -> list[Hours]:
        """For the action."""
        return [Hours(**row) for row in self.validated_data["hours"]]


class ProfileInput(serializers.Serializer[Any]):
    """Time zone (an IANA name), limits and pause; null for none."""

    time_zone = serializers.CharField(max_length=60)
    most_a_week = serializers.IntegerField(allow_null=True, default=None)
    most_a_day = serializers.IntegerField(allow_null=True, default=None)
    paused_until = serializers.DateField(allow_null=True, default=None)


class InterviewerSerializer(ProfileInput):
    """A member's times. With `said` false nothing was entered: the hours are what is assumed."""

    member = serializers.UUIDField()
    said = serializers.BooleanField()
    hours = HoursSerializer(many=True)


class ExceptionSerializer(serializers.ModelSerializer[AvailabilityException]):
    """A time away, or with `free` one beyond the hours."""

    note = serializers.CharField(max_length=120, allow_blank=True, default="")

    class Meta:
        model = AvailabilityException
        fields = ["id", "starts_at", "ends_at", "free", "note"]


class WindowSerializer(serializers.ModelSerializer[OfferedWindow]):
    """A time that the candidate offers."""

    class Meta:
        model = OfferedWindow
        fields = ["id", "starts_at", "ends_at"]


class SpanInput(serializers.Serializer[Any]):
    """From a moment to another."""

    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class WindowsInput(serializers.Serializer[Any]):
    """Windows more and fewer, and perhaps the candidate's time zone."""

    add = SpanInput(many=True, default=list)
    remove = serializers.ListField(child=serializers.UUIDField(), default=list)
    time_zone = serializers.CharField(max_length=60, required=False, allow_null=True, default=None)

    def values(self) -> dict[str, Any]:
        """For the action."""
        add: list[Span] = [(row["starts_at"], row["ends_at"]) for row in self.validated_data["add"]]
        return {**self.validated_data, "add": add}


class SessionTime(serializers.Serializer[Any]):
    """A session and its time; null takes it away."""

    session = serializers.UUIDField()
    at = serializers.DateTimeField(allow_null=True)


class TimesInput(serializers.Serializer[Any]):
    """Times of several sessions at once, why all the same, the loop's version that was seen."""

    times = SessionTime(many=True)
    despite = serializers.CharField(max_length=300, allow_blank=True, default="")
    seen = serializers.IntegerField(required=False, allow_null=True, default=None)

    def by_session(self) -> dict[uuid.UUID, datetime | None]:
        """For the action."""
        return {row["session"]: row["at"] for row in self.validated_data["times"]}


class PlacedSerializer(serializers.Serializer[Any]):
    """A session's proposed time, and why then."""

    session = serializers.UUIDField(source="key")
    at = serializers.DateTimeField()
    why = serializers.CharField()


class NearSerializer(serializers.Serializer[Any]):
    """A time that nearly would do, and what speaks against it."""

    at = serializers.DateTimeField()
    but = serializers.CharField()


class MissingSerializer(serializers.Serializer[Any]):
    """A session that has no time under the rules, and why."""

    session = serializers.UUIDField(source="key")
    title = serializers.CharField()
    why = serializers.CharField()
    nearest = NearSerializer(many=True)


class PlacementSerializer(serializers.Serializer[Any]):
    """The best times under the rules, and what cannot be had."""

    version = serializers.IntegerField()
    days = serializers.IntegerField()
    placed = PlacedSerializer(many=True)
    missing = MissingSerializer(many=True)
    hints = serializers.ListField(child=serializers.CharField())


class AnewQuery(serializers.Serializer[Any]):
    """Whether sessions that have a time are placed anew, too."""

    anew = serializers.BooleanField(default=False)
