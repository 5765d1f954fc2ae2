import uuid

import pytest
from django.http import Http404

from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.accept_import_items import Options, accept_import_items
from questionbank.actions.decide_import_match import decide_import_match
from questionbank.actions.edit_import_item import edit_import_item
from questionbank.actions.map_import import map_import
from questionbank.enums import BatchState, ItemState, State
from questionbank.models import DuplicatePair, ImportBatch, Question, Topic
from tests.cast import World
from tests.questionbank.documents import resemble, stage, warn


@pytest.fixture
def batch(in_acme: World) -> ImportBatch:
    return stage(in_acme.curator)


def test_all_without_a_warning_become_drafts(in_acme: World, batch: ImportBatch) -> None:
    warn(batch.items.get(ordinal=4))

    questions = accept_import_items(actor=in_acme.curator, batch_id=batch.pk)

    assert [
        str(question.current) for question in Question.objects.filter(pk__in=[q.pk for q in questions])
    ] == [
        "What does at-least-once delivery ask of a consumer?",
        "Why do we bound a queue?",
        "How many workers does a pool need?",
    ]
    states = list(batch.items.values_list("state", flat=True))
    assert states == [ItemState.ACCEPTED] * 3 + [ItemState.PENDING]
    batch.refresh_from_db()
    assert batch.state == BatchState.STAGED
    event = AuditEvent.objects.filter(verb="accept_import_items").get()
    assert event.data == {"questions": 3, "state": "draft"}


def test_a_question_carries_what_was_read_and_where_it_stood(in_acme: World, batch: ImportBatch) -> None:
    accept_import_items(actor=in_acme.curator, batch_id=batch.pk)

    question = batch.items.get(ordinal=1).question
    revision = question.current
    assert (question.state, question.created_by, revision.number) == (State.DRAFT, in_acme.curator, 1)
    assert revision.source == "queues.md, lines 5–15, question 1"
    assert revision.answer.endswith(
        "```python\ndef handle(message):\n    if seen(message.id):\n        return\n```"
    )
    assert revision.level == in_acme.level
    assert revision.topic.name == "Delivery"


def test_a_section_finds_its_topic_whatever_the_case(in_acme: World, batch: ImportBatch) -> None:
    there = Topic.objects.create(organization=in_acme.organization, name="DELIVERY", parent=in_acme.topic)

    accept_import_items(actor=in_acme.curator, batch_id=batch.pk)

    assert batch.items.get(ordinal=1).question.current.topic == there
    made = batch.items.get(ordinal=3).question.current.topic
    assert (made.name, made.parent) == ("Workers", None)
    assert not Topic.objects.filter(name="Delivery").exists()


def test_a_persons_edit_goes_before_the_document(in_acme: World, batch: ImportBatch) -> None:
    item = batch.items.get(ordinal=2)
    edit_import_item(
        actor=in_acme.curator,
        item_id=item.pk,
        changes={"prompt": "Why bound it?", "section": "", "difficulty": "hard", "kind": "case"},
    )

    accept_import_items(actor=in_acme.curator, batch_id=batch.pk, options=Options(topic_id=in_acme.topic.pk))

    item.refresh_from_db()
    revision = item.question.current
    assert (revision.prompt, revision.topic, revision.difficulty) == ("Why bound it?", in_acme.topic, 3)
    assert item.question.kind == "case"


def test_call_outs_and_rarity_are_kept(in_acme: World, batch: ImportBatch) -> None:
    item = batch.items.get(ordinal=2)
    item.parsed = item.parsed | {
        "callouts": [{"label": "Tip", "text": "Draw it.\nTwice."}],
        "rarity": "Very Common",
    }
    item.save()

    accept_import_items(actor=in_acme.curator, batch_id=batch.pk)

    item.refresh_from_db()
    revision = item.question.current
    assert revision.answer.endswith("runs out.\n\n> **Tip**\n>\n> Draw it.\n> Twice.")
    assert revision.tags == ["rarity: Very Common"]


