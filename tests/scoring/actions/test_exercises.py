"""The verbs of calibration exercises: create_exercise, open_exercise, close_exercise, save_exercise_card,
submit_exercise_card, note_discussion; and that nothing of one ever counts.
"""

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from scoring.actions._exercises import ExerciseMark
from scoring.actions.calibrate import calibrate
from scoring.actions.close_exercise import close_exercise
from scoring.actions.create_exercise import create_exercise
from scoring.actions.note_discussion import note_discussion
from scoring.actions.open_exercise import open_exercise
from scoring.actions.save_exercise_card import save_exercise_card
from scoring.actions.submit_exercise_card import submit_exercise_card
from scoring.models import ExerciseRating
from scoring.queries.exercises import exercise_training
from scoring.visibility import countable_ratings
from tests.cast import World, make_question
from tests.scoring.exercises import ANSWER, close, make_exercise, marks, rate_exercise
from tests.scoring.packets import a_year


def test_it_is_made_by_who_reviews_rubrics_on_a_question_that_has_one(in_acme: World) -> None:
    given = {"title": " A  title ", "level_id": in_acme.level.pk, "answer": ANSWER}
    question = in_acme.questions[0]
    with pytest.raises(Denied):
        create_exercise(actor=in_acme.lead, question_id=question.pk, **given)
    for wrong in ({"title": " "}, {"answer": "\n"}, {"title": "x" * 161}):
        with pytest.raises(Invalid):
            create_exercise(actor=in_acme.admin, question_id=question.pk, **given | wrong)
    bare = make_question(in_acme.organization, "What is a queue?")
    with pytest.raises(Invalid, match="no rubric"):
        create_exercise(actor=in_acme.admin, question_id=bare.pk, **given)
    made = create_exercise(actor=in_acme.admin, question_id=question.pk, **given)
    assert (made.title, made.state, made.revision) == ("A title", "draft", question.current)


def test_it_goes_from_draft_to_open_to_closed_by_who_runs_it(in_acme: World) -> None:
    exercise = make_exercise(in_acme, opened=False)
    with pytest.raises(Conflict):
        close_exercise(actor=in_acme.curator, exercise_id=exercise.pk)
    with pytest.raises(Http404):
        open_exercise(actor=in_acme.committee, exercise_id=exercise.pk)
    open_exercise(actor=in_acme.admin, exercise_id=exercise.pk)
    with pytest.raises(Conflict):
        open_exercise(actor=in_acme.curator, exercise_id=exercise.pk)
    with pytest.raises(Denied):
        close_exercise(actor=in_acme.committee, exercise_id=exercise.pk)
    with pytest.raises(Conflict):
        note_discussion(actor=in_acme.curator, exercise_id=exercise.pk, text="Early.")
    assert close(in_acme, exercise).state == "closed"
    noted = note_discussion(actor=in_acme.curator, exercise_id=exercise.pk, text=" A three. ")
    assert noted.discussion == "A three."
    with pytest.raises(Denied):
        note_discussion(actor=in_acme.lead, exercise_id=exercise.pk, text="Mine.")


def test_a_card_takes_what_its_rubric_asks_for_and_nothing_else(in_acme: World) -> None:
    exercise = make_exercise(in_acme)
    depth, clarity = in_acme.criteria
    for wrong in (
        ExerciseMark(depth.pk, "5"),
        ExerciseMark(exercise.pk, "3"),
        ExerciseMark(depth.pk, "3", "x" * 2001),
    ):
        with pytest.raises(Invalid):
            save_exercise_card(actor=in_acme.lead, exercise_id=exercise.pk, marks=[wrong])
    with pytest.raises(Conflict):
        submit_exercise_card(actor=in_acme.lead, exercise_id=exercise.pk)
    save_exercise_card(actor=in_acme.lead, exercise_id=exercise.pk, marks=[ExerciseMark(depth.pk, "3")])
    with pytest.raises(Invalid) as error:
        submit_exercise_card(actor=in_acme.lead, exercise_id=exercise.pk)
    assert set(error.value.fields) == {str(depth.pk), str(clarity.pk)}
    save_exercise_card(actor=in_acme.lead, exercise_id=exercise.pk, marks=marks(in_acme, [2, None]))
    card = submit_exercise_card(actor=in_acme.lead, exercise_id=exercise.pk)
    kept = ExerciseRating.objects.filter(card=card).values_list("state", "value")
    assert set(kept) == {("rated", 2), ("not_assessed", None)}
    with pytest.raises(Conflict):
        save_exercise_card(actor=in_acme.lead, exercise_id=exercise.pk, marks=marks(in_acme, [4, 4]))
    with pytest.raises(Denied):
        save_exercise_card(actor=in_acme.nobody, exercise_id=exercise.pk, marks=[])


def test_the_trail_tells_of_no_point(in_acme: World) -> None:
    rate_exercise(in_acme, make_exercise(in_acme), in_acme.lead, [4, 1])
    for event in AuditEvent.objects.filter(verb__in=["save_exercise_card", "submit_exercise_card"]):
        assert event.data == {}


def test_nothing_of_an_exercise_is_a_rating_of_anybody(in_acme: World) -> None:
    a_year(in_acme, candidates=4)
    before = calibrate(actor=None, organization=in_acme.organization)
    count = countable_ratings(in_acme.organization).count()
    exercise = make_exercise(in_acme)
    for member in (in_acme.lead, in_acme.second, in_acme.committee):
        rate_exercise(in_acme, exercise, member, [4, 1])
    close(in_acme, exercise)
    assert countable_ratings(in_acme.organization).count() == count
    assert calibrate(actor=None, organization=in_acme.organization).inputs_digest == before.inputs_digest


def test_it_counts_as_training(in_acme: World) -> None:
    for title in ("Spring", "Autumn"):
        exercise = make_exercise(in_acme, title=title)
        for member, value in ((in_acme.lead, 4), (in_acme.second, 2), (in_acme.committee, 2)):
            rate_exercise(in_acme, exercise, member, [value, value])
        assert exercise_training(in_acme.coordinator, [in_acme.lead.pk])[in_acme.lead.pk].exercises == (
            title == "Autumn"
        )
        close(in_acme, exercise)
    done = exercise_training(in_acme.coordinator, [in_acme.lead.pk, in_acme.curator.pk])
    assert (
        done[in_acme.lead.pk].words
        == "2 exercises rated, on average 2.0 points above the others; 4 criteria."
    )
    assert done[in_acme.curator.pk].words == "No exercise yet."
    begun = make_exercise(in_acme, title="Begun")
    save_exercise_card(actor=in_acme.coordinator, exercise_id=begun.pk, marks=marks(in_acme, [1, 1]))
    rate_exercise(in_acme, begun, in_acme.lead, [1, 1])
    close(in_acme, begun)
    assert exercise_training(in_acme.coordinator, [in_acme.lead.pk])[in_acme.lead.pk].exercises == 2
