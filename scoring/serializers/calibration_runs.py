"""Requests for calibrations, and two runs beside each other, as the API shows them."""

from typing import Any

from rest_framework import serializers

from scoring.models import CalibrationRequest
from scoring.queries.calibration_comparison import Comparison
from scoring.serializers.calibration import RunSerializer


class RequestSerializer(serializers.ModelSerializer[CalibrationRequest]):
    """A calibration that waits, runs, or failed for good; `share` of it is done, 0 to 1."""

    asked_by = serializers.StringRelatedField[Any](allow_null=True)

    class Meta:
        model = CalibrationRequest
        fields = [
            *("id", "kind", "state", "attempts", "not_before", "stage", "share"),
            *("created_at", "started_at", "ended_at", "reason", "run", "asked_by"),
        ]


class ChangedSerializer(serializers.Serializer[Any]):
    """One thing that is not the same in both runs."""

    name = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class StepMoveSerializer(serializers.Serializer[Any]):
    """One threshold in both runs, in logits."""

    step = serializers.CharField()
    before = serializers.FloatField(allow_null=True)
    after = serializers.FloatField(allow_null=True)


class MoveSerializer(serializers.Serializer[Any]):
    """One element in both runs, in points of the scale; positive is harsher or harder."""

    subject = serializers.UUIDField(source="after.subject")
    name = serializers.CharField()
    before = serializers.FloatField(source="before.severity")
    before_low = serializers.FloatField(source="before.low", allow_null=True)
    before_high = serializers.FloatField(source="before.high", allow_null=True)
    after = serializers.FloatField(source="after.severity")
    after_low = serializers.FloatField(source="after.low", allow_null=True)
    after_high = serializers.FloatField(source="after.high", allow_null=True)
    moved = serializers.FloatField(source="points")
    moved_logits = serializers.FloatField(source="logits")
    beyond = serializers.BooleanField(help_text="Whether it now lies outside the interval that it had.")


class ComparisonSerializer(serializers.Serializer[Comparison]):
    """What changed from the first run to the second; moves of one facet, the furthest first."""

    before = RunSerializer()
    after = RunSerializer()
    changes = ChangedSerializer(many=True, source="differences")
    thresholds = StepMoveSerializer(many=True, source="steps")
    moves = MoveSerializer(many=True)
    appeared = serializers.ListField(child=serializers.CharField())
    vanished = serializers.ListField(child=serializers.CharField())
