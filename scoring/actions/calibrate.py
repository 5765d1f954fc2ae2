"""Calculates the measures of an organisation from all ratings that may be counted."""

import hashlib
import time
from dataclasses import dataclass
from datetime import date

from django.conf import settings as options
from django.db import transaction

from accounts.ground import audit
from accounts.models import Membership, Organization
from scoring import calibration
from scoring.actions._counted import write_counted
from scoring.actions._requests import Hopeless, Tell, nobody
from scoring.actions._run_measures import write_measures
from scoring.actions._standings import write_standings
from scoring.actions._told_bank import Uses, tell_bank
from scoring.enums import RunState
from scoring.models import CalibrationRun
from scoring.queries.calibration import next_number
from scoring.queries.minutes import minutes_used
from scoring.queries.ratings import Inputs, calibration_inputs, newest_inputs

BYTES_A_RATING = 300  # at the most, from the rows of the database to the last diagnostic; and
BYTES_BEFORE = 200 * 1024 * 1024  # what a worker holds before it has read one


@dataclass(frozen=True)
class Prepared:
    """What one run works on: the coded ratings, and the name that they give to the run."""

    inputs: Inputs
    design: calibration.Design
    digest: str


def calibrate(
    *,
    actor: Membership | None,
    organization: Organization,
    as_of: date | None = None,
    tell: Tell = nobody,
) -> CalibrationRun | None:
    """The run over the ratings as they now are: a new one, or the one that these inputs made before.

    Nothing is written until all is calculated, and then in one transaction: a worker that dies leaves nothing
    behind, and doing it again is harmless. None where there is not one rating. A fit that is refused is kept
    with its reason and the raw figures. `as_of` gives exactly what was knowable at the end of that day; such
    a run is kept, and counts for nothing. Raises Hopeless where the ratings would take more memory than a
    worker is allowed. `tell` is told how far it is; `actor` is nobody when a worker calls.
    """
    started = time.monotonic()
    prepared = _prepare(organization, as_of, tell)
    if prepared is None:
        return None
    known = CalibrationRun.objects.filter(organization=organization, inputs_digest=prepared.digest).first()
    if known is not None:
        return known
    tell("Fits the model", 0.3)
    result = calibration.calibrate(prepared.design, settings=calibration.Settings())
    tell("Looks at questions", 0.7)
    inputs = prepared.inputs
    items = calibration.measure_items(inputs.ratings, inputs.answers, settings=result.settings)
    uses = Uses(items, minutes_used(organization))
    tell("Writes it down", 0.8)
    return _write(actor, organization, prepared, result, uses, time.monotonic() - started, as_of)


def _prepare(organization: Organization, as_of: date | None, tell: Tell) -> Prepared | None:
    tell("Reads the ratings", 0.0)
    _require_room(newest_inputs(organization)[0])
    inputs = calibration_inputs(organization, as_of=as_of)
    if not len(inputs.ratings):
        return None
    tell("Looks whether they are known", 0.2)
    settings = calibration.Settings()
    design = calibration.build_design(inputs.ratings, settings)
    digest = calibration.digest(design, settings)
    if as_of is not None:  # such a run counts for nothing, so one that does never finds it
        digest = hashlib.sha256(f"{digest} as of {as_of}".encode()).hexdigest()
    return Prepared(inputs, design, digest)


def _require_room(ratings: int) -> None:
    wanted = (BYTES_BEFORE + ratings * BYTES_A_RATING) // (1024 * 1024)
    if wanted > options.CALIBRATION_MEMORY_MB:
        raise Hopeless(
            f"{ratings} ratings take about {wanted} MB, and a calibration is allowed "
            f"{options.CALIBRATION_MEMORY_MB} MB: give it more with CALIBRATION_MEMORY_MB."
        )


@transaction.atomic
def _write(
    actor: Membership | None,
    organization: Organization,
    prepared: Prepared,
    result: calibration.Result,
    uses: Uses,
    seconds: float,
    as_of: date | None,
) -> CalibrationRun:
    number = next_number(organization)  # one writer an organisation; the second finds the first one's run
    known = CalibrationRun.objects.filter(organization=organization, inputs_digest=prepared.digest).first()
    if known is not None:
        return known
    whole = calibration.as_json(result)
    run = CalibrationRun.objects.create(
        organization=organization,
        number=number,
        state=RunState.FINISHED if result.fitted else RunState.REFUSED,
        as_of=as_of,
        inputs_digest=prepared.digest,
        watermark=prepared.inputs.watermark,
        code_version=result.code_version,
        settings=result.settings.as_json(),
        ratings=result.n,
        summary={
            key: value for key, value in whole.items() if key not in ("elements", "seconds", "settings")
        },
        seconds=seconds,
    )
    write_measures(run, result)
    if as_of is None:
        tell_bank(run, uses)
        write_standings(run)
        write_counted(run, prepared.inputs.loops)
    audit.record(
        "calibrate", organization=organization, actor=actor, on=run, data={"digest": prepared.digest}
    )
    return run
