"""The nouns of scoring and their constraints; the verbs are in actions/.

Cards and votes are read through visibility.py only.
"""

from scoring.models.calibration import CalibrationRequest, CalibrationRun, CountedLoop, Measure
from scoring.models.cards import (
    Amendment,
    Edit,
    GateOverride,
    PacketOpening,
    Rating,
    Scorecard,
    ScorecardVersion,
)
from scoring.models.debriefs import (
    CommitteeSeat,
    Debrief,
    DebriefLetter,
    DebriefStep,
    Veto,
    Vote,
)
from scoring.models.decisions import AgendaItem, Decision, JobOutcome, Meeting
from scoring.models.exercises import Exercise, ExerciseCard, ExerciseRating

__all__ = [
    "AgendaItem",
    "Amendment",
    "CalibrationRequest",
    "CalibrationRun",
    "CommitteeSeat",
    "CountedLoop",
    "Debrief",
    "DebriefLetter",
    "DebriefStep",
    "Decision",
    "Edit",
    "Exercise",
    "ExerciseCard",
    "ExerciseRating",
    "GateOverride",
    "JobOutcome",
    "Measure",
    "Meeting",
    "PacketOpening",
    "Rating",
    "Scorecard",
    "ScorecardVersion",
    "Veto",
    "Vote",
]
