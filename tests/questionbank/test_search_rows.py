"""Whoever writes, the search's rows and its ledger say what is so: compared with rows made anew."""

import itertools
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from questionbank import health
from questionbank.actions.accept_import_items import accept_import_items
from questionbank.actions.change_question_state import change_question_state
from questionbank.actions.load_starter import load_starter
from questionbank.actions.rename_topic import rename_topic
from questionbank.actions.revise_question import revise_question
from questionbank.actions.undo_import import undo_import
from questionbank.content import Content
from questionbank.models import (
    Level,
    Question,
    QuestionFlag,
    QuestionMeasure,
    QuestionUse,
    SearchCount,
    SearchRow,
)
from tests.cast import World, make_question
from tests.questionbank.documents import stage

COLUMNS = (
    "question_id, organization_id, created_at, topic_id, level_id, kind, state, difficulty, health, "
    "is_asked, revision_id, level_rank, shelf, times_asked, last_asked, changed_at, size, prompt_words, words"
)
FACETS = ("topic_id", "level_id", "kind", "state", "difficulty", "health", "is_asked")


def differences() -> int:
    """Rows of the search that are not as they would be made anew, and those that are missing."""
    fresh = f"SELECT {COLUMNS} FROM questionbank_search_fresh(ARRAY(SELECT id FROM questionbank_question))"
    kept = f"SELECT {COLUMNS} FROM questionbank_searchrow"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM (({fresh} EXCEPT {kept}) UNION ALL ({kept} EXCEPT {fresh})) x")
        return int(cursor.fetchone()[0])


def assert_right() -> None:
    assert differences() == 0
    ledger: Counter[tuple] = Counter()
    for *cell, n in SearchCount.objects.values_list(*FACETS, "questions"):
        ledger[tuple(cell)] += n
    assert +ledger == Counter(SearchRow.objects.values_list(*FACETS))
    assert all(n >= 0 for n in ledger.values())


def test_questions_written_one_by_one_and_in_bulk(in_acme: World) -> None:
    assert SearchRow.objects.count() == 4
    load_starter(actor=None, organization=in_acme.organization)

    assert SearchRow.objects.count() == Question.objects.count() > 50
    assert_right()


def test_an_import_accepted_and_undone(in_acme: World) -> None:
    batch = stage(in_acme.curator)
    accept_import_items(actor=in_acme.curator, batch_id=batch.pk)
    assert SearchRow.objects.count() > 4
    assert_right()

    undo_import(actor=in_acme.curator, batch_id=batch.pk)
    assert SearchRow.objects.count() == 4
    assert_right()


def test_a_revision_a_step_and_names_that_change(in_acme: World) -> None:
    question = in_acme.questions[0]
    revise_question(
        actor=in_acme.curator,
        question_id=question.pk,
        base=1,
        content=Content(prompt="What is a zebra?", answer="Striped.", tags=("beast",), difficulty=3),
        meaning="same",
    )
    change_question_state(actor=in_acme.curator, question_id=question.pk, state="retired", reason="Old.")
    rename_topic(actor=in_acme.curator, topic_id=in_acme.topic.pk, name="Aardvarks")
    Level.objects.filter(pk=in_acme.level.pk).update(rank=9)

    row = SearchRow.objects.get(question=question)
    assert (row.state, row.difficulty, row.size) == ("retired", 3, 16)
    assert SearchRow.objects.filter(shelf="1 aardvarks", level_rank=9).count() == 3
    assert_right()