def test_the_options_fill_what_the_document_leaves_open(in_acme: World, batch: ImportBatch) -> None:
    options = Options(
        level_id=in_acme.level.pk,
        minutes=12,
        criterion_ids=tuple(criterion.pk for criterion in in_acme.criteria),
        state=State.IN_REVIEW,
    )

    questions = accept_import_items(actor=in_acme.curator, batch_id=batch.pk, options=options)

    rows = [question.current for question in Question.objects.filter(pk__in=[q.pk for q in questions])]
    assert {question.state for question in questions} == {State.IN_REVIEW}
    assert {(row.minutes, row.level) for row in rows} == {(12, in_acme.level)}
    (rubric,) = {row.rubric for row in rows}
    assert [str(line) for line in rubric.lines.all()] == ["Depth", "Clarity"]
    batch.refresh_from_db()
    assert batch.state == BatchState.CLOSED


def test_nothing_goes_live_without_what_every_live_question_has(in_acme: World, batch: ImportBatch) -> None:
    before = Question.objects.count()

    with pytest.raises(Invalid) as refusal:
        accept_import_items(actor=in_acme.curator, batch_id=batch.pk, options=Options(state=State.LIVE))

    assert refusal.value.fields["level"].startswith("3 of 4 have none")
    assert refusal.value.fields["minutes"].startswith("4 of 4 have none")
    assert refusal.value.fields["rubric"].startswith("4 of 4 have none")
    assert refusal.value.fields["approval"].startswith("4 of 4 have none")
    assert Question.objects.count() == before
    assert set(batch.items.values_list("state", flat=True)) == {ItemState.PENDING}


@pytest.mark.parametrize("options", [Options(minutes=0), Options(state=State.RETIRED)])
def test_senseless_options_are_refused(in_acme: World, batch: ImportBatch, options: Options) -> None:
    with pytest.raises(Invalid):
        accept_import_items(actor=in_acme.curator, batch_id=batch.pk, options=options)


def test_chosen_ones_are_accepted_in_spite_of_warnings(in_acme: World, batch: ImportBatch) -> None:
    item = batch.items.get(ordinal=4)
    warn(item)

    (question,) = accept_import_items(actor=in_acme.curator, batch_id=batch.pk, item_ids=[item.pk])

    item.refresh_from_db()
    assert item.question == question
    assert batch.items.filter(state=ItemState.PENDING).count() == 3


def test_who_comes_second_finds_nothing_and_is_told(in_acme: World, batch: ImportBatch) -> None:
    accept_import_items(actor=in_acme.admin, batch_id=batch.pk)
    before = Question.objects.count()

    with pytest.raises(Conflict, match="Nothing is left to review"):
        accept_import_items(actor=in_acme.curator, batch_id=batch.pk)
    with pytest.raises(Conflict, match="decided already"):
        accept_import_items(actor=in_acme.curator, batch_id=batch.pk, item_ids=[batch.items.first().pk])

    assert Question.objects.count() == before


def test_where_all_that_is_left_has_warnings_it_says_so(in_acme: World, batch: ImportBatch) -> None:
    for item in batch.items.all():
        warn(item)

    with pytest.raises(Conflict, match="4 left to review all have a warning"):
        accept_import_items(actor=in_acme.curator, batch_id=batch.pk)


def test_an_item_of_another_batch_is_not_found(in_acme: World, batch: ImportBatch) -> None:
    with pytest.raises(Http404):
        accept_import_items(actor=in_acme.curator, batch_id=batch.pk, item_ids=[uuid.uuid4()])


def test_an_interviewer_accepts_none(in_acme: World, batch: ImportBatch) -> None:
    with pytest.raises(Denied):
        accept_import_items(actor=in_acme.lead, batch_id=batch.pk)


