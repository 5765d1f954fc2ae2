"""Four people approve a proposal at the same moment: two approvals, one application, and two who are told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.ground.verdict import Conflict
from accounts.models import AuditEvent, Membership
from questionbank.actions.approve_proposal import approve_proposal
from questionbank.actions.revise_question import revise_question
from questionbank.models import ProposalApproval, QuestionRevision, Rubric, RubricProposal
from questionbank.queries.rubrics import content_of
from tests.cast import World, build_world
from tests.questionbank.proposing import another_judge, propose

TOGETHER = 4


def a_proposal() -> tuple[World, RubricProposal, list[Membership]]:
    with all_organizations():
        world = build_world("acme", "Acme")
    with organization_scope(world.organization):
        return world, propose(world), [another_judge(world, f"Judge {n}") for n in range(TOGETHER)]


@pytest.mark.django_db(transaction=True)
def test_of_approvals_at_once_exactly_one_applies_it():
    world, proposal, judges = a_proposal()
    start = Barrier(TOGETHER)

    def attempt(member: Membership) -> str:
        try:
            with organization_scope(world.organization):
                start.wait(timeout=30)
                approve_proposal(actor=member, proposal_id=proposal.pk)
        except Conflict as refusal:
            return refusal.reason
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(TOGETHER) as pool:
        answers = list(pool.map(attempt, judges))
    assert answers.count("") == 2
    assert all("it was applied by Judge" in reason for reason in answers if reason)
    with organization_scope(world.organization):
        assert ProposalApproval.objects.count() == 2
        assert Rubric.objects.count() == 2
        assert QuestionRevision.objects.filter(number=2).count() == len(world.questions)
        assert not QuestionRevision.objects.filter(number=3).exists()
        events = AuditEvent.objects.filter(verb="approve_proposal", data__has_key="made")
        assert events.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_revision_and_an_application_at_once_lose_nothing():
    """Whoever comes second either builds on the first, or is told; no question has two revisions of one
    number or words that nobody wrote.
    """
    world, proposal, judges = a_proposal()
    question = world.questions[0]
    with organization_scope(world.organization):
        approve_proposal(actor=judges[0], proposal_id=proposal.pk)
        content = content_of(question.current, question.kind)
    start = Barrier(2)

    def approving() -> str:
        with organization_scope(world.organization):
            start.wait(timeout=30)
            approve_proposal(actor=judges[1], proposal_id=proposal.pk)
        return ""

    def revising() -> str:
        changed = content.__class__(**content.__dict__ | {"answer": "A better answer."})
        with organization_scope(world.organization):
            start.wait(timeout=30)
            revise_question(
                actor=world.curator, question_id=question.pk, base=1, content=changed, meaning="same"
            )
        return ""

    def told(deed):
        try:
            return deed()
        except Conflict as refusal:
            return refusal.reason
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(told, [approving, revising]))
    with organization_scope(world.organization):
        made = RubricProposal.objects.get().made
        newest = QuestionRevision.objects.get(current_of=question)
        assert answers[0] == ""
        assert newest.rubric == made
        if answers[1]:
            assert "saved revision 2 while you were writing" in answers[1]
            assert newest.number == 2
        else:
            assert (newest.number, newest.answer) == (3, "A better answer.")