def test_uses_flags_and_measures_that_come_and_go(in_acme: World) -> None:
    one, two = in_acme.questions[:2]
    organization, now = in_acme.organization, timezone.now()
    for member in (in_acme.lead, in_acme.second):
        QuestionUse.objects.create(
            organization=organization, question=one, member=member, times=2, last_at=now
        )
    flag = QuestionFlag.objects.create(
        organization=organization, question=two, revision=two.current, text="Odd.", raised_by=in_acme.lead
    )
    QuestionMeasure.objects.create(organization=organization, question=one, n=10, mean=2.0, run=one.pk)

    rows = {row.question_id: row for row in SearchRow.objects.all()}
    assert (rows[one.pk].times_asked, rows[one.pk].last_asked, rows[one.pk].health) == (4, now, "good")
    assert rows[two.pk].health == "check"
    assert_right()

    QuestionUse.objects.filter(member=in_acme.lead).delete()
    QuestionFlag.objects.filter(pk=flag.pk).update(closed_at=now)
    QuestionMeasure.objects.all().delete()
    assert SearchRow.objects.get(question=one).times_asked == 2
    assert SearchRow.objects.get(question=two).health == "unknown"
    assert_right()


def test_a_question_that_goes_takes_its_row_along(in_acme: World) -> None:
    question = make_question(in_acme.organization, "Going?")
    QuestionFlag.objects.create(
        organization=in_acme.organization,
        question=question,
        revision=question.current,
        text="Odd.",
        raised_by=in_acme.lead,
    )
    Question.objects.filter(pk=question.pk).update(current=None)
    Question.objects.filter(pk=question.pk).delete()

    assert SearchRow.objects.count() == 4
    assert_right()


def test_the_ledger_stays_as_short_as_there_are_combinations(in_acme: World) -> None:
    for _ in range(5):
        Question.objects.filter(pk=in_acme.questions[0].pk).update(state="resting")
        Question.objects.filter(pk=in_acme.questions[0].pk).update(state="live")

    assert SearchCount.objects.count() == 1
    assert_right()


def test_an_answer_of_any_length_and_script_has_a_row(in_acme: World) -> None:
    many = " ".join(f"{chr(0x4E00 + n % 20_000)}{chr(0x4E00 + n // 7)}" for n in range(66_000))
    question = make_question(in_acme.organization, "Long?", answer=many[:200_000])

    assert SearchRow.objects.filter(question=question).exists()


FIGURES = list(
    itertools.product(
        ((0, None), (9, 0.05), (10, None), (10, 0.19), (10, 0.2), (30, 0.9), (30, 0.95)),  # n, facility
        ((0, None), (19, 0.1), (20, 0.1), (20, 0.2), (20, None)),  # n, discrimination
        ((0, None), (9, 0.1), (10, 0.79), (10, 0.8)),  # n, agreement
        ((0, None), (4, 99.0), (5, 4.9), (5, 5.0), (5, 15.0), (5, 15.1)),  # n, minutes of ten
    )
)


def test_health_is_the_word_of_the_health_page(in_acme: World) -> None:
    question = in_acme.questions[0]
    for (n, facility), (d_n, d), (a_n, a), (m_n, m) in FIGURES[::7]:
        values = {
            "n": n,
            "mean": 2.0,
            "facility": facility,
            "discrimination": d,
            "discrimination_n": d_n,
            "agreement": a,
            "agreement_n": a_n,
            "minutes_median": m,
            "minutes_n": m_n,
            "run": question.pk,
        }
        QuestionMeasure.objects.update_or_create(
            question=question, defaults={"organization": in_acme.organization, **values}
        )
        figures = health.Figures(
            n, facility, d, d_n, a, a_n, minutes=m, minutes_n=m_n, minutes_planned=10, open_flags=0
        )
        row = SearchRow.objects.get(question=question)
        assert row.health == health.health_of(figures), figures


@pytest.mark.parametrize("minutes", [None, 10])
def test_minutes_are_judged_against_planned_ones_only(in_acme: World, minutes: int | None) -> None:
    question = make_question(in_acme.organization, "How long?", minutes=minutes)
    QuestionMeasure.objects.create(
        organization=in_acme.organization,
        question=question,
        n=0,
        mean=2.0,
        minutes_median=99.0,
        minutes_n=5,
        run=question.pk,
    )

    assert SearchRow.objects.get(question=question).health == ("check" if minutes else "unknown")
