"""The building of a loop as the API gives and takes it: proposals, weights, bans, changes."""

from typing import Any

from rest_framework import serializers

from interviews.models import LoopChange
from interviews.serializers.loops import ReasonInput, RelaxationInput, SeenInput


class PinInput(SeenInput):
    """Pinned or not."""

    pinned = serializers.BooleanField(default=True)


class BanInput(SeenInput, ReasonInput):
    """Why not this one."""


class UndoInput(SeenInput):
    """Which change; none: the last one. The number of an undo does its change again."""

    number = serializers.IntegerField(required=False, allow_null=True, default=None, min_value=1)


class TightenInput(SeenInput):
    """The place of a rule in the loop's `relaxed`, from 0."""

    place = serializers.IntegerField(min_value=0)


class RelaxInput(SeenInput, RelaxationInput):
    """A rule to be given up, as a proposal names it."""


class WeightsInput(SeenInput):
    """Name -> weight; none at all: the blueprint's."""

    weights = serializers.DictField(child=serializers.FloatField(), allow_empty=True)


class TakeInput(SeenInput):
    """The sealed text of a proposal; without one, whatever the assembly gives now."""

    proposal = serializers.CharField(allow_blank=True, default="", max_length=100_000)


class WantedSerializer(serializers.Serializer[Any]):
    """A question in a session of a proposal."""

    session = serializers.IntegerField()
    question = serializers.UUIDField()
    why = serializers.CharField()


class ProposalSerializer(serializers.Serializer[Any]):
    """What the assembly would make of the loop: `proposal` is sent back to have it as it stands here."""

    proposal = serializers.CharField()
    status = serializers.CharField()
    value = serializers.FloatField()
    bound = serializers.FloatField()
    gaps = serializers.ListField(child=serializers.CharField())
    questions = WantedSerializer(many=True)
    relaxations = RelaxationInput(many=True)


class ChangeSerializer(serializers.ModelSerializer[LoopChange]):
    """A change of a loop."""

    who = serializers.CharField(source="actor.user.name", read_only=True, default=None)
    undone_by = serializers.IntegerField(source="undone_by.number", read_only=True, default=None)

    class Meta:
        model = LoopChange
        fields = ["number", "verb", "told", "actor", "who", "undone_by", "created_at"]
