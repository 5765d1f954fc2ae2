"""Modules and their people, as pages and the API show them."""

from dataclasses import dataclass, field

from django.db.models import Count, F, Prefetch, Q, QuerySet

from accounts.enums import Role
from accounts.models import Membership
from interviews.enums import QualificationState
from interviews.models import Module
from interviews.queries.qualifications import Step, steps_of
from interviews.rules import may_approve, may_manage_training
from questionbank.models import Topic


def modules_of(actor: Membership) -> QuerySet[Module]:
    """All modules, those in use first, by name, each with topics and how many are `approved` and
    `training`. Two queries when read.
    """
    rows = Module.objects.filter(organization_id=actor.organization_id)
    approved = Count("qualifications", filter=Q(qualifications__state=QualificationState.APPROVED))
    training = Count("qualifications", filter=Q(qualifications__state=QualificationState.TRAINING))
    topics = Prefetch("topics", queryset=Topic.objects.order_by("name"))
    rows = rows.annotate(approved=approved, training=training).prefetch_related(topics)
    return rows.order_by(F("retired_at").asc(nulls_first=True), "name")


@dataclass(frozen=True)
class Person:
    """Somebody on a module's way, and whether the reader may approve them now."""

    step: Step
    may_approve: bool


@dataclass
class People:
    """A module's people by where they stand, as far as the reader may see them."""

    training: list[Person] = field(default_factory=list)
    approved: list[Person] = field(default_factory=list)
    withdrawn: list[Person] = field(default_factory=list)
    reader_approves: bool = False  # whether the reader may approve trainees of this module at all


def people_of(actor: Membership, module: Module) -> People:
    """Who is approved, for everybody; who is on the way and who was taken off it, for those who manage
    training or approve, and for each their own. Five queries.
    """
    steps = steps_of(module)
    qualified = any(_is(step, QualificationState.APPROVED, actor) for step in steps)
    people = People(reader_approves=qualified or actor.has(Role.ADMIN))
    everything = people.reader_approves or bool(may_manage_training(actor))
    for step in steps:
        row = step.qualification
        verdict = may_approve(actor, row, qualified=qualified)
        person = Person(step, bool(verdict) and module.retired_at is None)
        if row.state == QualificationState.APPROVED:
            people.approved.append(person)
        elif not everything and row.member_id != actor.pk:
            continue
        elif row.state == QualificationState.TRAINING:
            people.training.append(person)
        else:
            people.withdrawn.append(person)
    return people


def _is(step: Step, state: str, actor: Membership) -> bool:
    return step.qualification.state == state and step.qualification.member_id == actor.pk
