"""Gives an organisation the blueprints that ship with Plumbline."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership, Organization
from interviews import rules
from interviews.actions._stages import write_revision
from interviews.content import Bar, Quota, StageContent, Terms
from interviews.models import Blueprint
from questionbank.models import Criterion, Level, Topic
from questionbank.starter import Starter, StarterBlueprint, load


class Named(Protocol):
    """A row with a name."""

    name: str


Row = TypeVar("Row", bound=Named)


@transaction.atomic
def load_blueprints(*, actor: Membership | None, organization: Organization) -> list[Blueprint]:
    """Writes the ready-made blueprints whose names are not there yet; returns the new ones.

    `actor` None is the operator. Refuses who may not plan (Denied), and an organisation without the starter
    bank's topics, levels and criteria (Conflict).
    """
    if actor is not None:
        rules.may_plan(actor).require()
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    starter = load()
    there = set(Blueprint.objects.filter(organization=organization).values_list("name", flat=True))
    wanted = [blueprint for blueprint in starter.blueprints if blueprint.name not in there]
    known = _Known(organization, starter)
    made = [_write(actor, organization, blueprint, known) for blueprint in wanted]
    if made:
        data = {"blueprints": len(made)}
        record("load_blueprints", organization=organization, actor=actor, on=organization, data=data)
    return made


class _Known:
    """The organisation's rows by the keys and names of the starter bank."""

    def __init__(self, organization: Organization, starter: Starter) -> None:
        self.starter = starter
        self.levels = _by_name(Level.objects.filter(organization=organization))
        self.criteria = _by_name(Criterion.objects.filter(organization=organization))
        self.topics = {
            (topic.name.casefold(), topic.parent_id): topic
            for topic in Topic.objects.filter(organization=organization)
        }

    def level(self, name: str) -> Level:
        """The level of this name."""
        return _found(self.levels.get(name.casefold()), "level", name)

    def criterion(self, key: str) -> Criterion:
        """The criterion of this key."""
        name = next(row.name for row in self.starter.criteria if row.key == key)
        return _found(self.criteria.get(name.casefold()), "criterion", name)

    def topic(self, key: str) -> Topic:
        """The topic of this key, found from the top of the tree."""
        row = next(row for row in self.starter.topics if row.key == key)
        parent = self.topic(row.parent).pk if row.parent else None
        return _found(self.topics.get((row.name.casefold(), parent)), "topic", row.name)


def _by_name(rows: Iterable[Row]) -> dict[str, Row]:
    return {row.name.casefold(): row for row in rows}


def _found(row: Row | None, noun: str, name: str) -> Row:
    if row is None:
        raise Conflict(f"There is no {noun} {name}: load the starter bank first.")
    return row


def _write(
    actor: Membership | None, organization: Organization, starter: StarterBlueprint, known: _Known
) -> Blueprint:
    blueprint = Blueprint.objects.create(
        organization=organization,
        name=starter.name,
        role=starter.role,
        level=known.level(starter.level),
    )
    stages = [
        StageContent(
            name=stage.name,
            purpose=stage.purpose,
            level_id=known.level(stage.level).pk,
            minutes=stage.minutes,
            kinds=stage.kinds,
            seats=stage.seats,
            criterion_ids=tuple(known.criterion(key).pk for key in stage.criteria),
            quotas=tuple(Quota(known.topic(q.topic).pk, q.minimum, q.maximum) for q in stage.quotas),
            neighbour_ids=tuple(known.level(name).pk for name in stage.neighbours),
        )
        for stage in starter.stages
    ]
    terms = Terms(
        twice=tuple(known.topic(key).pk for key in starter.twice),
        bars=tuple(Bar(known.criterion(key).pk, points) for key, points in starter.bars),
    )
    write_revision(blueprint, stages, number=1, note=starter.description[:300], actor=actor, terms=terms)
    return blueprint
