import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.approve_proposal import approve_proposal
from questionbank.actions.decline_proposal import decline_proposal
from tests.questionbank.proposing import another_judge, propose


def test_another_declines_it_with_a_reason_once(in_acme):
    proposal = propose(in_acme)
    for _ in range(2):
        declined = decline_proposal(actor=in_acme.curator, proposal_id=proposal.pk, reason="It says less. ")
    assert (declined.state, declined.closed_by, declined.closed_reason) == (
        "declined",
        in_acme.curator,
        "It says less.",
    )
    assert AuditEvent.objects.filter(verb="decline_proposal").count() == 1
    with pytest.raises(Conflict, match="it was declined by Cleo Curator"):
        approve_proposal(actor=another_judge(in_acme), proposal_id=proposal.pk)


def test_a_reason_is_needed_and_its_author_withdraws_instead(in_acme):
    proposal = propose(in_acme)
    for reason in (" ", "x" * 1001):
        with pytest.raises(Invalid):
            decline_proposal(actor=in_acme.curator, proposal_id=proposal.pk, reason=reason)
    for actor in (in_acme.committee, in_acme.admin):
        with pytest.raises(Denied):
            decline_proposal(actor=actor, proposal_id=proposal.pk, reason="No.")


def test_who_comes_second_is_told(in_acme):
    proposal = propose(in_acme)
    decline_proposal(actor=in_acme.curator, proposal_id=proposal.pk, reason="It says less.")
    with pytest.raises(Conflict):
        decline_proposal(actor=another_judge(in_acme), proposal_id=proposal.pk, reason="Too long.")
