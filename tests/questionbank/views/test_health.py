"""The page of the bank's health: what needs a look, first; the same verdicts as the pure thresholds."""

import random
import uuid

import pytest
from django.utils import timezone

from accounts.ground.tenancy import organization_scope
from questionbank.enums import Health, State
from questionbank.health import health_of
from questionbank.models import Question, QuestionFlag, QuestionMeasure, QuestionUse, SearchRow
from questionbank.queries.health import health_counts, healths, watched_questions
from tests.cast import World, make_question, sign_in

PAGE = "/o/acme/bank/health/"


def measure(question: Question, **fields: object) -> None:
    values = {"n": 30, "mean": 2.5, "facility": 0.5, "run": uuid.uuid4()} | fields
    QuestionMeasure.objects.create(organization_id=question.organization_id, question=question, **values)


def test_what_needs_a_look_comes_first_and_says_why(acme: World) -> None:
    easy, weak, fine, unknown = acme.questions[:4]
    with organization_scope(acme.organization):
        measure(easy, facility=0.95, mean=3.85)
        measure(weak, facility=0.95, discrimination=0.05, discrimination_n=30)
        measure(fine)
        QuestionUse.objects.create(
            organization=acme.organization, question=easy, member=acme.lead, times=4, last_at=timezone.now()
        )
    client = sign_in(acme.lead)

    page = client.get(PAGE)
    assert [row.question.pk for row in page.context["rows"]] == [weak.pk, easy.pk], "two things before one"
    assert "Hardly tells candidates apart: discrimination 0.05 over 30 candidates" in page.text
    assert page.context["rows"][1].times == 4
    assert str(fine.current) not in page.text
    assert dict(page.context["kinds"]) == {Health.CHECK: 2, Health.UNKNOWN: 1, Health.GOOD: 1}

    little = client.get(PAGE, {"health": "unknown"})
    assert "Facility: too little data. It rests on 0 ratings; 10 more are needed." in little.text
    assert str(unknown.current) in little.text
    good = client.get(PAGE, {"health": "good"})
    assert [row.question.pk for row in good.context["rows"]] == [fine.pk]


def test_an_empty_list_says_so_and_a_wrong_word_shows_what_needs_a_look(acme: World) -> None:
    client = sign_in(acme.lead)
    assert "Nothing needs a look" in client.get(PAGE, {"health": "purple"}).text
    assert "Nothing is known well enough yet" in client.get(PAGE, {"health": "good"}).text


def test_questions_that_are_not_in_use_are_nobodys_worry(in_acme: World) -> None:
    for state in (State.DRAFT, State.RETIRED, State.LEAKED, State.IN_REVIEW):
        question = make_question(in_acme.organization, f"{state}?", state=state)
        measure(question, facility=0.99)
    assert list(watched_questions(in_acme.lead, Health.CHECK)) == []


def test_a_flag_counts_until_it_is_closed(in_acme: World) -> None:
    question = in_acme.questions[0]
    flag = QuestionFlag.objects.create(
        organization=in_acme.organization,
        question=question,
        revision=question.current,
        text="Ambiguous",
        raised_by=in_acme.lead,
    )
    [row] = healths(list(watched_questions(in_acme.lead, Health.CHECK)))
    assert row.figures.open_flags == 1
    flag.closed_at = timezone.now()
    flag.save()
    assert not watched_questions(in_acme.lead, Health.CHECK).exists()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_thresholds_say_the_same_in_python_on_the_page_and_in_the_search(
    in_acme: World, seed: int
) -> None:
    draw = random.Random(seed)

    def maybe(value: float) -> float | None:
        return draw.choice([value, value, None])

    for number in range(60):
        question = make_question(in_acme.organization, f"{number}?", minutes=draw.choice([None, 4, 10]))
        if draw.random() < 0.9:
            measure(
                question,
                n=draw.choice([1, 9, 10, 40]),
                facility=maybe(draw.choice([0.1, 0.2, 0.5, 0.9, 0.95])),
                discrimination=maybe(draw.choice([-0.1, 0.19, 0.2, 0.4])),
                discrimination_n=draw.choice([0, 19, 20, 50]),
                agreement=maybe(draw.choice([0.5, 0.8, 1])),
                agreement_n=draw.choice([0, 9, 10]),
                minutes_median=maybe(draw.choice([1, 2, 6, 15, 16])),
                minutes_n=draw.choice([0, 4, 5]),
            )
    found = dict(SearchRow.objects.values_list("question_id", "health"))
    seen = 0
    for word in Health:
        for row in healths(list(watched_questions(in_acme.lead, word))):
            assert health_of(row.figures) == row.state == word == found[row.question.pk]
            seen += 1
    assert seen == 64 == sum(health_counts().values())
