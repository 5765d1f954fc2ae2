"""Checks what a blueprint says, and writes it as a revision."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews.access import module_of
from interviews.assembly.shapes import Weights
from interviews.content import MOST_STAGES, StageContent, Terms
from interviews.models import Blueprint, BlueprintRevision, CriterionBar, Stage, StageTopic
from questionbank.access import criterion_of, level_of, topic_of
from questionbank.models import Criterion, Level, Topic

CANNOT = "The blueprint cannot be saved like this."


def check_stages(actor: Membership, stages: Sequence[StageContent]) -> None:
    """Raises Invalid for what makes no sense, 404 for rows that are not the organisation's."""
    problems = [problem for stage in stages for problem in stage.problems()]
    if not 0 < len(stages) <= MOST_STAGES:
        problems.append(f"A blueprint has from one to {MOST_STAGES} interviews.")
    problems += [
        f"{stage.name}: its own level needs no mention among the levels allowed beside it."
        for stage in stages
        if stage.level_id in stage.neighbour_ids
    ]
    if problems:
        raise Invalid(CANNOT, {"stages": " ".join(dict.fromkeys(problems))})
    for level_id in {row for stage in stages for row in (stage.level_id, *stage.neighbour_ids)}:
        level_of(actor, level_id)
    for criterion_id in {row for stage in stages for row in stage.criterion_ids}:
        criterion_of(actor, criterion_id)
    for topic_id in {quota.topic_id for stage in stages for quota in stage.quotas}:
        topic_of(actor, topic_id)
    for module_id in {stage.module_id for stage in stages if stage.module_id}:
        module_of(actor, module_id)


def check_terms(actor: Membership, terms: Terms, stages: Sequence[StageContent]) -> None:
    """Raises Invalid for rules that make no sense or that these stages cannot keep, 404 for strange rows."""
    problems = terms.problems()
    if problems:
        raise Invalid(CANNOT, {"terms": " ".join(problems)})
    for bar in terms.bars:
        criterion_of(actor, bar.criterion_id)
    topics = [topic_of(actor, topic_id) for topic_id in terms.twice]
    if not topics:
        return
    above = dict(Topic.objects.filter(organization_id=actor.organization_id).values_list("pk", "parent"))
    for topic in topics:
        places = sum(_may_meet(topic.pk, stage, above) for stage in stages)
        if places < 2:
            may = "only 1 interview may" if places else "no interview may"
            problems.append(f"{topic.name} is to be asked about by two people, but {may} ask about it.")
    if problems:
        raise Invalid(CANNOT, {"terms": " ".join(problems)})


def _may_meet(topic: uuid.UUID, stage: StageContent, above: dict[uuid.UUID, uuid.UUID | None]) -> bool:
    """Whether some question of the topic, or below it, may stand in the stage."""
    asked = {quota.topic_id for quota in stage.quotas}
    if not asked or asked & set(_up(topic, above)):
        return True
    return any(topic in _up(quota, above) for quota in asked)


def _up(topic: uuid.UUID, above: dict[uuid.UUID, uuid.UUID | None]) -> list[uuid.UUID]:
    """The topic and every topic above it."""
    found: list[uuid.UUID] = []
    here: uuid.UUID | None = topic
    while here is not None and here not in found:
        found.append(here)
        here = above.get(here)
    return found


def write_revision(
    blueprint: Blueprint,
    stages: Sequence[StageContent],
    *,
    number: int,
    note: str,
    actor: Membership | None,
    terms: Terms,
) -> BlueprintRevision:
    """Writes a frozen revision with its stages and rules, checked before, and makes it the current one."""
    revision = BlueprintRevision.objects.create(
        organization_id=blueprint.organization_id,
        blueprint=blueprint,
        number=number,
        note=note,
        written_by=actor,
        most_pilots=terms.most_pilots,
        reserve_across=terms.reserve_across,
        tolerance=terms.tolerance,
        minutes_tolerance=terms.minutes_tolerance,
        break_minutes=terms.break_minutes,
        weights={} if terms.weights == Weights() else asdict(terms.weights),
        **asdict(terms.gates),
    )
    revision.twice.set(Topic.objects.filter(pk__in=terms.twice))
    CriterionBar.objects.bulk_create(
        CriterionBar(
            organization_id=blueprint.organization_id,
            revision=revision,
            criterion_id=bar.criterion_id,
            points=bar.points,
        )
        for bar in terms.bars
    )
    _write_stages(revision, stages)
    blueprint.current = revision
    blueprint.save(update_fields=["current"])
    return revision


def _write_stages(revision: BlueprintRevision, stages: Iterable[StageContent]) -> None:
    organization_id = revision.organization_id
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
            module_id=content.module_id,
        )
        stage.criteria.set(Criterion.objects.filter(pk__in=content.criterion_ids))
        stage.neighbours.set(Level.objects.filter(pk__in=content.neighbour_ids))
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
