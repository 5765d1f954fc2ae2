"""Declines a proposal to change a rubric."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._closing_proposals import close, require_open
from questionbank.enums import ProposalState
from questionbank.models import RubricProposal

LONGEST_REASON = 1000


@transaction.atomic
def decline_proposal(*, actor: Membership, proposal_id: uuid.UUID, reason: str) -> RubricProposal:
    """The proposal, closed with the reason; declined with the same words again it stays as it is.

    Refuses its author, who withdraws it, and all but committee members and curators (Denied); one that is
    closed otherwise (Conflict); and a reason that is missing or too long (Invalid).
    """
    proposal = access.proposal_of(actor, proposal_id, lock=True)
    rules.may_judge_proposal(actor, proposal).require()
    reason = reason.replace("\r\n", "\n").strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        problem = f"Say why, in up to {LONGEST_REASON} characters."
        raise Invalid("A proposal is declined with a reason.", {"reason": problem})
    if (proposal.state, proposal.closed_reason) == (ProposalState.DECLINED, reason):
        return proposal
    require_open(proposal)
    close(proposal, ProposalState.DECLINED, actor, reason)
    data = {"proposal": str(proposal.pk)}
    record("decline_proposal", organization=actor.organization, actor=actor, on=proposal.rubric, data=data)
    return proposal
