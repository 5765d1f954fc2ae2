"""Calibration exercises: their list, a new one, and one of them: to rate, or how all lie."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from interviews.queries.availability import zones_of
from questionbank.access import question_of
from scoring import rules
from scoring.access import exercise_of
from scoring.actions.create_exercise import create_exercise
from scoring.exercise_forms import DiscussionForm, NewExerciseForm, mark_field, text_field
from scoring.exports import Table, export_one
from scoring.models import Exercise
from scoring.queries.exercises import (
    ExerciseReading,
    ExerciseSpread,
    exercise_reading,
    exercises_of,
    levels_of,
    rateable_questions,
)
from scoring.views.calibration_tabs import tabs


@require_safe
def exercise_list(request: MemberRequest, org: str) -> HttpResponse:
    """Exercises to rate, then drafts of one's own, then closed ones."""
    rules.may_rate_exercises(request.member).require()
    context = {
        "page": Paginator(exercises_of(request.member), 50).get_page(request.GET.get("page")),
        "may_make": rules.may_make_exercises(request.member),
        "zone": zones_of([request.member.pk])[request.member.pk],
        "tabs": tabs(request, "exercise_list"),
    }
    return render(request, "scoring/exercise_list.html", context)


@require_http_methods(["GET", "POST"])
def exercise_new(request: MemberRequest, org: str) -> HttpResponse:
    """First the question, of the bank; then the sample answer to it."""
    rules.may_make_exercises(request.member).require()
    chosen = request.GET.get("question", "")
    if not chosen:
        words = request.GET.get("q", "").replace("\x00", " ").strip()
        context = {"rows": rateable_questions(words), "words": words}
        return render(request, "scoring/exercise_question.html", context)
    return _new(request, _id(chosen))


def _new(request: MemberRequest, chosen: uuid.UUID) -> HttpResponse:
    question = question_of(request.member, chosen)
    revision = question.current
    form = NewExerciseForm(
        request.POST or None,
        zone=zones_of([request.member.pk])[request.member.pk],
        levels=levels_of(request.member),
        initial={"level": str(revision.level_id)} if revision and revision.level_id else {},
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made = create_exercise(
                actor=request.member,
                title=typed["title"],
                question_id=question.pk,
                level_id=uuid.UUID(typed["level"]),
                answer=typed["answer"],
                closes_at=typed["closes_at"],
            )
        except Invalid as error:
            for name, words in error.fields.items():
                form.add_error(name if name in form.fields else None, words)
        else:
            messages.success(request, "The draft is kept. Nobody is asked to rate it before you open it.")
            return redirect("exercise", org=request.organization.slug, exercise=made.pk)
    context = {"form": form, "revision": revision}
    return render(request, "scoring/exercise_new.html", context, status=400 if form.errors else 200)


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404("There is no such question.") from None


@require_safe
def exercise(request: MemberRequest, org: str, exercise: uuid.UUID) -> HttpResponse:
    """One exercise: to rate while it is open, and once it is closed, how all lie."""
    reading = exercise_reading(request.member, exercise_of(request.member, exercise))
    if reading.spread and (answer := export_one(request, "exercise", _tables(reading, reading.spread))):
        return answer
    return show(request, reading)


def show(
    request: MemberRequest,
    reading: ExerciseReading,
    *,
    typed: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    refused: str = "",
    discussion: DiscussionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one exercise; `typed` goes before what is kept, `errors` are by criterion."""
    row: Exercise = reading.exercise
    context: dict[str, Any] = {
        "reading": reading,
        "exercise": row,
        "lines": _fields(reading, typed or {}, errors or {}),
        "typed": bool(typed),
        "errors": errors,
        "refused": refused,
        "discussion": discussion or DiscussionForm(initial={"discussion": row.discussion}),
        "zone": zones_of([request.member.pk])[request.member.pk],
    }
    return render(request, "scoring/exercise.html", context, status=status)


def _fields(
    reading: ExerciseReading, typed: dict[str, str], errors: dict[str, str]
) -> list[dict[str, object]]:
    return [
        {
            "line": line,
            "mark_field": mark_field(line.criterion),
            "mark": typed.get(mark_field(line.criterion), "" if typed else line.mark),
            "text_field": text_field(line.criterion),
            "text": typed.get(text_field(line.criterion), line.text),
            "error": errors.get(str(line.criterion), ""),
        }
        for line in reading.lines
    ]


def _tables(reading: ExerciseReading, spread: ExerciseSpread) -> dict[str, Table]:
    """What the page shows, as files."""
    ratings = ("criterion", "rater", "state", "points", "evidence", "median")
    return {
        "ratings": Table(
            ratings,
            lambda: [
                (line.name, one.rater, one.state, one.value, one.text, line.spread.median)
                for line in spread.lines
                for one in line.given
            ],
        ),
        "distances": Table(
            ("rater", "mean_distance", "criteria"),
            lambda: [(one.name, one.distance.mean, one.distance.n) for one in spread.raters],
        ),
    }
