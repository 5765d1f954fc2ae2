"""Two curators decide the same pair, and a scan runs while one decides: every decision is one person's."""

import pytest

from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.ground.verdict import Conflict
from accounts.models import AuditEvent
from questionbank.actions.decide_pair import decide_pair
from questionbank.actions.scan_for_duplicates import scan_for_duplicates
from questionbank.enums import PairDecision, State
from questionbank.models import DuplicatePair
from tests.cast import World, build_world
from tests.questionbank.alike import EVICTION, EVICTION_AGAIN, ask, pair_up
from tests.races.test_two_curators_accept import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    with all_organizations():
        return build_world("acme", "Acme")


@pytest.fixture
def pair(world: World) -> DuplicatePair:
    with organization_scope(world.organization):
        live = ask(world.organization, EVICTION, State.LIVE)
        return pair_up(live, ask(world.organization, EVICTION_AGAIN, State.LIVE))


def test_of_two_decisions_one_stands_and_the_other_is_told(world: World, pair: DuplicatePair) -> None:
    results = at_once(
        world,
        lambda: decide_pair(actor=world.curator, pair_id=pair.pk, decision="variant"),
        lambda: decide_pair(actor=world.admin, pair_id=pair.pk, decision="same", keep_id=pair.first_id),
    )

    told = [result for result in results if isinstance(result, Conflict)]
    (made,) = [result for result in results if isinstance(result, DuplicatePair)]
    assert len(told) == 1, results
    with organization_scope(world.organization):
        pair.refresh_from_db()
        pair.second.refresh_from_db()
        assert pair.decision == made.decision
        assert (pair.second.state == State.RETIRED) == (pair.decision == PairDecision.SAME)
        assert AuditEvent.objects.filter(verb="decide_pair").count() == 1


def test_two_who_keep_different_ones_do_not_retire_both(world: World, pair: DuplicatePair) -> None:
    results = at_once(
        world,
        *(
            lambda actor=actor, keep=keep: decide_pair(
                actor=actor, pair_id=pair.pk, decision="same", keep_id=keep
            )
            for actor, keep in ((world.curator, pair.first_id), (world.admin, pair.second_id))
        ),
    )

    assert all(isinstance(result, DuplicatePair) for result in results), results
    with organization_scope(world.organization):
        pair.refresh_from_db()
        states = sorted(pair_side.state for pair_side in (pair.first, pair.second))
        assert states == [State.LIVE, State.RETIRED]
        assert AuditEvent.objects.filter(verb="decide_pair").count() == 1


def test_a_scan_while_somebody_decides_leaves_the_decision(world: World, pair: DuplicatePair) -> None:
    results = at_once(
        world,
        lambda: decide_pair(actor=world.curator, pair_id=pair.pk, decision="different"),
        lambda: scan_for_duplicates(actor=world.admin, organization=world.organization),
        lambda: scan_for_duplicates(actor=None, organization=world.organization),
    )

    assert not [result for result in results if isinstance(result, Exception)], results
    with organization_scope(world.organization):
        (kept,) = DuplicatePair.objects.filter(first=pair.first_id, second=pair.second_id)
        assert (kept.decision, kept.decided_by_id) == (PairDecision.DIFFERENT, world.curator.pk)
