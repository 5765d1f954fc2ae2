"""Checks what a blueprint says, and writes it as a revision."""

from collections.abc import Sequence

from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews.content import MOST_STAGES, StageContent
from interviews.models import Blueprint, BlueprintRevision, Stage, StageTopic
from questionbank.access import criterion_of, level_of, topic_of
from questionbank.models import Criterion


def check_stages(actor: Membership, stages: Sequence[StageContent]) -> None:
    """Raises Invalid for what makes no sense, 404 for rows that are not the organisation's."""
    problems = [problem for stage in stages for problem in stage.problems()]
    if not 0 < len(stages) <= MOST_STAGES:
        problems.append(f"A blueprint has from one to {MOST_STAGES} interviews.")
    if problems:
        raise Invalid(
            "The blueprint cannot be saved like this.", {"stages": " ".join(dict.fromkeys(problems))}
        )
    for level_id in {stage.level_id for stage in stages}:
        level_of(actor, level_id)
    for criterion_id in {row for stage in stages for row in stage.criterion_ids}:
        criterion_of(actor, criterion_id)
    for topic_id in {quota.topic_id for stage in stages for quota in stage.quotas}:
        topic_of(actor, topic_id)


def write_revision(
    blueprint: Blueprint, stages: Sequence[StageContent], *, number: int, note: str, actor: Membership | None
) -> BlueprintRevision:
    """Writes a frozen revision with its stages, checked before, and makes it the current one."""
    organization_id = blueprint.organization_id
    revision = BlueprintRevision.objects.create(
        organization_id=organization_id, blueprint=blueprint, number=number, note=note, written_by=actor
    )
    for position, content in enumerate(stages):
        stage = Stage.objects.create(
            organization_id=organization_id,
            revision=revision,
            position=position,
            name=content.name.strip(),
            purpose=content.purpose.strip(),
            level_id=content.level_id,
            minutes=content.minutes,
            kinds=list(content.kinds),
            seats=list(content.seats),
        )
        stage.criteria.set(Criterion.objects.filter(pk__in=content.criterion_ids))
        StageTopic.objects.bulk_create(
            StageTopic(
                organization_id=organization_id,
                stage=stage,
                topic_id=quota.topic_id,
                minimum=quota.minimum,
                maximum=quota.maximum,
            )
            for quota in content.quotas
        )
    blueprint.current = revision
    blueprint.save(update_fields=["current"])
    return revision
