"""Calibration exercises on the page: written, rated by each for themselves, then how all lie."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

from accounts.enums import Role
from accounts.models import Membership
from scoring.actions.note_discussion import note_discussion
from scoring.actions.save_exercise_card import save_exercise_card
from scoring.models import Exercise
from tests.cast import World, make_member, sign_in
from tests.scoring.exercises import ANSWER, close, make_exercise, marks, rate_exercise
from tests.scoring.test_blindness import settled

LIST = "/o/acme/calibration/exercises/"


def address(exercise: Exercise) -> str:
    return f"{LIST}{exercise.pk}/"


def page(member: Membership, exercise: Exercise) -> str:
    return sign_in(member).get(address(exercise)).content.decode()


def typed(world: World, *values: str, do: str = "submit") -> dict[str, str]:
    found = {"do": do}
    for criterion, value in zip(world.criteria, values, strict=True):
        found |= {f"mark:{criterion.pk}": value, f"text:{criterion.pk}": f"why {value}"}
    return found


def test_one_is_written_on_a_question_found_in_the_bank(in_acme: World) -> None:
    browser = sign_in(in_acme.committee)
    assert "No exercise yet" in browser.get(LIST).content.decode()
    found = browser.get(f"{LIST}new/?q=bounded").content.decode()
    assert str(in_acme.questions[0].pk) in found
    assert str(in_acme.questions[1].pk) not in found
    form = f"{LIST}new/?question={in_acme.questions[0].pk}"
    assert "never paste what somebody said" in browser.get(form).content.decode()
    sent = {"title": "Spring", "level": str(in_acme.level.pk), "answer": "", "closes_at": "2030-03-01T12:00"}
    refused = browser.post(form, sent)
    assert refused.status_code == 400
    assert 'value="Spring"' in refused.content.decode()
    made = browser.post(form, sent | {"answer": ANSWER}, follow=True).content.decode()
    assert "A draft" in made
    assert "<strong>blocks</strong>" in made
    assert Exercise.objects.get().revision == in_acme.questions[0].current


def test_a_draft_is_its_authors_and_administrators(in_acme: World) -> None:
    exercise = make_exercise(in_acme, opened=False)
    assert sign_in(in_acme.committee).get(address(exercise)).status_code == 404
    assert exercise.title not in sign_in(in_acme.lead).get(LIST).content.decode()
    assert "Open it to all" in page(in_acme.admin, exercise)
    sign_in(in_acme.curator).post(f"{address(exercise)}open/")
    assert "To rate" in sign_in(in_acme.lead).get(LIST).content.decode()
    assert sign_in(in_acme.nobody).get(address(exercise)).status_code == 404


def test_a_card_is_kept_as_a_draft_and_handed_in_once(in_acme: World) -> None:
    exercise = make_exercise(in_acme)
    browser = sign_in(in_acme.lead)
    shown = browser.get(address(exercise)).content.decode()
    assert "Depth seen at point 2" in shown
    assert "beside your name" in shown
    browser.post(f"{address(exercise)}card/", typed(in_acme, "3", "", do="save"))
    assert "why 3" in browser.get(address(exercise)).content.decode()
    half = browser.post(f"{address(exercise)}card/", typed(in_acme, "2", ""))
    assert half.status_code == 400
    assert "Clarity: Choose a point" in half.content.decode()
    assert "why 2" in half.content.decode()
    assert (
        "Your card is in"
        in browser.post(
            f"{address(exercise)}card/", typed(in_acme, "2", "not_assessed"), follow=True
        ).content.decode()
    )
    again = browser.post(f"{address(exercise)}card/", typed(in_acme, "4", "4"))
    assert again.status_code == 409
    assert "why 4" in again.content.decode()
    assert "it is given once" in again.content.decode()


def test_my_work_counts_what_is_to_rate(in_acme: World) -> None:
    exercise = make_exercise(in_acme)
    assert "1 calibration exercise waits" in sign_in(in_acme.lead).get("/o/acme/").content.decode()
    assert "1 calibration exercise waits" not in sign_in(in_acme.coordinator).get("/o/acme/").content.decode()
    rate_exercise(in_acme, exercise, in_acme.lead, [3, 3])
    assert "exercise waits" not in sign_in(in_acme.lead).get("/o/acme/").content.decode()


def test_who_began_a_card_sees_nothing_of_a_closed_exercise_before_theirs_is_in(in_acme: World) -> None:
    exercise = make_exercise(in_acme)
    rate_exercise(in_acme, exercise, in_acme.second, [4, 1])
    save_exercise_card(actor=in_acme.lead, exercise_id=exercise.pk, marks=marks(in_acme, [2, 2]))
    close(in_acme, exercise)
    waiting = page(in_acme.lead, exercise)
    assert "You have begun a card" in waiting
    assert "How you lie" not in waiting
    assert "Clarity seen 1" not in waiting
    assert (
        sign_in(in_acme.lead)
        .get(f"{address(exercise)}?format=json")
        .headers["Content-Type"]
        .startswith("text/html")
    )
    sign_in(in_acme.lead).post(f"{address(exercise)}card/", typed(in_acme, "2", "2"))
    assert "Clarity seen 1" in page(in_acme.lead, exercise)
    late = sign_in(in_acme.committee).post(f"{address(exercise)}card/", typed(in_acme, "2", "2"))
    assert late.status_code == 409
    assert "why 2" in late.content.decode()


def test_closed_it_shows_spread_distances_and_what_was_agreed_on(in_acme: World) -> None:
    exercise = make_exercise(in_acme)
    for member, values in ((in_acme.lead, [4, 2]), (in_acme.second, [2, 2]), (in_acme.committee, [2, None])):
        rate_exercise(in_acme, exercise, member, values)
    assert "3 cards in" in page(in_acme.curator, exercise)
    assert "cards in" not in page(in_acme.lead, exercise)
    close(in_acme, exercise)
    note_discussion(actor=in_acme.curator, exercise_id=exercise.pk, text="A *three* on depth.")
    shown = page(in_acme.lead, exercise)
    assert "3 ratings: 2, 2, 4; median 2; yours is 4" in shown
    assert "2.0 points above the others, over 1 criterion" in shown
    assert "50% of all pairs" in shown
    assert "Sam Second" in shown
    assert "<em>three</em>" in shown
    unnamed = page(in_acme.coordinator, exercise)
    assert "Sam Second" not in unnamed
    assert "Rater 2" in unnamed
    rows = json.loads(sign_in(in_acme.lead).get(f"{address(exercise)}?format=json&table=distances").content)
    assert {row["rater"]: row["mean_distance"] for row in rows} == {
        "Lea Lead": 2.0,
        "Sam Second": -1.0,
        "Kim Committee": -1.0,
    }
    assert sign_in(in_acme.lead).get(f"{address(exercise)}?format=csv").content.count(b"\r\n") == 7


def test_two_raters_get_no_distance(in_acme: World) -> None:
    exercise = make_exercise(in_acme)
    rate_exercise(in_acme, exercise, in_acme.lead, [4, 2])
    rate_exercise(in_acme, exercise, in_acme.second, [2, 2])
    close(in_acme, exercise)
    assert "fewer than three rated" in page(in_acme.lead, exercise)


def test_the_notes_that_are_too_long_are_not_lost(in_acme: World) -> None:
    exercise = close(in_acme, make_exercise(in_acme))
    answer = sign_in(in_acme.curator).post(f"{address(exercise)}discussion/", {"discussion": "word " * 2001})
    assert answer.status_code == 400
    assert "word word" in answer.content.decode()


def read(world: World, exercise: Exercise) -> dict[str, bytes]:
    """Every page and address of it, as everybody has them."""
    found = {}
    for part, member in {**world.people(), "rater": Membership.objects.get(user__name="Rita Rater")}.items():
        browser = sign_in(member)
        for at in (LIST, address(exercise), "/o/acme/", "/o/acme/calibration/", *api(exercise), *training()):
            found[f"{part} {at}"] = settled(browser.get(at).content)
    return found


def api(exercise: Exercise) -> tuple[str, ...]:
    return ("/api/v1/o/acme/exercises/", f"/api/v1/o/acme/exercises/{exercise.pk}/")


def training() -> tuple[str, ...]:
    return ("/o/acme/loops/training/agreement/",)


@contextmanager
def rolled_back() -> Iterator[None]:
    """What happens inside has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_nobody_learns_anything_of_others_cards_before_it_is_closed(in_acme: World) -> None:
    make_member(in_acme.organization, "Rita Rater", Role.INTERVIEWER)
    others = [make_member(in_acme.organization, f"Other {n}", Role.INTERVIEWER) for n in range(3)]
    exercise = make_exercise(in_acme)
    rate_exercise(in_acme, exercise, in_acme.lead, [3, 3])
    worlds = []
    for values in ([1, 4], [4, None]):
        with rolled_back():
            for other in others:
                rate_exercise(in_acme, exercise, other, values)
            worlds.append(read(in_acme, exercise))
    assert worlds[0] == worlds[1]
    with rolled_back():
        rate_exercise(in_acme, exercise, others[0], [1, 4])
        close(in_acme, exercise)
        assert b"Depth seen 1" in read(in_acme, exercise)[f"lead {address(exercise)}"]


