from dataclasses import replace

import pytest

from accounts.ground.verdict import Denied
from accounts.models import AuditEvent
from questionbank.actions import load_starter as module
from questionbank.actions.load_starter import SOURCE, load_starter
from questionbank.enums import State
from questionbank.models import Criterion, Level, Question, Topic
from questionbank.queries.rubrics import content_of
from questionbank.starter import Starter, StarterCriterion, StarterQuestion, StarterRating, StarterTopic
from tests.cast import World

QUESTION = StarterQuestion(
    key="why-retry",
    topic="retries",
    level="Staff",
    kind="concept",
    difficulty=2,
    minutes=9,
    tags=("retry",),
    prompt="Why do we retry?",
    summary="Because networks fail.",
    answer="With **backoff**.",
    probes=("How often?", "For how long?"),
    hints=("Think of storms.",),
    red_flags=("Retries at once.", "Retries for ever."),
    ratings=(StarterRating("depth", ("a", "b", "c", "d")), StarterRating("tone", ("e", "f", "g", "h"))),
)
STARTER = Starter(
    criteria=(StarterCriterion("depth", "Depth", "How deep"), StarterCriterion("tone", "Tone", "How said")),
    topics=(StarterTopic("queues", "Queues", "", None), StarterTopic("retries", "Retries", "", "queues")),
    questions=(QUESTION, replace(QUESTION, key="when-not", prompt="When not?", level="Senior")),
    blueprints=(),
)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "load", lambda: STARTER)


def test_the_bank_is_filled_with_live_questions(in_acme: World, small: None) -> None:
    questions = load_starter(actor=in_acme.curator, organization=in_acme.organization)

    assert [str(question.current) for question in questions] == ["Why do we retry?", "When not?"]
    question = Question.objects.get(pk=questions[0].pk)
    revision = question.current
    assert (question.state, revision.number, revision.minutes) == (State.LIVE, 1, 9)
    assert (revision.topic.name, revision.topic.parent) == ("Retries", in_acme.topic)
    assert revision.source == SOURCE + "why-retry"
    lines = content_of(revision, question.kind).rubric
    assert [line.anchors for line in lines] == [("a", "b", "c", "d"), ("e", "f", "g", "h")]
    assert lines[0].criterion_id == in_acme.criteria[0].pk
    assert AuditEvent.objects.get().data == {"questions": 2}


def test_what_is_there_by_name_is_used(in_acme: World, small: None) -> None:
    load_starter(actor=None, organization=in_acme.organization)

    assert list(Level.objects.values_list("name", flat=True)) == ["Junior", "Mid", "Senior", "Staff"]
    assert list(Topic.objects.values_list("name", flat=True)) == ["Queues", "Retries"]
    assert set(Criterion.objects.values_list("name", flat=True)) == {"Depth", "Clarity", "Tone"}


def test_doing_it_again_does_nothing(in_acme: World, small: None) -> None:
    load_starter(actor=in_acme.curator, organization=in_acme.organization)
    before = Question.objects.count()

    assert load_starter(actor=in_acme.curator, organization=in_acme.organization) == []
    assert Question.objects.count() == before
    assert AuditEvent.objects.count() == 1


def test_a_ladder_that_uses_the_rank_keeps_it(in_acme: World, small: None) -> None:
    Level.objects.create(organization=in_acme.organization, name="Principal", rank=4)

    load_starter(actor=in_acme.curator, organization=in_acme.organization)

    assert Level.objects.get(name="Principal").rank == 4
    assert Level.objects.get(name="Staff").rank == 5


def test_an_interviewer_does_not_fill_the_bank(in_acme: World, small: None) -> None:
    with pytest.raises(Denied):
        load_starter(actor=in_acme.lead, organization=in_acme.organization)


def test_the_bank_that_ships_fills_an_empty_organisation(in_acme: World) -> None:
    questions = load_starter(actor=None, organization=in_acme.organization)

    assert len(questions) >= 40
    rows = Question.objects.filter(pk__in=[q.pk for q in questions])
    assert not rows.filter(current__rubric=None).exists()
    assert set(rows.values_list("current__level__name", flat=True)) == {"Junior", "Mid", "Senior", "Staff"}
