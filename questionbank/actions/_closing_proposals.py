"""What closes a proposal without applying it."""

from django.utils import timezone

from accounts.ground.verdict import Conflict
from accounts.models import Membership
from questionbank.enums import ProposalState
from questionbank.models import RubricProposal


def require_open(proposal: RubricProposal) -> None:
    """Raises Conflict for a closed one, saying who closed it."""
    if proposal.state != ProposalState.OPEN:
        word = ProposalState(proposal.state).label.lower()
        who = f" by {proposal.closed_by}" if proposal.closed_by else ""
        raise Conflict(f"This proposal is closed: it was {word}{who}.")


def close(proposal: RubricProposal, state: ProposalState, by: Membership, reason: str = "") -> None:
    """Closes it; the caller has looked at everything."""
    proposal.state, proposal.closed_by, proposal.closed_reason = state, by, reason
    proposal.closed_at = timezone.now()
    proposal.save(update_fields=["state", "closed_by", "closed_reason", "closed_at"])
