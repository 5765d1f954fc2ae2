"""The last committee members say at the same moment that they have read: the vote opens once."""

from functools import partial

import pytest

from accounts.ground.tenancy import all_organizations, organization_scope
from scoring.actions.confirm_reading import confirm_reading
from scoring.models import CommitteeSeat, DebriefStep
from tests.cast import build_world
from tests.races.together import together
from tests.scoring.debriefs import to_state
from tests.scoring.packets import complete_loop, decider

TOGETHER = 4


@pytest.mark.django_db(transaction=True)
def test_of_several_who_are_the_last_one_opens_the_vote():
    with all_organizations():
        world = build_world("acme", "Acme")
    with organization_scope(world.organization):
        loop = complete_loop(world, [2, 3, 3, 2], [3, 4, 4, 3])
        members = [decider(world, f"Member {n}") for n in range(TOGETHER)]
        to_state(loop, "reading", members)
    calls = [partial(confirm_reading, actor=member, loop_id=loop.pk) for member in members]
    found = together(world, *calls)
    assert {type(one) for one in found} == {CommitteeSeat}
    with organization_scope(world.organization):
        assert not CommitteeSeat.objects.filter(read_at=None).exists()
        steps = DebriefStep.objects.order_by("number").values_list("number", "target")
        assert list(steps) == [(1, "reading"), (2, "voting")]
