"""The shape of a whole question in the API: options, rubric with anchors by level, revisions, health."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from questionbank.content import NO_ANCHORS, POINTS, Anchors, Choice, Content, LevelAnchors, RubricLine
from questionbank.enums import Difficulty, Health, Kind, Meaning
from questionbank.models import Question, QuestionRevision
from questionbank.queries.health import health_of_question
from questionbank.queries.rubrics import line_content, lines_of_revision
from questionbank.serializers import LevelSerializer, TopicSerializer


class AnchorsField(serializers.ListField):
    """The texts of points 1 to 4, empty where there is none."""

    def __init__(self, **options: Any) -> None:
        child = serializers.CharField(allow_blank=True)
        super().__init__(child=child, min_length=4, max_length=4, **options)


class DraftsField(serializers.ListField):
    """The points whose text was proposed and nobody stands behind yet."""

    def __init__(self, **options: Any) -> None:
        super().__init__(child=serializers.ChoiceField(choices=list(POINTS)), default=list, **options)


class LevelAnchorsSerializer(serializers.Serializer[Any]):
    """What the points look like at one level, where the bar differs; empty: as for all levels."""

    level = serializers.UUIDField(source="level_id")
    anchors = AnchorsField()
    drafts = DraftsField()


class RubricLineSerializer(serializers.Serializer[Any]):
    """A criterion in a question's rubric: its anchors for all levels, and those of single levels."""

    criterion = serializers.UUIDField(source="criterion_id")
    weight = serializers.IntegerField(default=1)
    anchors = AnchorsField(default=lambda: list(NO_ANCHORS))
    drafts = DraftsField()
    by_level = LevelAnchorsSerializer(many=True, default=list)


class ChoiceSerializer(serializers.Serializer[Any]):
    """An option of a multiple-choice question; `correct` null: nobody knows."""

    text = serializers.CharField(trim_whitespace=False)
    correct = serializers.BooleanField(default=None, allow_null=True)
    feedback = serializers.CharField(default="", allow_blank=True, trim_whitespace=False)


class ContentSerializer(serializers.Serializer[Any]):
    """Everything that a person writes of a question. Markdown in prompt and answer."""

    prompt = serializers.CharField(trim_whitespace=False)
    kind = serializers.ChoiceField(choices=Kind.choices, default=Kind.CONCEPT)
    summary = serializers.CharField(default="", allow_blank=True, trim_whitespace=False)
    answer = serializers.CharField(default="", allow_blank=True, trim_whitespace=False)
    options = ChoiceSerializer(many=True, default=list)
    probes = serializers.ListField(child=serializers.CharField(), default=list)
    hints = serializers.ListField(child=serializers.CharField(), default=list)
    red_flags = serializers.ListField(child=serializers.CharField(), default=list)
    minutes = serializers.IntegerField(default=None, allow_null=True)
    topic = serializers.UUIDField(default=None, allow_null=True)
    level = serializers.UUIDField(default=None, allow_null=True)
    difficulty = serializers.ChoiceField(choices=Difficulty.choices, default=None, allow_null=True)
    tags = serializers.ListField(child=serializers.CharField(), default=list)
    source = serializers.CharField(  # type: ignore[assignment]  # DRF takes fields off the class
        default="", allow_blank=True
    )
    rubric = RubricLineSerializer(many=True, default=list)

    def content(self) -> Content:
        """What was sent; call it when it is valid."""
        sent = self.validated_data
        plain = ("prompt", "kind", "summary", "answer", "minutes", "difficulty", "source")
        values: dict[str, Any] = {name: sent[name] for name in plain}
        values |= {name: tuple(sent[name]) for name in ("probes", "hints", "red_flags", "tags")}
        return Content(
            **values,
            topic_id=sent["topic"],
            level_id=sent["level"],
            options=tuple(Choice(**option) for option in sent["options"]),
            rubric=tuple(_line(line) for line in sent["rubric"]),
        )


class NewQuestionSerializer(ContentSerializer):
    """A draft. With an `id` made up by the sender, the same request sent twice makes one question."""

    id = serializers.UUIDField(default=None, allow_null=True)


class NewRevisionSerializer(ContentSerializer):
    """A revision; `base` is the number of the one it was made from."""

    base = serializers.IntegerField(min_value=1)
    meaning = serializers.ChoiceField(choices=[Meaning.SAME.value, Meaning.NOT_COMPARABLE.value])
    note = serializers.CharField(default="", allow_blank=True)