@pytest.mark.parametrize(
    ("part", "state", "count"), [("lead", "open", 9), ("lead", "closed", 12), ("curator", "closed", 12)]
)
def test_as_many_queries_with_one_rater_as_with_thirty(
    in_acme: World, django_assert_num_queries: Any, part: str, state: str, count: int
) -> None:
    exercise = make_exercise(in_acme)
    rate_exercise(in_acme, exercise, in_acme.lead, [3, 3])
    first = close(in_acme, exercise) if state == "closed" else exercise
    browser = sign_in(getattr(in_acme, part))
    with django_assert_num_queries(count):
        assert browser.get(address(first)).status_code == 200
    second = make_exercise(in_acme, title="Again")
    for n in range(30):
        rate_exercise(in_acme, second, make_member(in_acme.organization, f"R {n}", Role.INTERVIEWER), [3, 2])
    rate_exercise(in_acme, second, in_acme.lead, [3, 3])
    if state == "closed":
        close(in_acme, second)
    with django_assert_num_queries(count):
        assert browser.get(address(second)).status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
def test_list_and_new_one_ask_as_much_with_one_as_with_thirty(
    in_acme: World, django_assert_num_queries: Any, rows: int
) -> None:
    for n in range(rows):
        make_exercise(in_acme, title=f"Number {n}")
    browser = sign_in(in_acme.curator)
    with django_assert_num_queries(6):
        assert "Number 0" in browser.get(LIST).content.decode()
    with django_assert_num_queries(4):
        assert browser.get(f"{LIST}new/").status_code == 200
