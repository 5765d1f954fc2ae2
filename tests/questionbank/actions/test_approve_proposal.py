import uuid

import pytest

from accounts.ground.verdict import Conflict, Denied
from accounts.models import AuditEvent
from questionbank.actions.approve_proposal import approve_proposal
from questionbank.actions.revise_question import revise_question
from questionbank.enums import Meaning, State
from questionbank.models import (
    Anchor,
    ProposalApproval,
    Question,
    QuestionMeasure,
    QuestionRevision,
    Rubric,
    RubricProposal,
)
from questionbank.queries.questions import steps_taken
from questionbank.queries.rubrics import content_of, rubric_content
from scoring.queries.ratings import comparable_roots
from tests.cast import World
from tests.questionbank.proposing import NEW, another_judge, applied, new_anchor, propose, the_rubric


def current(question: Question) -> QuestionRevision:
    return QuestionRevision.objects.get(current_of=question)


def with_other_anchors(world: World, question: Question) -> None:
    """The curator gives one question a rubric of its own."""
    before = current(question)
    content = content_of(before, question.kind)
    line = content.rubric[0].__class__(world.criteria[0].pk, ("1", "2", "3", "4"))
    changed = content.__class__(**content.__dict__ | {"rubric": (line,)})
    revise_question(
        actor=world.curator, question_id=question.pk, base=before.number, content=changed, meaning="same"
    )


def test_one_approval_changes_nothing(in_acme):
    proposal = propose(in_acme)
    for _ in range(2):  # the same person twice is one
        proposal = approve_proposal(actor=in_acme.curator, proposal_id=proposal.pk)
    assert proposal.state == "open"
    assert ProposalApproval.objects.count() == 1
    assert Rubric.objects.count() == 1
    assert AuditEvent.objects.filter(verb="approve_proposal").count() == 1


def test_the_second_makes_a_rubric_and_a_revision_of_every_question(in_acme):
    old = the_rubric(in_acme)
    was = rubric_content(old.pk)
    revisions = {question.pk: question.current for question in in_acme.questions}
    proposal = applied(in_acme)
    assert (proposal.state, proposal.closed_by.user.name) == ("applied", "Dora Second")
    new = proposal.made
    assert rubric_content(new.pk)[0].anchors[2] == NEW
    assert rubric_content(new.pk)[1] == rubric_content(old.pk)[1]
    assert rubric_content(old.pk) == was  # what earlier sessions point to stays
    for question in in_acme.questions:
        before, now = revisions[question.pk], current(question)
        assert (now.number, now.rubric, now.meaning) == (2, new, "same")
        assert (now.prompt, now.answer, now.level, now.minutes) == (
            before.prompt,
            before.answer,
            before.level,
            before.minutes,
        )
        assert now.written_by == in_acme.committee
        assert {review.reviewer.user.name for review in now.reviews.all()} == {"Cleo Curator", "Dora Second"}
        assert Question.objects.get(pk=question.pk).state == State.LIVE
    event = AuditEvent.objects.filter(verb="approve_proposal").latest("sequence")
    assert event.data["questions"] == len(in_acme.questions)


@pytest.mark.parametrize(("meaning", "compares"), [("same", True), ("not_comparable", False)])
def test_statistics_go_on_with_the_same_meaning_and_begin_anew_without(in_acme, meaning, compares):
    question = in_acme.questions[0]
    measure = {"n": 60, "mean": 2.6, "run": uuid.uuid4()}
    QuestionMeasure.objects.create(organization=in_acme.organization, question=question, **measure)
    old = question.current
    applied(in_acme, meaning=meaning)
    roots = comparable_roots([old.pk, current(question).pk])
    assert (roots[old.pk] == roots[current(question).pk]) is compares
    assert QuestionMeasure.objects.filter(question=question).exists() is compares


def test_a_question_that_could_not_be_asked_any_more_goes_back_to_review(in_acme):
    applied(in_acme, anchors=[new_anchor(in_acme, "")])
    question = Question.objects.get(pk=in_acme.questions[0].pk)
    assert question.state == State.IN_REVIEW
    assert "anchors of Depth for 3" in steps_taken(question)[0].data["reason"]


def test_a_question_with_another_rubric_since_is_named_and_nothing_is_done(in_acme):
    proposal = propose(in_acme)
    approve_proposal(actor=in_acme.curator, proposal_id=proposal.pk)
    with_other_anchors(in_acme, in_acme.questions[1])
    before = QuestionRevision.objects.count()
    with pytest.raises(
        Conflict, match=r"“When would you choose at-least-once delivery.*” has another rubric"
    ):
        approve_proposal(actor=another_judge(in_acme), proposal_id=proposal.pk)
    assert QuestionRevision.objects.count() == before
    assert not Anchor.objects.filter(text=NEW).exists()
    assert RubricProposal.objects.get().state == "open"
    assert ProposalApproval.objects.count() == 1


def test_a_question_that_moved_before_is_no_concern_of_it(in_acme):
    with_other_anchors(in_acme, in_acme.questions[1])
    applied(in_acme)
    assert [current(question).number for question in in_acme.questions] == [2, 2, 2, 2]
    assert current(in_acme.questions[1]).rubric != RubricProposal.objects.get().made


def test_other_words_written_meanwhile_are_kept(in_acme):
    question = in_acme.questions[0]
    proposal = propose(in_acme)
    content = content_of(question.current, question.kind)
    changed = content.__class__(**content.__dict__ | {"answer": "A better answer."})
    revise_question(
        actor=in_acme.curator, question_id=question.pk, base=1, content=changed, meaning=Meaning.SAME
    )
    for actor in (in_acme.curator, another_judge(in_acme)):
        approve_proposal(actor=actor, proposal_id=proposal.pk)
    assert (current(question).number, current(question).answer) == (3, "A better answer.")


def test_its_author_and_who_does_not_review_approve_nothing(in_acme):
    proposal = propose(in_acme)
    for actor in (in_acme.committee, in_acme.admin, in_acme.lead):
        with pytest.raises(Denied):
            approve_proposal(actor=actor, proposal_id=proposal.pk)


def test_a_closed_one_says_who_closed_it(in_acme):
    proposal = applied(in_acme)
    with pytest.raises(Conflict, match="it was applied by Dora Second"):
        approve_proposal(actor=another_judge(in_acme, "Theo Third"), proposal_id=proposal.pk)


def test_of_two_proposals_on_one_rubric_the_second_is_told(in_acme):
    other = propose(in_acme, anchors=[new_anchor(in_acme, "Else.", 2)])
    applied(in_acme)
    approve_proposal(actor=in_acme.curator, proposal_id=other.pk)
    with pytest.raises(Conflict, match="have another rubric since this was proposed"):
        approve_proposal(actor=another_judge(in_acme, "Theo Third"), proposal_id=other.pk)


def test_its_statements_do_not_grow_with_the_questions(in_acme, django_assert_max_num_queries):
    proposal = propose(in_acme)
    approve_proposal(actor=in_acme.curator, proposal_id=proposal.pk)
    with django_assert_max_num_queries(40):
        approve_proposal(actor=another_judge(in_acme), proposal_id=proposal.pk)
