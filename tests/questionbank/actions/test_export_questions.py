import json
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.export_questions import export_questions
from questionbank.importing import parse_document
from questionbank.models import Anchor, Question, Topic
from tests.cast import World, make_question, make_rubric


def a_full_question(world: World) -> Question:
    parent = Topic.objects.create(organization=world.organization, name="Wood, glue / nails")
    topic = Topic.objects.create(organization=world.organization, name="Joints", parent=parent)
    rubric = make_rubric(world.organization, world.criteria)
    line = rubric.lines.first()
    assert line is not None
    Anchor.objects.create(
        organization=world.organization, line=line, level=world.level, point=4, text="More", is_draft=True
    )
    return make_question(
        world.organization,
        "How do you join\ntwo boards?",
        answer="### With glue\n\n- [x] clamp it",
        options=[{"text": "Nail", "correct": False, "feedback": "It splits."}],
        probes=["And outdoors?"],
        tags=["wood", "a, b"],
        minutes=7,
        difficulty=2,
        topic=topic,
        level=world.level,
        rubric=rubric,
    )


def test_a_question_leaves_with_all_that_is_known_of_it(in_acme: World) -> None:
    question = a_full_question(in_acme)

    export = export_questions(
        actor=in_acme.curator,
        organization=in_acme.organization,
        question_ids=[question.pk],
        format_name="markdown",
    )
    document = parse_document(export.name, b"".join(export.pieces))

    (read,) = document.questions
    assert export.name == f"acme-questions-{timezone.localdate()}.md"
    assert document.title == f"Questions of {in_acme.organization.name}"
    assert (read.prompt, read.answer) == ("How do you join\ntwo boards?", "### With glue\n\n- [x] clamp it")
    assert (read.level, read.difficulty, read.tags) == (in_acme.level.name, "Medium", ("wood", "a, b"))
    assert [(o.text, o.correct, o.feedback) for o in read.options] == [("Nail", False, "It splits.")]
    assert read.details is not None
    assert read.details.topic == ("Wood, glue / nails", "Joints") and read.details.minutes == 7
    assert [line.name for line in read.details.criteria] == [c.name for c in in_acme.criteria]
    assert (in_acme.level.name, 4, True, "More") in read.details.criteria[0].anchors
    event = AuditEvent.objects.get()
    assert (event.verb, event.data) == ("export_questions", {"questions": 1, "format": "markdown"})


@pytest.mark.parametrize("format_name", ["markdown", "json", "csv", "moodle", "qti"])
def test_each_question_costs_no_query_of_its_own(
    in_acme: World, format_name: str, django_assert_num_queries: object
) -> None:
    for number in range(30):
        make_question(in_acme.organization, f"Part {number}?", rubric=make_rubric(in_acme.organization, []))
    ids = list(Question.objects.values_list("pk", flat=True))

    export = export_questions(
        actor=in_acme.curator,
        organization=in_acme.organization,
        question_ids=ids,
        format_name=format_name,
    )
    with django_assert_num_queries(4):  # type: ignore[operator]  # the fixture has no exported type
        whole = b"".join(export.pieces)

    assert len(whole) > 1000


def test_only_curators_take_answers_out_of_the_bank(in_acme: World) -> None:
    ids = [in_acme.questions[0].pk]
    for member in (in_acme.lead, in_acme.coordinator):
        with pytest.raises(Denied):
            export_questions(
                actor=member, organization=in_acme.organization, question_ids=ids, format_name="json"
            )
    assert not AuditEvent.objects.exists()


def test_what_cannot_be_exported_is_said(in_acme: World) -> None:
    def export(ids: list[uuid.UUID], format_name: str) -> None:
        export_questions(
            actor=in_acme.curator,
            organization=in_acme.organization,
            question_ids=ids,
            format_name=format_name,
        )

    with pytest.raises(Conflict, match="Nothing to export"):
        export([], "json")
    with pytest.raises(Invalid):
        export([in_acme.questions[0].pk], "word")


def test_another_organisations_question_is_not_in_the_file(in_acme: World, zenith: World) -> None:
    theirs, ours = zenith.questions[0], in_acme.questions[0]

    export = export_questions(
        actor=in_acme.curator,
        organization=in_acme.organization,
        question_ids=[theirs.pk, ours.pk],
        format_name="json",
    )

    assert [entry["id"] for entry in json.loads(b"".join(export.pieces))["questions"]] == [str(ours.pk)]


def test_the_command_writes_the_whole_bank_to_a_file(acme: World, tmp_path: object) -> None:
    path = f"{tmp_path}/bank.json"

    call_command("export_questions", "--org", "acme", "--format", "json", "--output", path)

    with open(path, encoding="utf-8") as file:
        assert len(json.load(file)["questions"]) == len(acme.questions)


def test_the_command_says_what_is_wrong(acme: World) -> None:
    with pytest.raises(CommandError, match="no organisation"):
        call_command("export_questions", "--org", "nobody")
    with pytest.raises(CommandError, match="Nothing to export"):
        call_command("export_questions", "--org", "acme", "--state", "leaked")
