"""Stands behind a proposal to change a rubric; the second who does puts it into force."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._closing_proposals import require_open
from questionbank.actions._rubric_change import put_into_force
from questionbank.enums import ProposalState
from questionbank.models import ProposalApproval, RubricProposal
from questionbank.queries.rubric_proposals import NEEDED


@transaction.atomic
def approve_proposal(*, actor: Membership, proposal_id: uuid.UUID) -> RubricProposal:
    """The proposal; with the second approval it is applied in the same moment: a new rubric, and a new
    revision, marked as it says, of every question that has the old one. The same person's word twice is one.

    Refuses its author and all but committee members and curators (Denied); one that is closed, and one of
    which a question has another rubric since (Conflict): then nothing is written, not even the approval.
    """
    proposal = access.proposal_of(actor, proposal_id, lock=True)
    rules.may_judge_proposal(actor, proposal).require()
    approvals = list(proposal.approvals.select_related("member__user"))
    if any(one.member_id == actor.pk for one in approvals):
        return proposal
    require_open(proposal)
    ProposalApproval.objects.create(organization_id=actor.organization_id, proposal=proposal, member=actor)
    data: dict[str, object] = {"proposal": str(proposal.pk)}
    if len(approvals) + 1 >= NEEDED:
        rubric, questions = put_into_force(proposal, [*(one.member for one in approvals), actor])
        proposal.state, proposal.made = ProposalState.APPLIED, rubric
        proposal.closed_at, proposal.closed_by = timezone.now(), actor
        proposal.save(update_fields=["state", "made", "closed_at", "closed_by"])
        data |= {"made": str(rubric.pk), "meaning": proposal.meaning, "questions": len(questions)}
    record("approve_proposal", organization=actor.organization, actor=actor, on=proposal.rubric, data=data)
    return proposal
