"""What is done in a calibration exercise: a card kept or handed in, opening, closing, what was agreed on."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from scoring.access import exercise_of
from scoring.actions.close_exercise import close_exercise
from scoring.actions.note_discussion import note_discussion
from scoring.actions.open_exercise import open_exercise
from scoring.actions.save_exercise_card import save_exercise_card
from scoring.actions.submit_exercise_card import submit_exercise_card
from scoring.exercise_forms import DiscussionForm, marks_in
from scoring.queries.exercises import exercise_reading
from scoring.views.exercises import show


@require_POST
def exercise_card(request: MemberRequest, org: str, exercise: uuid.UUID) -> HttpResponse:
    """Keeps the card; hands it in where the button says so. What was typed is shown again when refused."""
    row = exercise_of(request.member, exercise)
    reading = exercise_reading(request.member, row)
    typed = {key: value for key, value in request.POST.items() if isinstance(value, str)}
    try:
        save_exercise_card(actor=request.member, exercise_id=row.pk, marks=marks_in(typed, reading.lines))
        if request.POST.get("do") == "submit":
            submit_exercise_card(actor=request.member, exercise_id=row.pk)
    except Invalid as error:
        return show(request, reading, typed=typed, errors=error.fields, refused=error.reason, status=400)
    except Conflict as error:
        return show(request, reading, typed=typed, refused=error.reason, status=409)
    done = request.POST.get("do") == "submit"
    messages.success(request, "Your card is in." if done else "Your card is kept as a draft.")
    return redirect("exercise", org=org, exercise=row.pk)


@require_POST
def exercise_open(request: MemberRequest, org: str, exercise: uuid.UUID) -> HttpResponse:
    """Asks all to rate it."""
    row = open_exercise(actor=request.member, exercise_id=exercise)
    messages.success(
        request, "The exercise is open: all interviewers and committee members are asked to rate."
    )
    return redirect("exercise", org=org, exercise=row.pk)


@require_POST
def exercise_close(request: MemberRequest, org: str, exercise: uuid.UUID) -> HttpResponse:
    """Shows how all lie."""
    row = close_exercise(actor=request.member, exercise_id=exercise)
    messages.success(request, "The exercise is closed.")
    return redirect("exercise", org=org, exercise=row.pk)


@require_POST
def exercise_discussion(request: MemberRequest, org: str, exercise: uuid.UUID) -> HttpResponse:
    """Keeps what was agreed on; what was typed is shown again when refused."""
    row = exercise_of(request.member, exercise)
    form = DiscussionForm(request.POST)
    if form.is_valid():
        note_discussion(actor=request.member, exercise_id=row.pk, text=form.cleaned_data["discussion"])
        messages.success(request, "What was agreed on is kept.")
        return redirect("exercise", org=org, exercise=row.pk)
    return show(request, exercise_reading(request.member, row), discussion=form, status=400)
