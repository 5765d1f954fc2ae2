"""What a blueprint says, as plain values: checked, and written as a revision."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews.enums import SeatKind
from interviews.models import Blueprint, BlueprintRevision, Stage, StageTopic
from questionbank.access import criterion_of, level_of, topic_of
from questionbank.enums import Kind
from questionbank.models import Criterion

SHORTEST, LONGEST = 5, 480
MOST_STAGES, MOST_QUESTIONS = 12, 30


@dataclass(frozen=True)
class Quota:
    """How many questions of a topic, its sub-topics included."""

    topic_id: uuid.UUID
    minimum: int = 1
    maximum: int = 3


@dataclass(frozen=True)
class StageContent:
    """One interview of a blueprint. No kinds: any kind. No quotas: any topic."""

    name: str
    level_id: uuid.UUID
    minutes: int
    purpose: str = ""
    kinds: tuple[str, ...] = ()
    seats: tuple[str, ...] = (SeatKind.LEAD,)
    criterion_ids: tuple[uuid.UUID, ...] = ()
    quotas: tuple[Quota, ...] = ()

    def problems(self) -> list[str]:
        """What makes no sense in it, in sentences that name the interview."""
        name = self.name.strip() or "An interview"
        told = []
        if not 0 < len(self.name.strip()) <= 120:
            told.append("Every interview needs a name, up to 120 characters.")
        if not SHORTEST <= self.minutes <= LONGEST:
            told.append(f"{name}: from {SHORTEST} to {LONGEST} minutes.")
        if set(self.kinds) - set(Kind.values) or set(self.seats) - set(SeatKind.values):
            told.append(f"{name}: there is no such kind of question or seat.")
        if SeatKind.LEAD not in self.seats:
            told.append(f"{name}: somebody must lead it.")
        return told + self._quota_problems(name)

    def _quota_problems(self, name: str) -> list[str]:
        told = []
        if len({quota.topic_id for quota in self.quotas}) < len(self.quotas):
            told.append(f"{name}: a topic is there twice.")
        if any(not 0 <= quota.minimum <= quota.maximum <= MOST_QUESTIONS for quota in self.quotas):
            told.append(
                f"{name}: a topic's minimum may not be above its maximum, nor that above {MOST_QUESTIONS}."
            )
        if any(quota.maximum < 1 for quota in self.quotas):
            told.append(f"{name}: leave a topic out rather than allowing none of it.")
        return told


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
