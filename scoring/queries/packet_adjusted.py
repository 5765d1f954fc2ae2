"""The adjusted values that a packet shows: of which run, and what it says. Raw values are the primary ones.

Point in time: until the vote is opened the run that counts, from then on the one that counted at that moment,
whatever is calibrated later. A run's measures are frozen, so the packet says the same for ever.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from interviews.models import Loop
from scoring.enums import DebriefState, Facet
from scoring.models import CalibrationRun, Debrief, Measure, Scorecard
from scoring.queries.calibration import latest_run, measures_at
from scoring.snapshot import Packet
from scoring.visibility import counts

BEFORE_VOTE = (DebriefState.COLLECTING, DebriefState.READING)


def run_of_packet(loop: Loop, debrief: Debrief) -> CalibrationRun | None:
    """The run whose values all readers of this packet see; None while there is none, and where there was
    none when the vote was opened. One query at most.
    """
    if debrief.run_id is None and debrief.state in BEFORE_VOTE:
        return latest_run(loop.organization)
    return debrief.run


def adjusted_in_packet(loop: Loop, debrief: Debrief, cards: Sequence[Scorecard]) -> Packet | None:
    """What that run says of the candidate and of those who rated; None without one. Two queries at most."""
    run = run_of_packet(loop, debrief)
    if run is None:
        return None
    counted = [card for card in cards if counts(card)]
    subjects: list[uuid.UUID] = [card.seat.member_id for card in counted]
    if loop.candidate_id:
        subjects.append(loop.candidate_id)
    rows = measures_at(run, Facet.CANDIDATE, Facet.INTERVIEWER, subjects=subjects)
    found = {row.subject: row for row in rows}
    names = {card.seat.member_id: str(card.seat.member) for card in counted}
    return {
        "run": _run(run),
        "candidate": _measure(found.get(loop.candidate_id) if loop.candidate_id else None),
        "interviewers": [
            {"id": str(member), "name": name, "measure": _measure(found.get(member))}
            for member, name in names.items()
        ],
    }


def _run(run: CalibrationRun) -> Packet:
    made = run.created_at.isoformat()
    return {"id": str(run.pk), "number": run.number, "made": made, "inputs": run.inputs_digest}


def _measure(row: Measure | None) -> Packet | None:
    if row is None:
        return None
    figures: dict[str, Any] = {"n": row.n, "candidates": row.candidates, "enough": row.enough}
    figures["note"] = row.note
    for name in ("mean", "severity", "low", "high", "fair"):
        value = getattr(row, name)
        figures[name] = None if value is None else round(value, 3) + 0.0  # no minus before a zero
    return figures
