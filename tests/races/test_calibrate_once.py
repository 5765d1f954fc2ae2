"""Workers that calibrate the same ratings at the same moment write one run between them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.ground.tenancy import all_organizations, organization_scope
from scoring.actions import calibrate as module
from scoring.actions.calibrate import calibrate
from scoring.enums import Facet
from scoring.models import CalibrationRun, Measure
from tests.cast import build_world
from tests.scoring.packets import a_year

TOGETHER = 4


@pytest.mark.django_db(transaction=True)
def test_calibrating_at_once_makes_one_run_with_one_set_of_measures(monkeypatch):
    with all_organizations():
        world = build_world("acme", "Acme")
        a_year(world, candidates=4)
    start = Barrier(TOGETHER)
    calculate = module.calibration.calibrate

    def together(*arguments, **named):
        """All have looked for a known run and found none before any of them writes."""
        start.wait(timeout=60)
        return calculate(*arguments, **named)

    monkeypatch.setattr(module.calibration, "calibrate", together)

    def work(_worker: int) -> CalibrationRun | None:
        try:
            with organization_scope(world.organization):
                return calibrate(actor=None, organization=world.organization)
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as pool:
        runs = list(pool.map(work, range(TOGETHER)))
    assert len(set(runs)) == 1
    with organization_scope(world.organization):
        assert CalibrationRun.objects.get() == runs[0]
        assert Measure.objects.filter(facet=Facet.INTERVIEWER).count() == 2
