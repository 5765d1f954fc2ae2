"""Proposes that a rubric's anchors say something else."""

import uuid
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.content import POINTS, Content
from questionbank.enums import Meaning
from questionbank.models import ProposedAnchor, Rubric, RubricCriterion, RubricProposal
from questionbank.queries.rubric_proposals import questions_using
from questionbank.queries.rubrics import rubric_content
from questionbank.rubric_change import NewAnchor, changed_lines, real_changes

LONGEST_WHY = 2000
MEANINGS = (Meaning.SAME, Meaning.NOT_COMPARABLE)


@transaction.atomic
def propose_anchors(
    *,
    actor: Membership,
    rubric_id: uuid.UUID,
    anchors: Iterable[NewAnchor],
    why: str,
    meaning: Meaning | str,
    proposal_id: uuid.UUID | None = None,
) -> RubricProposal:
    """An open proposal, which changes nothing before two others have approved it. Kept is what differs from
    the rubric; a draft said again is one that people stand behind from then on.

    `proposal_id` is made up by the form that is sent, so that the same form sent twice makes one proposal.
    Refuses all but committee members and curators (Denied); criteria that are not the rubric's and levels
    that are not the organisation's (404); a rubric that no question uses any more (Conflict); and a proposal
    without a change, without a reason, without saying what it means, or with a text too long (Invalid).
    """
    rubric = access.rubric_of(actor, rubric_id)
    rules.may_review_rubrics(actor).require()
    if proposal_id and (there := RubricProposal.objects.filter(pk=proposal_id, author=actor).first()):
        return there
    why = _checked(why, meaning)
    changes = _changes(actor, rubric, anchors)
    if not questions_using(rubric).exists():
        raise Conflict(
            "No question uses this rubric any more: propose a change of the one that took its place."
        )
    proposal = RubricProposal(
        organization_id=actor.organization_id, rubric=rubric, author=actor, why=why, meaning=meaning
    )
    proposal.pk = proposal_id or proposal.pk
    try:
        with transaction.atomic():
            proposal.save(force_insert=True)
    except IntegrityError:
        raise Conflict("This proposal was sent a moment ago.") from None
    _write(proposal, changes)
    data = {"proposal": str(proposal.pk), "meaning": str(meaning), "anchors": len(changes)}
    record("propose_anchors", organization=actor.organization, actor=actor, on=rubric, data=data)
    return proposal


def _write(proposal: RubricProposal, changes: list[NewAnchor]) -> None:
    lines = {line.criterion_id: line for line in RubricCriterion.objects.filter(rubric=proposal.rubric_id)}
    ProposedAnchor.objects.bulk_create(
        ProposedAnchor(
            organization_id=proposal.organization_id,
            proposal=proposal,
            line=lines[one.criterion_id],
            level_id=one.level_id,
            point=one.point,
            text=one.text,
        )
        for one in changes
    )


def _checked(why: str, meaning: str) -> str:
    problems = {}
    why = why.replace("\r\n", "\n").strip()
    if not 0 < len(why) <= LONGEST_WHY:
        problems["why"] = f"Say why, in up to {LONGEST_WHY} characters."
    if meaning not in MEANINGS:
        problems["meaning"] = "Choose “same meaning” or “not comparable”."
    if problems:
        raise Invalid("The proposal cannot be sent like this.", problems)
    return why


def _changes(actor: Membership, rubric: Rubric, anchors: Iterable[NewAnchor]) -> list[NewAnchor]:
    wanted, lines = list(anchors), rubric_content(rubric.pk)
    known = {line.criterion_id for line in lines}
    for criterion_id in {one.criterion_id for one in wanted} - known:
        access.criterion_of(actor, criterion_id)
        raise Invalid("This rubric does not rate that.", {"anchors": "A criterion that is not the rubric's."})
    for level_id in {one.level_id for one in wanted if one.level_id}:
        access.level_of(actor, level_id)
    if any(one.point not in POINTS for one in wanted):
        raise Invalid("There is no such point.", {"anchors": "Points go from 1 to 4."})
    changes = real_changes(lines, wanted)
    if not changes:
        raise Invalid("This changes nothing.", {"anchors": "Change at least one anchor."})
    # The bank's own word on what anchors may be.
    if problems := Content("of a rubric", rubric=changed_lines(lines, changes)).problems():
        raise Invalid("The anchors cannot be saved like this.", {"anchors": problems["rubric"]})
    return changes
