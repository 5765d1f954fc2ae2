"""Adds a criterion."""

from django.db import IntegrityError, transaction

from accounts.ground.audit import record
from accounts.models import Membership
from questionbank import rules
from questionbank.actions._criteria import checked_words, refuse_taken, taken
from questionbank.models import Criterion


@transaction.atomic
def create_criterion(*, actor: Membership, name: str, description: str = "") -> Criterion:
    """Adds a thing to rate, for all questions and blueprints of the organisation.

    Refuses all but curators (Denied); a name that is empty, too long, or taken, and a description that is
    too long (Invalid).
    """
    rules.may_curate(actor).require()
    name, description = checked_words(name, description)
    refuse_taken(name)
    try:
        with transaction.atomic():
            criterion = Criterion.objects.create(
                organization=actor.organization, name=name, description=description
            )
    except IntegrityError:  # somebody wrote the same name at the same moment
        raise taken(name) from None
    data = {"name": name}
    record("create_criterion", organization=actor.organization, actor=actor, on=criterion, data=data)
    return criterion
