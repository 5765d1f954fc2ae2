import uuid
from dataclasses import replace

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.create_question import create_question
from questionbank.actions.revise_question import revise_question
from questionbank.content import Content, LevelAnchors, RubricLine
from questionbank.enums import Meaning
from questionbank.models import Level, Question, QuestionMeasure, Rubric
from questionbank.queries.rubrics import content_of
from tests.cast import World


def content(question: Question) -> Content:
    return content_of(question.current, question.kind)


def test_a_revision_is_added_and_the_first_one_stays(in_acme: World) -> None:
    question = in_acme.questions[0]
    first = question.current
    better = replace(content(question), prompt="How does a bounded queue shed load?")

    revise_question(
        actor=in_acme.curator,
        question_id=question.pk,
        base=1,
        content=better,
        meaning=Meaning.SAME,
        note="clearer",
    )

    question = Question.objects.get(pk=question.pk)
    first.refresh_from_db()
    assert first.prompt == "How does a bounded queue protect a service?"
    assert (question.current.number, question.current.prompt) == (2, "How does a bounded queue shed load?")
    assert (question.current.meaning, question.current.note) == (Meaning.SAME, "clearer")
    assert question.current.rubric == first.rubric
    event = AuditEvent.objects.get()
    assert (event.verb, event.data) == ("revise_question", {"number": 2, "meaning": "same"})


def test_a_changed_anchor_makes_a_new_rubric(in_acme: World) -> None:
    question = in_acme.questions[0]
    old = question.current.rubric
    line = RubricLine(in_acme.criteria[1].pk, ("a", "b", "c", "d"))
    changed = replace(content(question), rubric=(line,))

    revise_question(
        actor=in_acme.curator, question_id=question.pk, base=1, content=changed, meaning="not_comparable"
    )

    question = Question.objects.get(pk=question.pk)
    assert question.current.rubric != old
    assert content(question).rubric == (line,)
    assert Rubric.objects.get(pk=old.pk).lines.count() == 2


def test_an_edit_of_an_old_revision_is_refused_and_says_what_to_do(in_acme: World) -> None:
    question = in_acme.questions[0]
    mine = replace(content(question), answer="Mine")
    theirs = replace(content(question), answer="Theirs")
    revise_question(
        actor=in_acme.admin, question_id=question.pk, base=1, content=theirs, meaning=Meaning.SAME
    )

    with pytest.raises(Conflict, match="Ada Admin saved revision 2 while you were writing"):
        revise_question(
            actor=in_acme.curator, question_id=question.pk, base=1, content=mine, meaning=Meaning.SAME
        )

    assert Question.objects.get(pk=question.pk).current.answer == "Theirs"


def test_the_same_form_sent_twice_makes_one_revision(in_acme: World) -> None:
    question = in_acme.questions[0]
    change = replace(content(question), answer="Shorter")
    for _ in range(2):
        revise_question(
            actor=in_acme.curator, question_id=question.pk, base=1, content=change, meaning=Meaning.SAME
        )

    assert question.revisions.count() == 2


def test_no_change_makes_no_revision(in_acme: World) -> None:
    question = in_acme.questions[0]

    revise_question(
        actor=in_acme.curator,
        question_id=question.pk,
        base=1,
        content=content(question),
        meaning=Meaning.SAME,
    )

    assert question.revisions.count() == 1
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("meaning", ["", "first", "similar"])
def test_whether_it_means_the_same_must_be_said(in_acme: World, meaning: str) -> None:
    question = in_acme.questions[0]
    change = replace(content(question), answer="Other")

    with pytest.raises(Invalid) as refusal:
        revise_question(
            actor=in_acme.curator, question_id=question.pk, base=1, content=change, meaning=meaning
        )

    assert "meaning" in refusal.value.fields


def test_an_interviewer_revises_a_draft_of_their_own_and_nothing_else(in_acme: World) -> None:
    draft = create_question(actor=in_acme.lead, content=Content(prompt="Mine?"))
    change = Content(prompt="Mine, better?")

    revise_question(actor=in_acme.lead, question_id=draft.pk, base=1, content=change, meaning=Meaning.SAME)

    assert Question.objects.get(pk=draft.pk).current.prompt == "Mine, better?"
    for actor, question_id in ((in_acme.second, draft.pk), (in_acme.lead, in_acme.questions[0].pk)):
        with pytest.raises(Denied, match="Only a curator revises"):
            revise_question(
                actor=actor, question_id=question_id, base=2, content=change, meaning=Meaning.SAME
            )


def test_a_question_of_another_organisation_does_not_exist(in_acme: World, zenith: World) -> None:
    with pytest.raises(Http404):
        revise_question(
            actor=in_acme.curator,
            question_id=zenith.questions[0].pk,
            base=1,
            content=Content(prompt="Ours now?"),
            meaning=Meaning.SAME,
        )


@pytest.mark.parametrize(("meaning", "left"), [(Meaning.SAME, 1), (Meaning.NOT_COMPARABLE, 0)])
def test_another_meaning_begins_its_statistics_at_nothing(
    in_acme: World, meaning: Meaning, left: int
) -> None:
    question = in_acme.questions[0]
    QuestionMeasure.objects.create(
        organization=in_acme.organization, question=question, n=9, mean=2.5, run=uuid.uuid4()
    )
    changed = replace(content(question), answer="Another")
    revise_question(actor=in_acme.curator, question_id=question.pk, base=1, content=changed, meaning=meaning)
    assert QuestionMeasure.objects.filter(question=question).count() == left


def test_a_level_of_its_own_bar_and_drafts_come_back_as_they_were_written(in_acme: World) -> None:
    question = in_acme.questions[0]
    principal = Level.objects.create(organization=in_acme.organization, name="Principal", rank=90)
    own = LevelAnchors(principal.pk, ("", "", "weighs the costs", ""), drafts=(3,))
    line = RubricLine(in_acme.criteria[0].pk, ("a", "b", "c", ""), 2, (own,), drafts=(1, 2))
    for _ in range(2):
        revise_question(
            actor=in_acme.curator,
            question_id=question.pk,
            base=1,
            content=replace(content(question), rubric=(line,)),
            meaning=Meaning.SAME,
        )

    question = Question.objects.get(pk=question.pk)
    assert question.current.number == 2, "the same sent twice is one revision"
    assert content(question).rubric == (line,)
    assert line.anchors_for(principal.pk) == ("a", "b", "weighs the costs", "")
    assert line.anchors_for(in_acme.level.pk) == ("a", "b", "c", "")


def test_a_change_of_kind_is_told_in_the_trail(in_acme: World) -> None:
    question = in_acme.questions[0]
    changed = replace(content(question), kind="coding")
    revise_question(
        actor=in_acme.curator, question_id=question.pk, base=1, content=changed, meaning=Meaning.SAME
    )
    assert AuditEvent.objects.get().data["kind"] == ["concept", "coding"]
