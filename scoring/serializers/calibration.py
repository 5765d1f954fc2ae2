"""Calibration as the API shows it."""

from typing import Any

from rest_framework import serializers

from scoring.models import CalibrationRun
from scoring.queries.own_calibration import OwnCalibration
from scoring.queries.own_ratings import Surprise


class RunSerializer(serializers.ModelSerializer[CalibrationRun]):
    """One frozen run: what went in, and how it ended."""

    refused = serializers.CharField(
        source="summary.refused", default="", help_text="Why nothing was adjusted, or empty."
    )
    moved = serializers.FloatField(
        source="summary.moved",
        default=None,
        allow_null=True,
        help_text="Of an increment: how far anything moved since the full run that it carries on, in logits.",
    )
    settings = serializers.DictField()

    class Meta:
        model = CalibrationRun
        fields = [
            "id",
            "number",
            "kind",
            "base",
            "as_of",
            "seed",
            "state",
            "created_at",
            "inputs_digest",
            "watermark",
            "code_version",
            "settings",
            "ratings",
            "seconds",
            "refused",
            "moved",
        ]


class RunDetailSerializer(RunSerializer):
    """A run with what it says of itself, as far as the reader may read it; of an increment what the full run
    says that it carries on. docs/calibration.md says what each figure is.
    """

    statements = serializers.ListField(child=serializers.CharField(), source="facts.statements")
    variance = serializers.DictField(
        child=serializers.FloatField(), source="facts.variance", help_text="By facet, in squared logits."
    )
    thresholds = serializers.ListField(
        child=serializers.FloatField(),
        source="facts.thresholds",
        help_text="Steps of the scale in logits, centred on 0.",
    )
    agreement = serializers.DictField(
        source="facts.agreement", help_text="Of all pairs of ratings of one answer."
    )
    reliability = serializers.DictField(
        child=serializers.DictField(),
        source="facts.reliability",
        help_text="By facet: separation, strata, reliability and more.",
    )
    categories = serializers.ListField(
        child=serializers.DictField(), source="facts.categories", help_text="Use of each point."
    )
    halo = serializers.DictField(
        source="facts.halo", help_text="How criteria go together: ids, and a matrix of correlations."
    )
    subsets = serializers.ListField(
        child=serializers.DictField(),
        source="facts.subsets",
        help_text="Elements that may be compared among themselves only.",
    )

    class Meta(RunSerializer.Meta):
        fields = [
            *RunSerializer.Meta.fields,
            *("statements", "variance", "thresholds", "agreement", "reliability"),
            *("categories", "halo", "subsets"),
        ]


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
    fair = serializers.FloatField(source="measure.fair", allow_null=True)
    logit = serializers.FloatField(source="measure.logit", allow_null=True)
    logit_se = serializers.FloatField(source="measure.logit_se", allow_null=True)
    infit = serializers.FloatField(source="measure.infit", allow_null=True)
    outfit = serializers.FloatField(source="measure.outfit", allow_null=True)
    enough = serializers.BooleanField(source="measure.enough")
    subset = serializers.IntegerField(source="measure.subset", allow_null=True)
    note = serializers.CharField(source="measure.note")
    details = serializers.DictField(
        source="measure.details", help_text="Use of the scale, agreement, signals, months: what there is."
    )


class HistorySerializer(serializers.Serializer[Any]):
    """What one earlier run said of me."""

    run = serializers.UUIDField(source="run_id")
    number = serializers.IntegerField(source="run.number")
    n = serializers.IntegerField()
    mean = serializers.FloatField()
    severity = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)


class SurpriseSerializer(serializers.Serializer[Surprise]):
    """A rating of mine that differs from what is expected of me, that person and that question."""

    session = serializers.UUIDField()
    question = serializers.CharField()
    criterion = serializers.CharField()
    score = serializers.IntegerField()
    expected = serializers.FloatField()
    z = serializers.FloatField()
    at = serializers.DateTimeField()


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
    logit = serializers.FloatField(source="measure.logit", default=None, allow_null=True)
    logit_se = serializers.FloatField(source="measure.logit_se", default=None, allow_null=True)
    infit = serializers.FloatField(source="measure.infit", default=None, allow_null=True)
    outfit = serializers.FloatField(source="measure.outfit", default=None, allow_null=True)
    details = serializers.DictField(help_text="Use of the scale, agreement, signals, months: what there is.")
    colleagues = serializers.ListField(
        child=serializers.FloatField(),
        source="beside.expected",
        help_text="How often an average colleague would have given each point, from the lowest.",
    )
    unexpected = SurpriseSerializer(many=True, source="beside.surprises")
    given = serializers.DictField(
        child=serializers.IntegerField(), source="ratings.points", help_text="How often each point was given."
    )
    not_assessed = serializers.IntegerField(source="ratings.not_assessed")
    history = HistorySerializer(many=True)
