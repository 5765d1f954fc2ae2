"""What a calibration run tells the panels of each interviewer."""

from accounts.ground.tenancy import all_organizations
from interviews.models import RaterStanding
from scoring.actions._standings import write_standings
from scoring.enums import Facet, RunState
from scoring.models import CalibrationRun, Measure
from scoring.queries.calibration import latest_run
from tests.cast import World, make_member
from tests.scoring.actions.test_calibrate import run_once
from tests.scoring.packets import a_year, complete_loop


def a_run(world: World, number: int, *measures: dict[str, object]) -> CalibrationRun:
    run = CalibrationRun.objects.create(
        organization=world.organization,
        number=number,
        state=RunState.FINISHED,
        inputs_digest=f"{number}" * 64,
        code_version="1",
        settings={},
        ratings=10,
        seconds=0.1,
    )
    for fields in measures:
        values = {"n": 40, "mean": 3.0, "se": 0.1, "enough": True, "subset": 1, "facet": Facet.INTERVIEWER}
        Measure.objects.create(organization=world.organization, run=run, **(values | fields))
    return run


def standings() -> dict[object, float]:
    return dict(RaterStanding.objects.values_list("member_id", "severity"))


def test_a_run_writes_down_who_has_enough_data_as_it_measured_them(in_acme):
    a_year(in_acme)
    run = run_once(in_acme)

    measured = {
        row.subject: row for row in run.measures.filter(facet=Facet.INTERVIEWER) if row.severity is not None
    }
    rows = RaterStanding.objects.all()
    assert measured
    assert {row.member_id for row in rows} == set(measured)
    for row in rows:
        measure = measured[row.member_id]
        assert (row.severity, row.error, row.n) == (measure.severity, measure.se, measure.n)
        assert row.run == run.pk


def test_a_newer_run_writes_over_them(in_acme):
    a_year(in_acme)
    first = run_once(in_acme)
    complete_loop(in_acme, [1, 1, 1, 1], [4, 4, 4, 4])
    second = run_once(in_acme)

    assert latest_run(in_acme.organization) == second != first
    assert set(RaterStanding.objects.values_list("run", flat=True)) == {second.pk}


def test_who_is_no_longer_measured_has_no_standing(in_acme):
    lead, second = in_acme.lead.pk, in_acme.second.pk
    write_standings(
        a_run(in_acme, 1, {"subject": lead, "severity": 0.3}, {"subject": second, "severity": -0.3})
    )
    assert standings() == {lead: 0.3, second: -0.3}

    write_standings(
        a_run(
            in_acme,
            2,
            {"subject": lead, "severity": 0.2},
            {"subject": second, "severity": None, "enough": False},
        )
    )
    assert standings() == {lead: 0.2}

    write_standings(a_run(in_acme, 3))
    assert standings() == {}


def test_only_those_who_can_be_compared_stand_beside_each_other(in_acme):
    alone = make_member(in_acme.organization, "Ali Alone")
    rows = [
        {"subject": in_acme.lead.pk, "severity": 0.3, "subset": 2},
        {"subject": in_acme.second.pk, "severity": -0.3, "subset": 2},
        {"subject": alone.pk, "severity": 1.0, "subset": 1},
    ]
    write_standings(a_run(in_acme, 1, *rows))
    assert set(standings()) == {in_acme.lead.pk, in_acme.second.pk}


def test_the_standings_of_another_organisation_stay(in_acme, zenith):
    RaterStanding.objects.create(
        organization=zenith.organization, member=zenith.lead, severity=1, error=0.1, n=9, run=in_acme.loop.pk
    )
    write_standings(a_run(in_acme, 1))

    with all_organizations():
        assert RaterStanding.objects.filter(organization=zenith.organization).count() == 1
