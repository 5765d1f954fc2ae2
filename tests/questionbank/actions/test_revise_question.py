from dataclasses import replace

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.create_question import create_question
from questionbank.actions.revise_question import revise_question
from questionbank.content import Content, RubricLine
from questionbank.enums import Meaning
from questionbank.models import Question, Rubric
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
