import pytest

from accounts.ground.verdict import Conflict, Denied
from accounts.models import AuditEvent
from questionbank.actions.withdraw_proposal import withdraw_proposal
from tests.questionbank.proposing import applied, propose


def test_its_author_withdraws_it_once(in_acme):
    proposal = propose(in_acme)
    for _ in range(2):
        withdrawn = withdraw_proposal(actor=in_acme.committee, proposal_id=proposal.pk)
    assert (withdrawn.state, withdrawn.closed_by) == ("withdrawn", in_acme.committee)
    assert AuditEvent.objects.filter(verb="withdraw_proposal").count() == 1


def test_nobody_else_does_and_an_applied_one_stays(in_acme):
    with pytest.raises(Denied):
        withdraw_proposal(actor=in_acme.curator, proposal_id=propose(in_acme).pk)
    with pytest.raises(Conflict, match="it was applied by Dora Second"):
        withdraw_proposal(actor=in_acme.committee, proposal_id=applied(in_acme).pk)
