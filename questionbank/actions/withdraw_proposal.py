"""Takes a proposal to change a rubric back."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._closing_proposals import close, require_open
from questionbank.enums import ProposalState
from questionbank.models import RubricProposal


@transaction.atomic
def withdraw_proposal(*, actor: Membership, proposal_id: uuid.UUID) -> RubricProposal:
    """The proposal, withdrawn; one that is withdrawn already stays as it is.

    Refuses everybody but its author (Denied), and one that is closed otherwise (Conflict).
    """
    proposal = access.proposal_of(actor, proposal_id, lock=True)
    rules.may_withdraw_proposal(actor, proposal).require()
    if proposal.state == ProposalState.WITHDRAWN:
        return proposal
    require_open(proposal)
    close(proposal, ProposalState.WITHDRAWN, actor)
    data = {"proposal": str(proposal.pk)}
    record("withdraw_proposal", organization=actor.organization, actor=actor, on=proposal.rubric, data=data)
    return proposal
