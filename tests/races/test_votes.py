"""Votes at the same moment: the last one and the close of the vote, and two of one member from two tabs."""

import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from threading import Thread
from typing import Any
from unittest.mock import patch

import pytest

from accounts.enums import Role
from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews.models import Loop
from scoring.actions import cast_vote as module
from scoring.actions.cast_vote import cast_vote
from scoring.actions.move_debrief import move_debrief
from scoring.enums import DebriefState
from scoring.models import DebriefStep, Vote
from scoring.queries.debriefs import debrief_of
from scoring.queries.packet import open_packet
from tests.cast import World, build_world, make_member
from tests.races.together import together
from tests.scoring.debriefs import to_state
from tests.scoring.packets import complete_loop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def voting() -> Iterator[tuple[World, Loop]]:
    """Kim has voted, Dora has not: their vote is the last."""
    with all_organizations():
        world = build_world("acme", "Acme")
    with organization_scope(world.organization):
        loop = complete_loop(world, [2, 3, 3, 2], [3, 4, 4, 3])
        dora = make_member(world.organization, "Dora Decider", Role.COMMITTEE)
        to_state(loop, DebriefState.VOTING, committee=[world.committee, dora], facilitator=world.admin)
        cast_vote(actor=world.committee, loop_id=loop.pk, ballot="yes", reason="Deep.")
        world.nobody = dora  # the other voter
        yield world, loop


def vote(world: World, loop: Loop, ballot: str) -> Any:
    return lambda: cast_vote(actor=world.nobody, loop_id=loop.pk, ballot=ballot, reason="Seen so.")


def close(world: World, loop: Loop) -> Any:
    """The facilitator closes it though one vote is missing."""
    return lambda: move_debrief(
        actor=world.admin,
        loop_id=loop.pk,
        target=DebriefState.DISCUSSING,
        reason="Dora is ill and the hour over.",
        version_seen=2,
    )


def _looked_at(actor: Membership, loop_id: uuid.UUID, *, lock: bool) -> Loop:
    return open_packet(actor, loop_id)


def unlocked(stack: ExitStack) -> None:
    """Casting a vote looks at loop and debrief without holding them."""
    stack.enter_context(patch("scoring.actions.cast_vote.locked_debrief", debrief_of))
    stack.enter_context(patch("scoring.actions.cast_vote.open_packet", _looked_at))


def closed_meanwhile(stack: ExitStack, world: World, loop: Loop) -> list[Thread]:
    """Between looking and writing, somebody closes the vote; waited for as long as it is not held up."""
    closing = Thread(target=lambda: together(world, close(world, loop)))
    plain = module._check

    def check(*args: Any) -> None:
        plain(*args)
        closing.start()
        closing.join(timeout=2)

    stack.enter_context(patch.object(module, "_check", check))
    return [closing]


def votes_after_the_close(loop: Loop) -> int:
    """Votes of the vote that were written after it had closed."""
    closed = DebriefStep.objects.get(debrief__loop=loop, target=DebriefState.DISCUSSING).created_at
    return Vote.objects.filter(stage=DebriefState.VOTING, created_at__gt=closed).count()


def test_the_last_vote_and_the_close_at_once(voting: tuple[World, Loop]) -> None:
    world, loop = voting
    voted, closed = together(world, vote(world, loop, "no"), close(world, loop))
    assert debrief_of(loop).state == DebriefState.DISCUSSING
    assert DebriefStep.objects.filter(target=DebriefState.DISCUSSING).count() == 1
    assert votes_after_the_close(loop) == 0
    if isinstance(voted, Conflict):  # the close came first: nobody votes afterwards
        assert "closed without yours" in voted.reason and Vote.objects.count() == 1
    else:  # the vote came first, and with it the close: by itself
        assert isinstance(closed, Conflict) and Vote.objects.count() == 2


def test_two_votes_of_one_member_from_two_tabs(voting: tuple[World, Loop]) -> None:
    world, loop = voting
    answers = together(world, vote(world, loop, "yes"), vote(world, loop, "no"))
    rows = list(Vote.objects.filter(member=world.nobody).order_by("number"))
    refused = [answer for answer in answers if isinstance(answer, Exception)]
    # The first closes the vote; the other is a change after it, kept beside the first.
    assert not refused and [row.stage for row in rows] == ["voting", "discussing"]
    assert {row.ballot for row in rows} == {"yes", "no"}


def test_the_same_vote_from_two_tabs_is_one(voting: tuple[World, Loop]) -> None:
    world, loop = voting
    one, other = together(world, vote(world, loop, "yes"), vote(world, loop, "yes"))
    assert one == other and Vote.objects.filter(member=world.nobody).count() == 1


@pytest.mark.parametrize("locked", [True, False])
def test_no_vote_is_written_into_a_vote_that_has_closed(voting: tuple[World, Loop], locked: bool) -> None:
    """Without the lock there is one: so the tests above are able to fail."""
    world, loop = voting
    with ExitStack() as stack, organization_scope(world.organization):
        if not locked:
            unlocked(stack)
        [closing] = closed_meanwhile(stack, world, loop)
        vote(world, loop, "no")()
        closing.join(timeout=30)
    with organization_scope(world.organization):
        assert votes_after_the_close(loop) == (0 if locked else 1)
