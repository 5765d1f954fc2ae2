"""A proposal to change a rubric: what it changes, what it would do, and who stands behind it."""

from dataclasses import dataclass
from uuid import UUID

from accounts.models import Membership
from questionbank.enums import Meaning, ProposalState
from questionbank.models import Question, RubricCriterion, RubricProposal
from questionbank.queries.rubric_proposals import (
    NEEDED,
    AnchorDifference,
    differences,
    moved_away,
)
from questionbank.queries.rubrics import line_content, lines_of
from questionbank.rubric_change import NewAnchor
from questionbank.rules import may_judge_proposal, may_withdraw_proposal
from scoring.queries.rubric_review_effect import Effect, effect_of


@dataclass(frozen=True)
class ProposalPage:
    """All of the page. `effect` of an open one only; `moved` questions stand against it."""

    proposal: RubricProposal
    differences: list[AnchorDifference]
    approvers: list[Membership]
    effect: Effect | None
    moved: list[Question]
    approved: bool
    may_approve: bool
    may_decline: bool
    may_withdraw: bool

    @property
    def missing(self) -> int:
        """How many approvals it still takes."""
        return max(0, NEEDED - len(self.approvers))

    @property
    def comparable(self) -> bool:
        """Whether ratings from before and after are compared."""
        return self.proposal.meaning == Meaning.SAME


def proposal_page(reader: Membership, proposal: RubricProposal) -> ProposalPage:
    """What the page shows this reader. Nine queries at most."""
    lines = lines_of(proposal.rubric_id)
    anchors = list(proposal.anchors.select_related("line", "level"))
    names = names_of(lines) | {one.level.pk: one.level.name for one in anchors if one.level}
    changes = [NewAnchor(one.line.criterion_id, one.level_id, one.point, one.text) for one in anchors]
    approvers = [one.member for one in proposal.approvals.select_related("member__user")]
    is_open = proposal.state == ProposalState.OPEN
    approved = reader in approvers
    judges = is_open and bool(may_judge_proposal(reader, proposal))
    return ProposalPage(
        proposal=proposal,
        differences=differences([line_content(line) for line in lines], changes, names),
        approvers=approvers,
        effect=effect_of(reader.organization, proposal.rubric) if is_open else None,
        moved=moved_away(proposal) if is_open else [],
        approved=approved,
        may_approve=judges and not approved,
        may_decline=judges,
        may_withdraw=is_open and bool(may_withdraw_proposal(reader, proposal)),
    )


def names_of(lines: list[RubricCriterion]) -> dict[UUID, str]:
    """Of the criteria and levels of a rubric's `lines_of`. No query."""
    found = {line.criterion_id: line.criterion.name for line in lines}
    return found | {one.level.pk: one.level.name for line in lines for one in line.anchors.all() if one.level}
