"""Workers and those who ask at the same moment: nothing is done twice, and nothing asked for is forgotten."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from accounts.ground.tenancy import all_organizations, organization_scope
from scoring.actions import serve_requests as module
from scoring.actions._asking import ask_for_calibration
from scoring.actions._requests import take_requests
from scoring.actions.serve_requests import serve_requests
from scoring.enums import RequestKind, RequestState
from scoring.models import CalibrationRequest, CalibrationRun
from scoring.queries.calibration import holds_now
from tests.cast import World, build_world
from tests.races.together import together
from tests.scoring.packets import a_year, complete_loop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    with all_organizations():
        world = build_world("acme", "Acme")
        a_year(world, candidates=4)
    return world


def ask(world: World) -> CalibrationRequest:
    return ask_for_calibration(world.organization, RequestKind.SUBMIT)


def serve(world: World) -> int:
    return serve_requests(actor=None, organization=world.organization)


def test_of_four_workers_one_has_the_turn_and_the_others_go(world):
    with organization_scope(world.organization), transaction.atomic():
        ask(world)
    served = together(world, *[lambda: serve(world)] * 4)
    assert sorted(served) == [0, 0, 0, 1]
    with organization_scope(world.organization):
        assert CalibrationRun.objects.count() == 1


def test_who_asks_while_the_turn_is_given_back_is_served_by_whoever_gives_it_back(world, monkeypatch):
    """The moment between a last look and the end of the turn: the other worker finds it taken, and goes."""
    real, first, late = module.turn, [True], []

    @contextmanager
    def slow(*arguments):
        with real(*arguments) as held:
            yield held
            if first:
                first.clear()
                late.extend(ThreadPoolExecutor(1).map(lambda _: ask_and_serve(world), [0]))

    monkeypatch.setattr(module, "turn", slow)
    with organization_scope(world.organization):
        with transaction.atomic():
            ask(world)
        assert serve(world) == 2
        assert late == [0], "the other worker could do nothing"
        assert set(CalibrationRequest.objects.values_list("state", flat=True)) == {RequestState.DONE}
        assert holds_now(world.organization)


def ask_and_serve(world: World) -> int:
    try:
        with organization_scope(world.organization):
            with transaction.atomic():
                complete_loop(world, [2, 2, 2, 2], [3, 3, 3, 3], title="Late")
                ask(world)
            return serve(world)
    finally:
        connection.close()


def test_a_waiting_request_is_not_taken_before_what_relies_on_it_is_committed(world):
    """A card whose author found a request waiting: whoever takes it must see the card."""
    with organization_scope(world.organization), transaction.atomic():
        waiting = ask(world)
    taking = threading.Event()

    def take() -> list[CalibrationRequest]:
        try:
            with organization_scope(world.organization):
                taking.set()
                return take_requests(world.organization)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with organization_scope(world.organization), transaction.atomic():
            assert ask(world) == waiting
            taken = pool.submit(take)
            taking.wait(timeout=30)
            with pytest.raises(TimeoutError):
                taken.result(timeout=0.5)
        assert taken.result(timeout=30) == [waiting]
