"""Each page asks the same number of queries for one row as for thirty."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from questionbank.actions.accept_import_items import accept_import_items
from questionbank.actions.revise_question import revise_question
from questionbank.content import Content
from questionbank.models import Anchor, Criterion, Question, QuestionFlag, RubricCriterion, Topic
from tests.cast import World, make_question, sign_in
from tests.questionbank.alike import EVICTION, ask, pair_up
from tests.questionbank.documents import resemble, stage

ROWS = [1, 30]


def document(rows: int) -> str:
    return "# Many\n\n" + "\n\n".join(
        f"### {n}. What is part {n}?\n\nIt is part {n}." for n in range(1, rows + 1)
    )


def fill_bank(world: World, rows: int) -> None:
    for number in range(rows):
        topic = Topic.objects.create(organization=world.organization, name=f"Topic {number}")
        make_question(world.organization, f"Part {number}?", topic=topic, level=world.level)


def flag_everything(world: World) -> None:
    QuestionFlag.objects.bulk_create(
        QuestionFlag(
            organization=world.organization,
            question=question,
            revision=question.current,
            text="Unclear",
            raised_by=world.lead,
        )
        for question in Question.objects.select_related("current")
    )


def fill_question(world: World, rows: int) -> Question:
    """A question with many revisions, criteria and anchors."""
    question = world.questions[0]
    for number in range(rows):
        revise_question(
            actor=world.curator,
            question_id=question.pk,
            base=number + 1,
            content=Content(prompt=f"Version {number}?", minutes=5),
            meaning="same",
        )
        criterion = Criterion.objects.create(organization=world.organization, name=f"Criterion {number}")
        line = RubricCriterion.objects.create(
            organization=world.organization,
            rubric=world.questions[1].current.rubric,
            criterion=criterion,
            position=number + 5,
        )
        Anchor.objects.create(organization=world.organization, line=line, point=1, text="a")
    return question


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize(
    ("name", "query", "count"),
    [
        ("question_list", "", 12),
        ("question_list", "?q=part+or+queue+or+delivery+or+pool&state=live&used=never", 10),
        ("question_list", "?q=mispelled", 11),  # another spelling is looked for
        ("topics", "", 7),
        ("bank_health", "?health=unknown", 7),
        ("bank_health", "?health=check", 7),
    ],
)
def test_pages_of_the_bank(
    acme: World, rows: int, name: str, query: str, count: int, django_assert_num_queries: Callable
) -> None:
    with organization_scope(acme.organization):
        fill_bank(acme, rows)
        if query.endswith("check"):
            flag_everything(acme)
    client = sign_in(acme.curator)

    with django_assert_num_queries(count):
        client.get(reverse(name, args=[acme.slug]) + query)


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize(
    ("name", "which", "count"),
    [
        ("question", 0, 12),
        ("question", 1, 14),
        ("question_edit", 1, 11),
        ("question_compare?before=1&after=2", 0, 14),
        ("question_new", None, 7),
        ("criteria", None, 7),
        ("api_question", 1, 8),
    ],
)
def test_pages_of_a_question(
    acme: World, rows: int, name: str, which: int | None, count: int, django_assert_num_queries: Callable
) -> None:
    with organization_scope(acme.organization):
        fill_question(acme, rows)
    ids = [] if which is None else [acme.questions[which].pk]
    name, _, query = name.partition("?")
    client = sign_in(acme.curator)

    with django_assert_num_queries(count):
        client.get(reverse(name, args=[acme.slug, *ids]) + f"?{query}")


def test_the_page_of_a_criterion(acme: World, django_assert_num_queries: Callable) -> None:
    client = sign_in(acme.curator)
    with django_assert_num_queries(4):
        client.get(reverse("criterion", args=[acme.slug, acme.criteria[0].pk]))


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("import_list", 6),
        ("import_batch", 13),
        ("import_document", 6),
        ("import_mapping", 12),
        ("import_undo", 7),
        ("import_item", 8),
        ("import_item_split", 4),
        ("import_match", 4),
        ("api_import_matches", 5),
        ("api_import_progress", 4),
    ],
)
def test_pages_of_an_import(
    acme: World, rows: int, name: str, count: int, django_assert_num_queries: Callable
) -> None:
    with organization_scope(acme.organization):
        for number in range(rows if name == "import_list" else 1):
            batch = stage(acme.curator, document(rows) + f"\n{number}\n")
        matches = [resemble(item, acme.questions[0]) for item in batch.items.all()[: rows // 2]]
        accept_import_items(actor=acme.curator, batch_id=batch.pk)
        item = batch.items.first()
        match = matches[0] if matches else resemble(item, acme.questions[0])
    ids = {
        "import_list": [],
        "import_item": [item.pk],
        "import_item_split": [item.pk],
        "import_match": [match.pk],
    }.get(name, [batch.pk])
    client = sign_in(acme.curator)

    with django_assert_num_queries(count):
        client.get(reverse(name, args=[acme.slug, *ids]))


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize(
    ("name", "count"), [("api_questions", 9), ("api_topics", 5), ("api_imports", 5), ("api_import", 5)]
)
def test_lists_of_the_api(
    acme: World, rows: int, name: str, count: int, django_assert_num_queries: Callable
) -> None:
    with organization_scope(acme.organization):
        fill_bank(acme, rows)
        batch = stage(acme.curator, document(rows))
    ids = [batch.pk] if name == "api_import" else []
    client = sign_in(acme.curator)

    with django_assert_num_queries(count):
        client.get(reverse(name, args=[acme.slug, *ids]))


@pytest.mark.parametrize("rows", ROWS)
def test_the_page_of_an_export(acme: World, rows: int, django_assert_num_queries: Callable) -> None:
    with organization_scope(acme.organization):
        fill_bank(acme, rows)
    client = sign_in(acme.curator)

    with django_assert_num_queries(7):
        client.get(reverse("question_export", args=[acme.slug]))


@pytest.mark.parametrize("rows", ROWS)
def test_the_page_of_duplicates(acme: World, rows: int, django_assert_num_queries: Callable) -> None:
    with organization_scope(acme.organization):
        fill_bank(acme, rows + 1)
        questions = list(Question.objects.order_by("-created_at")[: rows + 1])
        for one, other in pairwise(questions):
            pair_up(one, other)
    client = sign_in(acme.curator)

    with django_assert_num_queries(7):
        client.get(reverse("duplicates", args=[acme.slug]))


@pytest.mark.parametrize("rows", ROWS)
def test_what_a_new_question_looks_like(acme: World, rows: int, django_assert_num_queries: Callable) -> None:
    with organization_scope(acme.organization):
        for _ in range(rows):
            ask(acme.organization, EVICTION)
    client = sign_in(acme.curator)

    with django_assert_num_queries(7):
        client.post(reverse("question_alike", args=[acme.slug]), {"prompt": "Explain cache eviction."})
