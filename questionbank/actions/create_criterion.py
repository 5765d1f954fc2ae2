"""Adds a criterion."""

from django.db import IntegrityError, transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from questionbank import rules
from questionbank.models import Criterion

LONGEST, LONGEST_DESCRIPTION = 80, 1000


@transaction.atomic
def create_criterion(*, actor: Membership, name: str, description: str = "") -> Criterion:
    """Adds a thing to rate, for all questions and blueprints of the organisation.

    Refuses all but curators (Denied); a name that is empty, too long, or taken, and a description that is
    too long (Invalid).
    """
    rules.may_curate(actor).require()
    name, description = " ".join(name.split()), description.strip()
    if not 0 < len(name) <= LONGEST:
        raise Invalid("A criterion needs a name.", {"name": f"From 1 to {LONGEST} characters."})
    if len(description) > LONGEST_DESCRIPTION:
        problem = f"At most {LONGEST_DESCRIPTION} characters."
        raise Invalid("The description is too long.", {"description": problem})
    if Criterion.objects.filter(name__iexact=name).exists():
        raise _taken(name)
    try:
        with transaction.atomic():
            criterion = Criterion.objects.create(
                organization=actor.organization, name=name, description=description
            )
    except IntegrityError:  # somebody wrote the same name at the same moment
        raise _taken(name) from None
    data = {"name": name}
    record("create_criterion", organization=actor.organization, actor=actor, on=criterion, data=data)
    return criterion


def _taken(name: str) -> Invalid:
    return Invalid(f"There is a criterion “{name}” already.", {"name": "Choose another name."})
