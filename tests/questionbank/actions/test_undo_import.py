import pytest
from django.http import Http404

from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict, Denied
from accounts.models import AuditEvent
from interviews.models import Kit, KitQuestion
from questionbank.actions.accept_import_items import Options, accept_import_items
from questionbank.actions.decide_import_match import decide_import_match
from questionbank.actions.revise_question import revise_question
from questionbank.actions.undo_import import undo_import
from questionbank.content import Content
from questionbank.enums import BatchState, ItemState
from questionbank.models import (
    DuplicatePair,
    ImportBatch,
    ImportMatch,
    Question,
    QuestionFlag,
    Rubric,
    Topic,
)
from tests.cast import World, make_candidate, make_loop, make_question
from tests.questionbank.documents import QUEUES, resemble, stage, waiting


@pytest.fixture
def batch(in_acme: World) -> ImportBatch:
    batch = stage(in_acme.curator)
    options = Options(criterion_ids=(in_acme.criteria[0].pk,))
    accept_import_items(actor=in_acme.curator, batch_id=batch.pk, options=options)
    return batch


def test_the_questions_and_their_rubric_go_and_the_rest_stays(in_acme: World, batch: ImportBatch) -> None:
    before = Question.objects.count()
    rubrics = Rubric.objects.count()

    undone = undo_import(actor=in_acme.curator, batch_id=batch.pk)

    assert undone.state == BatchState.UNDONE
    assert Question.objects.count() == before - 4
    assert Rubric.objects.count() == rubrics - 1
    assert {question.pk for question in in_acme.questions} <= set(
        Question.objects.values_list("pk", flat=True)
    )
    assert set(batch.items.values_list("state", "question")) == {(ItemState.PENDING, None)}
    assert AuditEvent.objects.filter(verb="undo_import").get().data == {
        "questions": 4,
        "merged": 0,
        "topics": 2,
    }


def test_topics_that_it_made_go_unless_something_uses_them(in_acme: World, batch: ImportBatch) -> None:
    workers = Topic.objects.get(name="Workers")
    make_question(in_acme.organization, "Who works?", topic=workers)

    undo_import(actor=in_acme.curator, batch_id=batch.pk)

    assert sorted(Topic.objects.values_list("name", flat=True)) == ["Queues", "Workers"]


def test_merges_and_decisions_are_taken_back(in_acme: World) -> None:
    batch = stage(in_acme.curator)
    merged = resemble(batch.items.get(ordinal=1), in_acme.questions[0])
    variant = resemble(batch.items.get(ordinal=2), in_acme.questions[0])
    decide_import_match(actor=in_acme.curator, match_id=merged.pk, decision="same")
    decide_import_match(actor=in_acme.curator, match_id=variant.pk, decision="variant")
    accept_import_items(actor=in_acme.curator, batch_id=batch.pk)

    undo_import(actor=in_acme.curator, batch_id=batch.pk)

    assert set(batch.items.values_list("state", "merged_into")) == {(ItemState.PENDING, None)}
    assert set(ImportMatch.objects.values_list("decision", flat=True)) == {"open"}
    assert not DuplicatePair.objects.exists()
    assert AuditEvent.objects.filter(verb="undo_import").get().data["merged"] == 1


def test_what_another_import_was_merged_into_keeps_the_import(in_acme: World, batch: ImportBatch) -> None:
    other = stage(in_acme.curator, QUEUES.replace("bound", "limit"), "other.md")
    match = resemble(other.items.get(ordinal=2), batch.items.get(ordinal=2).question)
    decide_import_match(actor=in_acme.curator, match_id=match.pk, decision="same")

    with pytest.raises(Conflict, match="Why do we bound a queue"):
        undo_import(actor=in_acme.curator, batch_id=batch.pk)


def test_what_somebody_flagged_keeps_the_import(in_acme: World, batch: ImportBatch) -> None:
    question = batch.items.get(ordinal=2).question
    QuestionFlag.objects.create(
        organization=in_acme.organization,
        question=question,
        revision=question.current,
        text="Unclear.",
        raised_by=in_acme.lead,
    )

    with pytest.raises(Conflict, match="Why do we bound a queue"):
        undo_import(actor=in_acme.curator, batch_id=batch.pk)


def test_a_document_that_waits_to_be_read_is_removed_with_its_bytes(in_acme: World) -> None:
    batch = waiting(in_acme.curator)

    undo_import(actor=in_acme.curator, batch_id=batch.pk)

    batch.refresh_from_db()
    assert (batch.state, batch.upload) == (BatchState.UNDONE, None)


def test_undone_twice_is_undone_once(in_acme: World, batch: ImportBatch) -> None:
    for _ in range(2):
        undo_import(actor=in_acme.curator, batch_id=batch.pk)

    assert AuditEvent.objects.filter(verb="undo_import").count() == 1


def test_what_a_loop_uses_keeps_the_import_and_is_named(in_acme: World, batch: ImportBatch) -> None:
    used = batch.items.get(ordinal=2).question
    candidate = make_candidate(in_acme.organization, "Robin")
    make_loop(in_acme, candidate, questions=[used], title="Uses it")
    before = Question.objects.count()

    with pytest.raises(Conflict, match=r"1 of these questions were used.*“Why do we bound a queue\?”"):
        undo_import(actor=in_acme.curator, batch_id=batch.pk)

    assert Question.objects.count() == before
    batch.refresh_from_db()
    assert batch.state == BatchState.CLOSED


def test_what_a_kit_holds_keeps_the_import(in_acme: World, batch: ImportBatch) -> None:
    kit = Kit.objects.create(organization=in_acme.organization, name="K", level=in_acme.level, minutes=30)
    question = batch.items.get(ordinal=4).question
    KitQuestion.objects.create(organization=in_acme.organization, kit=kit, question=question, position=0)

    with pytest.raises(Conflict, match="dead letter"):
        undo_import(actor=in_acme.curator, batch_id=batch.pk)


def test_what_a_person_revised_keeps_the_import(in_acme: World, batch: ImportBatch) -> None:
    question = batch.items.get(ordinal=3).question
    revise_question(
        actor=in_acme.curator,
        question_id=question.pk,
        base=1,
        content=Content(prompt="How many workers?"),
        meaning="same",
    )

    with pytest.raises(Conflict, match=r"How many workers\?"):
        undo_import(actor=in_acme.curator, batch_id=batch.pk)


def test_an_interviewer_undoes_nothing(in_acme: World, batch: ImportBatch) -> None:
    with pytest.raises(Denied):
        undo_import(actor=in_acme.lead, batch_id=batch.pk)


def test_an_import_of_another_organisation_does_not_exist(in_acme: World, zenith: World) -> None:
    with organization_scope(zenith.organization):
        theirs = stage(zenith.curator)

    with pytest.raises(Http404):
        undo_import(actor=in_acme.curator, batch_id=theirs.pk)
