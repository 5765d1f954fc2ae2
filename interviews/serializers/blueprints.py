"""Blueprints, as the API gives and takes them."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from interviews.assembly.shapes import Weights
from interviews.content import (
    HEAVIEST,
    HIGHEST_BAR,
    LONGEST_BREAK,
    LONGEST_DEADLINE,
    LOWEST_BAR,
    MOST_CARDS,
    MOST_QUESTIONS,
    MOST_VOTES,
    WIDEST_MINUTES,
    WIDEST_TOLERANCE,
    Bar,
    Gates,
    Quota,
    StageContent,
    Terms,
)
from interviews.enums import SeatKind
from interviews.models import Blueprint, BlueprintRevision, CriterionBar, Stage, StageTopic
from interviews.queries.blueprints import gates_of
from interviews.queries.loop_rules import weights_of
from questionbank.enums import Kind


class StageTopicSerializer(serializers.ModelSerializer[StageTopic]):
    """How many questions of a topic a stage holds."""

    class Meta:
        model = StageTopic
        fields = ["topic", "minimum", "maximum"]


class StageSerializer(serializers.ModelSerializer[Stage]):
    """One interview of a blueprint; `neighbours` are levels allowed beside its own."""

    topics = StageTopicSerializer(many=True)

    class Meta:
        model = Stage
        fields = ["position", "name", "purpose", "level", "neighbours", "minutes", "kinds"]
        fields += ["seats", "module", "criteria", "topics"]


class BarSerializer(serializers.ModelSerializer[CriterionBar]):
    """How many points of a criterion are the bar."""

    class Meta:
        model = CriterionBar
        fields = ["criterion", "points"]


class WeightsShape(serializers.Serializer[Any]):
    """What counts how much when a loop is assembled, each from 0 to 10."""

    information = serializers.FloatField(min_value=0, max_value=HEAVIEST, default=Weights.information)
    coverage = serializers.FloatField(min_value=0, max_value=HEAVIEST, default=Weights.coverage)
    freshness = serializers.FloatField(min_value=0, max_value=HEAVIEST, default=Weights.freshness)
    priority = serializers.FloatField(min_value=0, max_value=HEAVIEST, default=Weights.priority)
    variety = serializers.FloatField(min_value=0, max_value=HEAVIEST, default=Weights.variety)


class GatesShape(serializers.Serializer[Any]):
    """What a debrief asks for before it goes on; null cards are all that are owed, null hours no deadline."""

    least_cards = serializers.IntegerField(min_value=1, max_value=MOST_CARDS, allow_null=True, default=None)
    all_topics = serializers.BooleanField(default=False)
    facilitator = serializers.BooleanField(default=False)
    least_votes = serializers.IntegerField(min_value=1, max_value=MOST_VOTES, default=1)
    reading_hours = serializers.IntegerField(
        min_value=1, max_value=LONGEST_DEADLINE, allow_null=True, default=None
    )
    voting_hours = serializers.IntegerField(
        min_value=1, max_value=LONGEST_DEADLINE, allow_null=True, default=None
    )


class TermsSerializer(serializers.ModelSerializer[BlueprintRevision]):
    """The rules of the whole loop; `most_pilots` null is any number."""

    weights = serializers.SerializerMethodField()
    bars = BarSerializer(many=True)
    gates = serializers.SerializerMethodField()

    class Meta:
        model = BlueprintRevision
        fields = ["twice", "most_pilots", "reserve_across", "tolerance", "minutes_tolerance"]
        fields += ["break_minutes", "weights", "bars", "gates"]

    def get_weights(self, revision: BlueprintRevision) -> dict[str, float]:
        """All of them, defaults included."""
        return asdict(weights_of(revision.weights))

    @extend_schema_field(GatesShape)
    def get_gates(self, revision: BlueprintRevision) -> dict[str, int | bool | None]:
        """What a debrief asks for."""
        return asdict(gates_of(revision))


class BlueprintSerializer(serializers.ModelSerializer[Blueprint]):
    """A blueprint; `revision` is its current number. While `retired_at` is set nobody opens jobs with it."""

    revision = serializers.IntegerField(source="current.number", read_only=True, default=None)

    class Meta:
        model = Blueprint
        fields = ["id", "name", "role", "level", "revision", "retired_at", "created_at"]


class BlueprintDetail(BlueprintSerializer):
    """A blueprint with its interviews and its rules."""

    stages = StageSerializer(source="current.stages", many=True, read_only=True)
    terms = TermsSerializer(source="current", read_only=True)

    class Meta(BlueprintSerializer.Meta):
        fields = [*BlueprintSerializer.Meta.fields, "stages", "terms"]


class QuotaInput(serializers.Serializer[Any]):
    """How many questions of a topic."""

    topic = serializers.UUIDField()
    minimum = serializers.IntegerField(min_value=0, default=1)
    maximum = serializers.IntegerField(min_value=1, default=3)


class StageInput(serializers.Serializer[Any]):
    """One interview."""

    name = serializers.CharField(max_length=120)
    level = serializers.UUIDField()
    neighbours = serializers.ListField(child=serializers.UUIDField(), default=list)
    minutes = serializers.IntegerField(min_value=1)
    purpose = serializers.CharField(allow_blank=True, default="")
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=Kind.choices), default=list)
    seats = serializers.ListField(child=serializers.ChoiceField(choices=SeatKind.choices), default=list)
    module = serializers.UUIDField(allow_null=True, default=None)
    criteria = serializers.ListField(child=serializers.UUIDField(), default=list)
    topics = QuotaInput(many=True, default=list)


class BarInput(serializers.Serializer[Any]):
    """How many points of a criterion are the bar."""

    criterion = serializers.UUIDField()
    points = serializers.IntegerField(min_value=LOWEST_BAR, max_value=HIGHEST_BAR)


class TermsInput(serializers.Serializer[Any]):
    """The rules of the whole loop; what is left out is as usual."""

    twice = serializers.ListField(child=serializers.UUIDField(), default=list)
    most_pilots = serializers.IntegerField(
        min_value=0, max_value=MOST_QUESTIONS, allow_null=True, default=Terms.most_pilots
    )
    reserve_across = serializers.BooleanField(default=Terms.reserve_across)
    tolerance = serializers.FloatField(min_value=0, max_value=WIDEST_TOLERANCE, default=Terms.tolerance)
    minutes_tolerance = serializers.IntegerField(
        min_value=0, max_value=WIDEST_MINUTES, default=Terms.minutes_tolerance
    )
    break_minutes = serializers.IntegerField(
        min_value=0, max_value=LONGEST_BREAK, default=Terms.break_minutes
    )
    weights = WeightsShape(required=False)
    bars = BarInput(many=True, default=list)
    gates = GatesShape(required=False)


class BlueprintRevise(serializers.Serializer[Any]):
    """What a blueprint says from now on; `based_on` is the revision it was written upon.

    `role` and `terms` left out stay as they are.
    """

    based_on = serializers.IntegerField(min_value=1)
    role = serializers.CharField(allow_blank=True, max_length=80, required=False)
    note = serializers.CharField(allow_blank=True, max_length=300, default="")
    stages = StageInput(many=True)
    terms = TermsInput(required=False)


class BlueprintCreate(serializers.Serializer[Any]):
    """A new blueprint."""

    name = serializers.CharField(max_length=120)
    role = serializers.CharField(allow_blank=True, max_length=80, default="")
    level = serializers.UUIDField()
    note = serializers.CharField(allow_blank=True, max_length=300, default="")
    stages = StageInput(many=True)
    terms = TermsInput(required=False)


class BlueprintCopy(serializers.Serializer[Any]):
    """A blueprint of its own that says the same; `shift_levels` moves every interview's level too."""

    name = serializers.CharField(max_length=120)
    role = serializers.CharField(allow_blank=True, max_length=80, default="")
    level = serializers.UUIDField()
    shift_levels = serializers.BooleanField(default=False)


