"""Calibration exercises as the API gives and takes them."""

from typing import Any

from rest_framework import serializers

from scoring.actions._exercises import LONGEST_ANSWER, LONGEST_DISCUSSION, LONGEST_EVIDENCE
from scoring.actions.create_exercise import LONGEST_TITLE
from scoring.enums import CardState, ExerciseState, RatingState
from scoring.models import Exercise


class ExerciseSerializer(serializers.ModelSerializer[Exercise]):
    """An exercise in the list; `own` is where the reader's card stands, null without one."""

    level = serializers.CharField(source="level.name")
    author = serializers.CharField(source="created_by.user.name")
    own = serializers.ChoiceField(choices=CardState.choices, allow_null=True)

    class Meta:
        model = Exercise
        fields = ["id", "title", "state", "level", "author", "closes_at", "own"]


class ExercisePointSerializer(serializers.Serializer[Any]):
    """One point of the scale on one criterion."""

    value = serializers.IntegerField()
    word = serializers.CharField()
    anchor = serializers.CharField(allow_blank=True)


class ExerciseLineSerializer(serializers.Serializer[Any]):
    """One criterion to rate, and what the reader has given so far."""

    criterion = serializers.UUIDField()
    name = serializers.CharField()
    weight = serializers.IntegerField()
    options = ExercisePointSerializer(many=True)
    mark = serializers.CharField(allow_blank=True, help_text="1 to 4, not_assessed, or empty.")
    text = serializers.CharField(allow_blank=True)


class ExerciseGivenSerializer(serializers.Serializer[Any]):
    """One rating; raters are numbered for who did not rate."""

    rater = serializers.CharField()
    own = serializers.BooleanField()
    state = serializers.ChoiceField(choices=RatingState.choices)
    value = serializers.IntegerField(allow_null=True)
    text = serializers.CharField(allow_blank=True)


class ExerciseSpreadLineSerializer(serializers.Serializer[Any]):
    """All that was given on one criterion."""

    name = serializers.CharField()
    median = serializers.FloatField(source="spread.median", allow_null=True)
    agreement = serializers.FloatField(source="spread.agreement", allow_null=True)
    not_assessed = serializers.IntegerField(source="spread.not_assessed")
    given = ExerciseGivenSerializer(many=True)


class RaterSerializer(serializers.Serializer[Any]):
    """How far one rater is from the others; null with fewer than three raters."""

    name = serializers.CharField()
    own = serializers.BooleanField()
    mean_distance = serializers.FloatField(source="distance.mean", allow_null=True)
    criteria = serializers.IntegerField(source="distance.n")


class ExerciseSpreadSerializer(serializers.Serializer[Any]):
    """How the cards of a closed exercise lie."""

    agreement = serializers.FloatField(allow_null=True)
    lines = ExerciseSpreadLineSerializer(many=True)
    raters = RaterSerializer(many=True)
    discussion = serializers.CharField(allow_blank=True)


class ExerciseReadingSerializer(serializers.Serializer[Any]):
    """One exercise as the reader may know it; `spread` is null until it is closed and theirs is in."""

    id = serializers.UUIDField(source="exercise.pk")
    title = serializers.CharField(source="exercise.title")
    state = serializers.ChoiceField(choices=ExerciseState.choices, source="exercise.state")
    level = serializers.CharField(source="exercise.level.name")
    closes_at = serializers.DateTimeField(source="exercise.closes_at", allow_null=True)
    prompt = serializers.CharField(source="exercise.revision.prompt")
    answer = serializers.CharField(source="exercise.answer")
    own = serializers.SerializerMethodField(help_text="draft, submitted, or empty without a card.")
    lines = ExerciseLineSerializer(many=True)
    cards_in = serializers.IntegerField(allow_null=True, help_text="For who runs it; null for others.")
    spread = serializers.SerializerMethodField()

    def get_own(self, reading: Any) -> str:
        """Where the reader's card stands."""
        return reading.card.state if reading.card else ""

    def get_spread(self, reading: Any) -> dict[str, Any] | None:
        """How all lie, with what was agreed on."""
        if reading.spread is None:
            return None
        spread = vars(reading.spread) | {
            "agreement": reading.spread.agreement,
            "discussion": reading.exercise.discussion,
        }
        return dict(ExerciseSpreadSerializer(spread).data)


class NewExerciseSerializer(serializers.Serializer[Any]):
    """An exercise to write; `answer` is Markdown and no candidate's words."""

    title = serializers.CharField(max_length=LONGEST_TITLE)
    question = serializers.UUIDField()
    level = serializers.UUIDField()
    answer = serializers.CharField(max_length=LONGEST_ANSWER)
    closes_at = serializers.DateTimeField(required=False, allow_null=True, default=None)


class ExerciseMarkSerializer(serializers.Serializer[Any]):
    """One criterion of a card."""

    criterion = serializers.UUIDField()
    mark = serializers.CharField(allow_blank=True, default="")
    text = serializers.CharField(allow_blank=True, default="", max_length=LONGEST_EVIDENCE)


class ExerciseCardSerializer(serializers.Serializer[Any]):
    """One's own card: kept as a draft, or handed in for good."""

    ratings = ExerciseMarkSerializer(many=True)
    submit = serializers.BooleanField(default=False)


class DiscussionSerializer(serializers.Serializer[Any]):
    """What was agreed on."""

    text = serializers.CharField(allow_blank=True, max_length=LONGEST_DISCUSSION)
