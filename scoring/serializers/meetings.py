"""Meetings of the committee as the API shows and takes them."""

from typing import Any

from rest_framework import serializers

from scoring.actions._agenda import LONGEST_TITLE, MINUTES
from scoring.actions.create_meeting import MINUTES_EACH
from scoring.models import Meeting

ITEM_STATES = ["waiting", "running", "done"]


class MeetingSerializer(serializers.ModelSerializer[Meeting]):
    """A meeting in the list."""

    called_by = serializers.CharField(source="created_by")
    candidates = serializers.IntegerField()

    class Meta:
        model = Meeting
        fields = ["id", "title", "starts_at", "started_at", "ended_at", "called_by", "candidates"]


class AgendaLineSerializer(serializers.Serializer[Any]):
    """An item. For who takes no part in it `loop` is null and `state` empty: place and minutes are told."""

    id = serializers.UUIDField(source="item.pk")
    position = serializers.IntegerField(source="item.position")
    minutes = serializers.IntegerField(source="item.minutes", help_text="Planned.")
    used = serializers.IntegerField(help_text="Full minutes so far.")
    progress = serializers.ChoiceField(choices=ITEM_STATES)
    name = serializers.CharField(help_text="The candidate's pseudonym, as far as it is told.")
    loop = serializers.UUIDField(source="loop.pk", default=None, allow_null=True)
    state = serializers.CharField(allow_blank=True, help_text="Of the debrief.")
    out = serializers.ListField(
        child=serializers.CharField(), help_text="Who of the invited steps out; for who leads the meeting."
    )


class PersonSerializer(serializers.Serializer[Any]):
    """Somebody who is invited."""

    id = serializers.UUIDField(source="pk")
    name = serializers.CharField(source="*")


class AgendaSerializer(serializers.Serializer[Any]):
    """A meeting with its agenda, as this member may know it."""

    id = serializers.UUIDField(source="meeting.pk")
    title = serializers.CharField(source="meeting.title")
    starts_at = serializers.DateTimeField(source="meeting.starts_at", allow_null=True)
    started_at = serializers.DateTimeField(source="meeting.started_at", allow_null=True)
    ended_at = serializers.DateTimeField(source="meeting.ended_at", allow_null=True)
    minutes = serializers.IntegerField(help_text="Planned for all items together.")
    used = serializers.IntegerField(help_text="Full minutes since it began.")
    leads = serializers.BooleanField(help_text="Whether this member leads it.")
    items = AgendaLineSerializer(many=True, source="lines")
    members = PersonSerializer(many=True)


class CallMeetingSerializer(serializers.Serializer[Any]):
    """A new meeting. Its items are put in order of disagreement."""

    title = serializers.CharField(max_length=LONGEST_TITLE)
    loops = serializers.ListField(child=serializers.UUIDField())
    members = serializers.ListField(child=serializers.UUIDField(), required=False, default=list)
    starts_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    minutes = serializers.IntegerField(
        required=False, default=MINUTES_EACH, min_value=MINUTES.start, max_value=MINUTES.stop - 1
    )


class PlannedItemSerializer(serializers.Serializer[Any]):
    """An item as it is wanted."""

    id = serializers.UUIDField()
    minutes = serializers.IntegerField(min_value=MINUTES.start, max_value=MINUTES.stop - 1)


class ChangeAgendaSerializer(serializers.Serializer[Any]):
    """All of it as wanted: items in order, those left out are taken off; `loops` are added at the end."""

    title = serializers.CharField(max_length=LONGEST_TITLE)
    items = PlannedItemSerializer(many=True)
    loops = serializers.ListField(child=serializers.UUIDField(), required=False, default=list)
    members = serializers.ListField(child=serializers.UUIDField())
    starts_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