class ChangeShape(serializers.Serializer[Any]):
    """Something that a revision says otherwise; an empty text where it was, or is, not there."""

    what = serializers.CharField(source="label")
    old = serializers.CharField(allow_blank=True)
    new = serializers.CharField(allow_blank=True)


class StageChangeShape(serializers.Serializer[Any]):
    """What became of an interview; places count from 1."""

    name = serializers.CharField()
    kind = serializers.CharField(help_text="added, removed, changed or same")
    changes = ChangeShape(many=True)
    topics = ChangeShape(many=True)
    old_place = serializers.IntegerField(allow_null=True)
    new_place = serializers.IntegerField(allow_null=True)
    moved = serializers.BooleanField()


class ChangesShape(serializers.Serializer[Any]):
    """All that differs between two revisions."""

    stages = StageChangeShape(many=True)
    rules = ChangeShape(many=True)
    bars = ChangeShape(many=True)


def contents(stages: list[dict[str, Any]]) -> list[StageContent]:
    """Checked input as the actions take it."""
    return [
        StageContent(
            name=stage["name"],
            level_id=stage["level"],
            minutes=stage["minutes"],
            purpose=stage["purpose"],
            kinds=tuple(stage["kinds"]),
            seats=tuple(stage["seats"]) or (SeatKind.LEAD,),
            criterion_ids=tuple(stage["criteria"]),
            quotas=tuple(Quota(line["topic"], line["minimum"], line["maximum"]) for line in stage["topics"]),
            neighbour_ids=tuple(stage["neighbours"]),
            module_id=stage["module"],
        )
        for stage in stages
    ]


def terms_from(values: dict[str, Any] | None) -> Terms | None:
    """Checked input as the actions take it; None stays None."""
    if values is None:
        return None
    plain = ("most_pilots", "reserve_across", "tolerance", "minutes_tolerance", "break_minutes")
    return Terms(
        twice=tuple(values["twice"]),
        bars=tuple(Bar(line["criterion"], line["points"]) for line in values["bars"]),
        weights=Weights(**values.get("weights", {})),
        gates=Gates(**values.get("gates", {})),
        **{name: values[name] for name in plain},
    )
