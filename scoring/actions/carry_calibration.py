"""Carries a large organisation's standing fit on by the loops that came since, in a fraction of a second."""

import hashlib
import time

from django.conf import settings as options
from django.db import transaction

from accounts.ground import audit
from accounts.models import Membership, Organization
from scoring import calibration
from scoring.actions._asking import ask_for_calibration
from scoring.actions._carrying import Carried, carry
from scoring.actions._counted import add_counted
from scoring.actions._requests import Tell, nobody
from scoring.actions._run_measures import add_measures
from scoring.actions._standings import add_standings
from scoring.actions._told_bank import tell_bank_of_increment
from scoring.enums import RequestKind, RunKind, RunState
from scoring.models import CalibrationRun
from scoring.queries.calibration import facts_of, latest_run, next_number
from scoring.queries.carrying import Came, what_came


def carry_calibration(
    *, actor: Membership | None, organization: Organization, tell: Tell = nobody
) -> CalibrationRun | None:
    """The run that holds what came since, or the standing one where nothing did; None: a full run is needed.

    That is so below CALIBRATION_INCREMENT_FROM ratings, after a refused run or one of other settings or code,
    when a loop that was counted has changed, and when a loop joins what no rating linked before. Thresholds
    and variances stay those of the base; how well ratings fit, signals and agreement wait for the next full
    run. Where anything has moved by more than CALIBRATION_TOLERANCE since the base, it asks for one. Each
    loop is put in once: the run's digest is of the run before and the loops. The caller has the
    organisation's turn.
    """
    started = time.monotonic()
    standing = latest_run(organization)
    if standing is None or not _may_carry(standing):
        return None
    tell("Looks for what came", 0.1)
    came = what_came(organization, standing)
    if came is None or not came.loops:
        return standing if came is not None else None
    tell("Puts it in", 0.4)
    carried = carry(standing, came)
    if carried is None:
        return None
    tell("Writes it down", 0.8)
    return _write(actor, standing, came, carried, time.monotonic() - started)


def _may_carry(standing: CalibrationRun) -> bool:
    return (
        standing.state == RunState.FINISHED
        and standing.ratings >= options.CALIBRATION_INCREMENT_FROM
        and standing.code_version == calibration.CODE_VERSION
        and standing.settings == calibration.Settings().as_json()
        and calibration.takes_increments(facts_of(standing).summary)
    )


def _digest(standing: CalibrationRun, came: Came) -> str:
    told = hashlib.sha256(standing.inputs_digest.encode())
    for key, (digest, _) in sorted(came.digests.items()):
        told.update(key.encode() + digest)
    return told.hexdigest()


@transaction.atomic
def _write(
    actor: Membership | None, standing: CalibrationRun, came: Came, carried: Carried, seconds: float
) -> CalibrationRun:
    organization, base = standing.organization, facts_of(standing)
    number, digest = next_number(organization), _digest(standing, came)
    known = CalibrationRun.objects.filter(organization=organization, inputs_digest=digest).first()
    if known is not None:
        return known
    added = sum(ratings for _, ratings in came.digests.values())
    run = CalibrationRun.objects.create(
        organization=organization,
        number=number,
        state=RunState.FINISHED,
        kind=RunKind.INCREMENT,
        base=base,
        inputs_digest=digest,
        watermark=max(filter(None, (standing.watermark, came.inputs.watermark)), default=None),
        code_version=standing.code_version,
        settings=standing.settings,
        ratings=standing.ratings + added,
        summary={
            "moved": carried.moved,
            "loops": came.loops,
            "refused": "",
            "statements": [],
            "variance": base.summary["variance"],
        },
        seconds=seconds,
    )
    add_measures(run, iter(carried.measures))
    tell_bank_of_increment(run)
    add_standings(run)
    add_counted(run, came.digests)
    if carried.moved > options.CALIBRATION_TOLERANCE:
        ask_for_calibration(organization, RequestKind.MOVED)
    audit.record("carry_calibration", organization=organization, actor=actor, on=run, data={"digest": digest})
    return run
