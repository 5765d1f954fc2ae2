"""Calibration as the API shows it."""

from typing import Any

from rest_framework import serializers

from scoring.models import CalibrationRun
from scoring.queries.own_calibration import OwnCalibration


class RunSerializer(serializers.ModelSerializer[CalibrationRun]):
    """One frozen run: what went in, and how it ended."""

    refused = serializers.CharField(source="summary.refused", help_text="Why nothing was adjusted, or empty.")
    settings = serializers.DictField()

    class Meta:
        model = CalibrationRun
        fields = [
            "id",
            "number",
            "state",
            "created_at",
            "inputs_digest",
            "watermark",
            "code_version",
            "settings",
            "ratings",
            "seconds",
            "refused",
        ]


class RunDetailSerializer(RunSerializer):
    """A run with what it says of itself, as far as the reader may read it."""

    statements = serializers.ListField(child=serializers.CharField())
    variance = serializers.DictField(child=serializers.FloatField(), source="summary.variance")

    class Meta(RunSerializer.Meta):
        fields = [*RunSerializer.Meta.fields, "statements", "variance"]


class MeasureSerializer(serializers.Serializer[Any]):
    """What a run says of one subject. Positive severity: harsher or harder."""

    subject = serializers.UUIDField(source="measure.subject")
    name = serializers.CharField()
    words = serializers.CharField()
    n = serializers.IntegerField(source="measure.n")
    candidates = serializers.IntegerField(source="measure.candidates")
    interviewers = serializers.IntegerField(source="measure.interviewers")
    mean = serializers.FloatField(source="measure.mean")
    spread = serializers.FloatField(source="measure.spread", allow_null=True)
    severity = serializers.FloatField(source="measure.severity", allow_null=True)
    low = serializers.FloatField(source="measure.low", allow_null=True)
    high = serializers.FloatField(source="measure.high", allow_null=True)
    enough = serializers.BooleanField(source="measure.enough")
    subset = serializers.IntegerField(source="measure.subset", allow_null=True)


class HistorySerializer(serializers.Serializer[Any]):
    """What one earlier run said of me."""

    run = serializers.UUIDField(source="run_id")
    number = serializers.IntegerField(source="run.number")
    n = serializers.IntegerField()
    mean = serializers.FloatField()
    severity = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)


class OwnCalibrationSerializer(serializers.Serializer[OwnCalibration]):
    """My own results; `needed` says what is missing while there is no severity."""

    run = RunSerializer(allow_null=True)
    words = serializers.CharField()
    needed = serializers.CharField()
    n = serializers.IntegerField(source="measure.n", default=0)
    candidates = serializers.IntegerField(source="measure.candidates", default=0)
    mean = serializers.FloatField(source="measure.mean", default=None, allow_null=True)
    spread = serializers.FloatField(source="measure.spread", default=None, allow_null=True)
    severity = serializers.FloatField(source="measure.severity", default=None, allow_null=True)
    low = serializers.FloatField(source="measure.low", default=None, allow_null=True)
    high = serializers.FloatField(source="measure.high", default=None, allow_null=True)
    given = serializers.DictField(
        child=serializers.IntegerField(), source="ratings.points", help_text="How often each point was given."
    )
    not_assessed = serializers.IntegerField(source="ratings.not_assessed")
    history = HistorySerializer(many=True)
