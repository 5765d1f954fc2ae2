"""Drift as the API tells it: what the page shows, with every month."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from scoring.queries.calibration_drift import Drift


class DriftAlertSerializer(serializers.Serializer[Any]):
    """One alert: who or what changed, since when, by how much, and what to do."""

    facet = serializers.CharField()
    key = serializers.CharField()
    name = serializers.CharField()
    grade = serializers.ChoiceField(choices=["watch", "look", "act"])
    way = serializers.ChoiceField(choices=["harsher", "milder", "harder", "easier"])
    since = serializers.CharField(help_text="Month, as 2026-03.")
    until = serializers.CharField(allow_null=True, help_text="Null: still so.")
    points = serializers.FloatField(help_text="Scores since, less those of the other months.")
    n = serializers.IntegerField()
    words = serializers.CharField()
    to_do = serializers.CharField()


class ShiftSerializer(serializers.Serializer[Any]):
    """How far the use of the scale lies from the year before, and how far chance alone takes it."""

    psi = serializers.FloatField(allow_null=True)
    bound = serializers.FloatField(allow_null=True)
    distance = serializers.FloatField(allow_null=True, help_text="Kolmogorov-Smirnov.")
    p = serializers.FloatField(allow_null=True)
    changed = serializers.BooleanField()
    note = serializers.CharField()


class QuarterSerializer(serializers.Serializer[Any]):
    """The last three months against the twelve before; counts by point of the scale, the lowest first."""

    first = serializers.CharField()
    last = serializers.CharField()
    now = serializers.ListField(child=serializers.IntegerField())
    before = serializers.ListField(child=serializers.IntegerField())
    shift = ShiftSerializer()


class MonthSerializer(serializers.Serializer[Any]):
    """One month of one element. Residual in points above expectation; the rest in standard deviations."""

    month = serializers.CharField()
    n = serializers.IntegerField()
    residual = serializers.FloatField()
    z = serializers.FloatField()
    ewma = serializers.FloatField()
    cusum_up = serializers.FloatField()
    cusum_down = serializers.FloatField()
    grade = serializers.ChoiceField(choices=["none", "watch", "look", "act"])


class DriftRowSerializer(serializers.Serializer[Any]):
    """One interviewer or question; `missing` months before anything is judged."""

    key = serializers.CharField()
    name = serializers.CharField()
    grade = serializers.ChoiceField(choices=["none", "watch", "look", "act"])
    missing = serializers.IntegerField()
    months = MonthSerializer(many=True)


class DriftSerializer(serializers.Serializer[Drift]):
    """Everything of one run: alerts of every facet that the reader may see, charts of the one asked for."""

    run = serializers.UUIDField(source="run.pk")
    number = serializers.IntegerField(source="run.number")
    alerts = DriftAlertSerializer(many=True)
    quarter = QuarterSerializer(allow_null=True)
    rows = serializers.SerializerMethodField()

    @extend_schema_field(DriftRowSerializer(many=True))
    def get_rows(self, drift: Drift) -> Any:
        """Of the facet in the context, the gravest first, those with too little data last."""
        facet = self.context["facet"]
        return DriftRowSerializer([*drift.charted(facet), *drift.thin(facet)], many=True).data
