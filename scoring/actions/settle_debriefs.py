"""Takes on the debriefs that go on by themselves and were not asked: a deadline passed, a seat changed."""

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Organization
from scoring.actions._stepping import settle
from scoring.models import DebriefStep
from scoring.queries.debrief_waiting import loops_that_go_on


@transaction.atomic
def settle_debriefs(*, actor: None, organization: Organization) -> list[DebriefStep]:
    """The steps that an organisation's debriefs took by themselves just now; again, none.

    Whoever hands a card in, reads or votes has the debrief go on at once; this is for what nobody does: time
    that runs out, and seats that are given back or recused. The clock asks for it: `actor` is None.
    """
    taken = [step for loop in loops_that_go_on(organization) for step in settle(loop)]
    if taken:
        data = {"steps": len(taken)}
        record("settle_debriefs", organization=organization, actor=actor, on=organization, data=data)
    return taken