def test_rows_of_another_organisation_do_not_exist(in_acme: World, zenith: World, batch: ImportBatch) -> None:
    with organization_scope(zenith.organization):
        theirs = stage(zenith.curator)

    with pytest.raises(Http404):
        accept_import_items(actor=in_acme.curator, batch_id=theirs.pk)
    for options in (
        Options(topic_id=zenith.topic.pk),
        Options(level_id=zenith.level.pk),
        Options(criterion_ids=(zenith.criteria[0].pk,)),
    ):
        with pytest.raises(Http404):
            accept_import_items(actor=in_acme.curator, batch_id=batch.pk, options=options)


def test_what_resembles_a_question_waits_until_a_person_has_said_what_that_means(
    in_acme: World, batch: ImportBatch
) -> None:
    item = batch.items.get(ordinal=2)
    match = resemble(item, in_acme.questions[0])

    with pytest.raises(Conflict, match="say first whether it is the same"):
        accept_import_items(actor=in_acme.curator, batch_id=batch.pk, item_ids=[item.pk])
    assert len(accept_import_items(actor=in_acme.curator, batch_id=batch.pk)) == 3
    with pytest.raises(Conflict, match="have a warning or resemble"):
        accept_import_items(actor=in_acme.curator, batch_id=batch.pk)
    decide_import_match(actor=in_acme.curator, match_id=match.pk, decision="variant")
    (made,) = accept_import_items(actor=in_acme.curator, batch_id=batch.pk)

    pair = DuplicatePair.objects.get()
    assert {pair.first, pair.second} == {made, in_acme.questions[0]}
    assert (pair.decision, pair.decided_by, pair.why) == ("variant", in_acme.curator, match.why)


def test_the_mapping_of_the_batch_goes_before_equal_names(in_acme: World, batch: ImportBatch) -> None:
    map_import(
        actor=in_acme.curator,
        batch_id=batch.pk,
        sections={"DELIVERY": in_acme.topic.pk, "Workers": None},
        levels={"Senior": None},
        difficulties={},
    )

    accept_import_items(actor=in_acme.curator, batch_id=batch.pk)

    rows = {item.ordinal: item.question.current for item in batch.items.select_related("question__current")}
    assert [rows[n].topic for n in (1, 2, 3, 4)] == [in_acme.topic, in_acme.topic, None, None]
    assert rows[1].level is None
    batch.refresh_from_db()
    assert batch.made_topics == []


def test_what_an_export_of_a_bank_says_of_a_rubric_is_kept(in_acme: World, batch: ImportBatch) -> None:
    item = batch.items.get(ordinal=2)
    anchors = [[None, 1, False, "Nothing"], ["senior", 4, True, "All of it"], ["Unknown", 2, False, "x"]]
    criteria = [
        {"name": "depth", "weight": 3, "anchors": anchors},
        {"name": "New one", "weight": 1, "anchors": []},
    ]
    item.parsed = item.parsed | {"details": {"probes": ["And then?"], "minutes": 7, "criteria": criteria}}
    item.save()

    accept_import_items(actor=in_acme.curator, batch_id=batch.pk)

    item.refresh_from_db()
    revision = item.question.current
    depth, new = revision.rubric.lines.order_by("position")
    assert (revision.probes, revision.minutes) == (["And then?"], 7)
    assert (depth.criterion, depth.weight, new.criterion.name) == (in_acme.criteria[0], 3, "New one")
    assert sorted(depth.anchors.values_list("level__name", "point", "is_draft", "text"), key=str) == [
        ("Senior", 4, True, "All of it"),
        (None, 1, False, "Nothing"),
    ]


def test_a_batch_takes_the_same_statements_whatever_its_size(
    in_acme: World, django_assert_max_num_queries
) -> None:
    text = "# Many\n\n" + "\n\n".join(
        f"### {n}. What is part {n} of it?\n\nIt is part {n}." for n in range(1, 101)
    )
    batch = stage(in_acme.curator, text, "many.md")

    with django_assert_max_num_queries(20):
        questions = accept_import_items(actor=in_acme.curator, batch_id=batch.pk)

    assert len(questions) == 100
