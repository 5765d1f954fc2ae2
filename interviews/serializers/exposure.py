"""The shape of a question's ledger and of a leak in the API."""

from typing import Any

from rest_framework import serializers

from questionbank.models import LeakReport


class EntrySerializer(serializers.Serializer[Any]):
    """A line of the ledger; loop and candidate are null where this member may not see them."""

    what = serializers.ChoiceField(choices=["planned", "asked", "seen"])
    at = serializers.DateTimeField()
    revision = serializers.IntegerField()
    member = serializers.CharField(source="member.user.name", default=None)
    loop = serializers.UUIDField(source="loop.pk", default=None)
    candidate = serializers.CharField(source="loop.candidate.pseudonym", default=None)


class LedgerQuery(serializers.Serializer[Any]):
    """Which lines."""

    what = serializers.ChoiceField(choices=["planned", "asked", "seen"], default="")
    member = serializers.UUIDField(default=None)


class ReaderSerializer(serializers.Serializer[Any]):
    """Somebody who read the model answer."""

    name = serializers.CharField()
    days = serializers.IntegerField()
    last = serializers.DateTimeField()


class ReachSerializer(serializers.Serializer[Any]):
    """How far a question has gone; candidates by pseudonym, those of loops that this member may see."""

    asked = serializers.IntegerField(help_text="Candidates.")
    candidates = serializers.ListField(child=serializers.CharField())
    readers = ReaderSerializer(many=True)
    waiting = serializers.IntegerField(help_text="Places in sessions that have not begun.")
    live = serializers.IntegerField(help_text="Places in sessions that are live.")


class LeakInput(serializers.Serializer[Any]):
    """Where it was found, and by whom."""

    where = serializers.CharField(max_length=1000)


class LeakSerializer(serializers.ModelSerializer[LeakReport]):
    """A report; the loops themselves say what was done in them."""

    replaced = serializers.SerializerMethodField()
    removed = serializers.SerializerMethodField()
    left = serializers.SerializerMethodField()

    class Meta:
        model = LeakReport
        fields = ["id", "where", "created_at", "replaced", "removed", "left"]

    def get_replaced(self, report: LeakReport) -> int:
        """In how many sessions another question took its place."""
        return _count(report, "replaced")

    def get_removed(self, report: LeakReport) -> int:
        """In how many sessions none could."""
        return _count(report, "removed")

    def get_left(self, report: LeakReport) -> int:
        """In how many live sessions it was left."""
        return _count(report, "left")


def _count(report: LeakReport, did: str) -> int:
    return sum(entry["did"] == did for entry in report.consequences)
