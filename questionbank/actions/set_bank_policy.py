"""Sets an organisation's rules for its bank."""

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership, Organization
from questionbank import rules
from questionbank.models import BankPolicy

MOST_USES, MOST_DAYS = 1000, 1000


@transaction.atomic
def set_bank_policy(
    *, actor: Membership, rest_after: int | None, rest_days: int, second_eyes: bool
) -> BankPolicy:
    """The policy as given: `rest_after` uses bring a question to rest for `rest_days` (None: never).

    Refuses all but curators (Denied) and numbers out of range (Invalid).
    """
    rules.may_curate(actor).require()
    wrong = {}
    if rest_after is not None and not 1 <= rest_after <= MOST_USES:
        wrong["rest_after"] = f"From 1 to {MOST_USES}, or nothing for never."
    if not 1 <= rest_days <= MOST_DAYS:
        wrong["rest_days"] = f"From 1 to {MOST_DAYS} days."
    if wrong:
        raise Invalid("The policy was not saved.", wrong)
    # Two at once would both find none.
    Organization.objects.select_for_update(no_key=True).get(pk=actor.organization_id)
    wanted = {"rest_after": rest_after, "rest_days": rest_days, "second_eyes": second_eyes}
    policy = BankPolicy.objects.filter(organization_id=actor.organization_id).first()
    policy = policy or BankPolicy(organization_id=actor.organization_id)
    before = {name: getattr(policy, name) for name in wanted}
    for name, value in wanted.items():
        setattr(policy, name, value)
    policy.save()
    if before != wanted:
        data = {"before": before, "after": wanted}
        record("set_bank_policy", organization=actor.organization, actor=actor, on=policy, data=data)
    return policy
