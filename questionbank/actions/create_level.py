"""Adds a rung to the ladder."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from questionbank import rules
from questionbank.models import Level

LONGEST = 40


@transaction.atomic
def create_level(*, actor: Membership, name: str) -> Level:
    """Adds a level above all others.

    Refuses all but curators (Denied), and a name that is empty, too long, or taken (Invalid).
    """
    rules.may_curate(actor).require()
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST:
        raise Invalid("A level needs a name.", {"name": f"From 1 to {LONGEST} characters."})
    if Level.objects.filter(name__iexact=name).exists():
        raise Invalid(f"There is a level “{name}” already.", {"name": "Choose another name."})
    top = Level.objects.aggregate(top=Max("rank"))["top"] or 0
    try:
        with transaction.atomic():
            level = Level.objects.create(organization=actor.organization, name=name, rank=top + 1)
    except IntegrityError:  # somebody added one at the same moment
        raise Invalid("Somebody added a level just now.", {"name": "Look at the ladder again."}) from None
    record("create_level", organization=actor.organization, actor=actor, on=level, data={"name": name})
    return level
