import uuid

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.create_question import create_question
from questionbank.content import Content, RubricLine
from questionbank.enums import Kind, Meaning, State
from questionbank.models import Question
from tests.cast import World


def test_a_curator_writes_a_question_with_its_rubric(in_acme: World) -> None:
    line = RubricLine(in_acme.criteria[0].pk, ("lost", "knows", "weighs", ""), weight=2)
    content = Content(
        prompt="Why bound a queue?",
        kind=Kind.CASE,
        answer="Because memory ends.",
        probes=("And then?",),
        minutes=8,
        topic_id=in_acme.topic.pk,
        level_id=in_acme.level.pk,
        tags=("queues",),
        rubric=(line,),
    )

    question = create_question(actor=in_acme.curator, content=content)

    question = Question.objects.get(pk=question.pk)
    revision = question.current
    assert (question.state, question.kind, question.created_by) == (State.DRAFT, Kind.CASE, in_acme.curator)
    assert (revision.number, revision.meaning, revision.written_by) == (1, Meaning.FIRST, in_acme.curator)
    assert (revision.prompt, revision.probes, revision.minutes) == ("Why bound a queue?", ["And then?"], 8)
    (row,) = revision.rubric.lines.all()
    assert (row.criterion, row.weight) == (in_acme.criteria[0], 2)
    assert [(a.point, a.text) for a in row.anchors.all()] == [(1, "lost"), (2, "knows"), (3, "weighs")]
    event = AuditEvent.objects.get()
    assert (event.verb, event.subject_id) == ("create_question", str(question.pk))


def test_an_interviewer_proposes_a_draft(in_acme: World) -> None:
    question = create_question(actor=in_acme.lead, content=Content(prompt="How do you test a retry?"))

    assert question.state == State.DRAFT
    assert question.created_by == in_acme.lead


@pytest.mark.parametrize("part", ["coordinator", "committee", "nobody"])
def test_who_does_not_interview_proposes_nothing(in_acme: World, part: str) -> None:
    with pytest.raises(Denied, match="Only interviewers and curators"):
        create_question(actor=in_acme.people()[part], content=Content(prompt="May I?"))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"prompt": "  "}, "prompt"),
        ({"prompt": "x" * 20_001}, "prompt"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 241}, "minutes"),
        ({"difficulty": 4}, "difficulty"),
        ({"kind": "riddle"}, "kind"),
        ({"tags": ("t" * 61,)}, "tags"),
        ({"hints": ("h",) * 31}, "hints"),
        ({"rubric": (RubricLine(uuid.uuid4(), weight=10),)}, "rubric"),
    ],
)
def test_wrong_content_is_refused_by_field(in_acme: World, wrong: dict, field: str) -> None:
    before = Question.objects.count()

    with pytest.raises(Invalid) as refusal:
        create_question(actor=in_acme.curator, content=Content(**{"prompt": "Why?"} | wrong))

    assert list(refusal.value.fields) == [field]
    assert Question.objects.count() == before


@pytest.mark.parametrize("field", ["topic_id", "level_id", "criterion"])
def test_rows_of_another_organisation_do_not_exist(in_acme: World, zenith: World, field: str) -> None:
    theirs = {"topic_id": zenith.topic.pk, "level_id": zenith.level.pk, "criterion": zenith.criteria[0].pk}[
        field
    ]
    part = {"rubric": (RubricLine(theirs),)} if field == "criterion" else {field: theirs}

    with pytest.raises(Http404):
        create_question(actor=in_acme.curator, content=Content(prompt="Why?", **part))


def test_the_same_form_sent_twice_makes_one_question(in_acme: World) -> None:
    key = uuid.uuid4()
    before = Question.objects.count()

    first = create_question(actor=in_acme.curator, content=Content(prompt="Why?"), question_id=key)
    second = create_question(actor=in_acme.curator, content=Content(prompt="Why?"), question_id=key)

    assert first == second
    assert Question.objects.count() == before + 1
    assert AuditEvent.objects.filter(verb="create_question").count() == 1


def test_an_id_that_another_organisation_uses_is_refused(in_acme: World, zenith: World) -> None:
    theirs = zenith.questions[0].pk

    with pytest.raises(Conflict):
        create_question(actor=in_acme.curator, content=Content(prompt="Why?"), question_id=theirs)
