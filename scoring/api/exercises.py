"""Calibration exercises over the API, through the same gate and the same actions as the pages."""

import uuid

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from scoring import rules
from scoring.access import exercise_of
from scoring.actions._exercises import ExerciseMark
from scoring.actions.close_exercise import close_exercise
from scoring.actions.create_exercise import create_exercise
from scoring.actions.note_discussion import note_discussion
from scoring.actions.open_exercise import open_exercise
from scoring.actions.save_exercise_card import save_exercise_card
from scoring.actions.submit_exercise_card import submit_exercise_card
from scoring.queries.exercises import exercise_reading, exercises_of
from scoring.serializers.exercises import (
    DiscussionSerializer,
    ExerciseCardSerializer,
    ExerciseReadingSerializer,
    ExerciseSerializer,
    NewExerciseSerializer,
)


class _Exercise(MemberMixin):
    """Answers with the exercise as the reader may know it."""

    def reading(self, exercise: uuid.UUID, code: int = status.HTTP_200_OK) -> Response:
        """As it stands now; 404 for who may not open it."""
        found = exercise_reading(self.member, exercise_of(self.member, exercise))
        return Response(ExerciseReadingSerializer(found).data, status=code)


class Exercises(_Exercise):
    """All exercises that the reader may open."""

    @extend_schema(responses=ExerciseSerializer(many=True))
    def get(self, request: Request, org: str) -> Response:
        """Open ones first."""
        rules.may_rate_exercises(self.member).require()
        return Response(ExerciseSerializer(exercises_of(self.member), many=True).data)

    @extend_schema(request=NewExerciseSerializer, responses={201: ExerciseReadingSerializer})
    def post(self, request: Request, org: str) -> Response:
        """Writes a draft."""
        rules.may_make_exercises(self.member).require()
        shape = NewExerciseSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        typed = dict(shape.validated_data)
        question, level = typed.pop("question"), typed.pop("level")
        made = create_exercise(actor=self.member, question_id=question, level_id=level, **typed)
        return self.reading(made.pk, status.HTTP_201_CREATED)


class OneExercise(_Exercise):
    """One exercise."""

    @extend_schema(responses=ExerciseReadingSerializer)
    def get(self, request: Request, org: str, exercise: uuid.UUID) -> Response:
        """Others' cards once it is closed and one's own is in."""
        return self.reading(exercise)


class OpenExercise(_Exercise):
    """Asking all to rate."""

    @extend_schema(request=None, responses=ExerciseReadingSerializer)
    def post(self, request: Request, org: str, exercise: uuid.UUID) -> Response:
        """By who runs it; 409 unless it is a draft."""
        return self.reading(open_exercise(actor=self.member, exercise_id=exercise).pk)


class CloseExercise(_Exercise):
    """Showing how all lie."""

    @extend_schema(request=None, responses=ExerciseReadingSerializer)
    def post(self, request: Request, org: str, exercise: uuid.UUID) -> Response:
        """By who runs it; 409 unless it is open."""
        return self.reading(close_exercise(actor=self.member, exercise_id=exercise).pk)


class MyExerciseCard(_Exercise):
    """One's own card of an exercise."""

    @extend_schema(request=ExerciseCardSerializer, responses=ExerciseReadingSerializer)
    def post(self, request: Request, org: str, exercise: uuid.UUID) -> Response:
        """Keeps it; hands it in with `submit`. 400 with the criteria that lack something: it is kept then."""
        exercise_of(self.member, exercise)
        shape = ExerciseCardSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        marks = [ExerciseMark(**one) for one in shape.validated_data["ratings"]]
        save_exercise_card(actor=self.member, exercise_id=exercise, marks=marks)
        if shape.validated_data["submit"]:
            submit_exercise_card(actor=self.member, exercise_id=exercise)
        return self.reading(exercise)


class ExerciseDiscussion(_Exercise):
    """What was agreed on."""

    @extend_schema(request=DiscussionSerializer, responses=ExerciseReadingSerializer)
    def post(self, request: Request, org: str, exercise: uuid.UUID) -> Response:
        """By who runs it, in place of the former text; 409 unless it is closed."""
        exercise_of(self.member, exercise)
        shape = DiscussionSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        text = shape.validated_data["text"]
        return self.reading(note_discussion(actor=self.member, exercise_id=exercise, text=text).pk)
