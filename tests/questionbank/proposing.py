"""Rubrics under review: a changed anchor, proposed and approved."""

from typing import Any

from accounts.enums import Role
from accounts.models import Membership
from questionbank.actions.approve_proposal import approve_proposal
from questionbank.actions.propose_anchors import propose_anchors
from questionbank.models import Rubric, RubricProposal
from questionbank.rubric_change import NewAnchor
from tests.cast import World, make_member

NEW = "Names the limit, and what happens when it is reached."


def the_rubric(world: World) -> Rubric:
    """The one that all questions of a world share."""
    current = world.questions[0].current
    assert current is not None and current.rubric is not None
    return current.rubric


def new_anchor(world: World, text: str = NEW, point: int = 3, **fields: Any) -> NewAnchor:
    """Of the first criterion, for all levels."""
    return NewAnchor(world.criteria[0].pk, fields.get("level_id"), point, text)


def propose(world: World, actor: Membership | None = None, **fields: Any) -> RubricProposal:
    """By the committee member unless told."""
    given = {"anchors": [new_anchor(world)], "why": "Point 3 was read in two ways.", "meaning": "same"}
    rubric_id = fields.pop("rubric_id", the_rubric(world).pk)
    return propose_anchors(actor=actor or world.committee, rubric_id=rubric_id, **given | fields)


def another_judge(world: World, name: str = "Dora Second") -> Membership:
    return make_member(world.organization, name, Role.COMMITTEE)


def applied(world: World, **fields: Any) -> RubricProposal:
    """Proposed by the committee, approved by the curator and another committee member."""
    proposal = propose(world, **fields)
    approve_proposal(actor=world.curator, proposal_id=proposal.pk)
    return approve_proposal(actor=another_judge(world), proposal_id=proposal.pk)