class RevisionSerializer(serializers.ModelSerializer[QuestionRevision]):
    """What a question says, with its rubric."""

    topic = TopicSerializer(allow_null=True)
    level = LevelSerializer(allow_null=True)
    written_by = serializers.CharField(source="written_by.user.name", default=None)
    options = ChoiceSerializer(many=True)
    rubric = serializers.SerializerMethodField()

    class Meta:
        model = QuestionRevision
        fields = [
            "number",
            "prompt",
            "summary",
            "answer",
            "options",
            "probes",
            "hints",
            "red_flags",
            "minutes",
            "topic",
            "level",
            "difficulty",
            "tags",
            "source",
            "rubric",
            "meaning",
            "note",
            "written_by",
            "created_at",
        ]

    @extend_schema_field(RubricLineSerializer(many=True))
    def get_rubric(self, revision: QuestionRevision) -> list[dict[str, Any]]:
        """As it would be written again."""
        lines = [line_content(line) for line in lines_of_revision(revision)]
        return [dict(RubricLineSerializer(line).data) for line in lines]


MEASURED = ("slope", "slope_low", "slope_high", "run")


class HealthSerializer(serializers.Serializer[Any]):
    """What its use says of a question. Figures below their minimum are null, and `missing` says why."""

    state = serializers.ChoiceField(choices=Health.choices)
    findings = serializers.ListField(child=serializers.CharField())
    missing = serializers.ListField(child=serializers.CharField())
    n = serializers.IntegerField()
    facility = serializers.FloatField(allow_null=True)
    discrimination = serializers.FloatField(allow_null=True)
    discrimination_low = serializers.FloatField(allow_null=True)
    discrimination_high = serializers.FloatField(allow_null=True)
    discrimination_n = serializers.IntegerField()
    slope = serializers.FloatField(
        allow_null=True, help_text="Discrimination net of who rated and what else was asked; 1: as others."
    )
    slope_low = serializers.FloatField(allow_null=True)
    slope_high = serializers.FloatField(allow_null=True)
    run = serializers.UUIDField(allow_null=True, help_text="The calibration run that these figures are of.")
    agreement = serializers.FloatField(allow_null=True)
    agreement_n = serializers.IntegerField()
    minutes = serializers.FloatField(allow_null=True)
    minutes_n = serializers.IntegerField()
    minutes_planned = serializers.IntegerField(allow_null=True)
    open_flags = serializers.IntegerField()
    times_asked = serializers.IntegerField()
    last_asked = serializers.DateTimeField(allow_null=True)


class QuestionSerializer(serializers.ModelSerializer[Question]):
    """A question with its current revision."""

    current = RevisionSerializer()
    health = serializers.SerializerMethodField()

    class Meta:
        model = Question
        fields = ["id", "kind", "state", "created_at", "current", "health"]

    @extend_schema_field(HealthSerializer)
    def get_health(self, question: Question) -> dict[str, Any]:
        """One query."""
        found = health_of_question(question)
        values = asdict(found.figures)
        values |= {name: None for name, enough in found.enough.items() if not enough}
        values |= {name: getattr(found.measure, name, None) for name in MEASURED}
        low, high = (found.enough["discrimination"] and found.discrimination_interval) or (None, None)
        return values | {
            "state": found.state,
            "findings": [finding.what for finding in found.findings],
            "missing": found.missing,
            "discrimination_low": low,
            "discrimination_high": high,
            "times_asked": found.times,
            "last_asked": found.last_at,
        }


def _line(sent: dict[str, Any]) -> RubricLine:
    """A level whose four anchors are empty has none of its own; an empty text is no draft."""
    by_level = [
        LevelAnchors(own["level_id"], _four(own), _drafts(own))
        for own in sent["by_level"]
        if any(own["anchors"])
    ]
    return RubricLine(sent["criterion_id"], _four(sent), sent["weight"], tuple(by_level), _drafts(sent))


def _four(sent: dict[str, Any]) -> Anchors:
    one, two, three, four = sent["anchors"]
    return (one, two, three, four)


def _drafts(sent: dict[str, Any]) -> tuple[int, ...]:
    return tuple(point for point in POINTS if point in sent["drafts"] and sent["anchors"][point - 1])
