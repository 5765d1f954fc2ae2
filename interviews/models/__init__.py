"""The nouns of interviews and their constraints; the verbs are in actions/."""

from interviews.models.blueprints import Blueprint, BlueprintRevision, CriterionBar, Stage, StageTopic
from interviews.models.loops import (
    Ban,
    Exposure,
    HintGiven,
    Kit,
    KitPart,
    KitQuestion,
    Loop,
    LoopChange,
    PlannedQuestion,
    Seat,
    Session,
)
from interviews.models.openings import Accommodation, Application, Candidate, CandidatePerson, Opening
from interviews.models.panels import (
    ConflictOfInterest,
    InterviewerProfile,
    Module,
    Qualification,
    RaterStanding,
)
from interviews.models.times import AvailabilityException, CandidateLink, Notice, OfferedWindow, WeeklyHours

__all__ = [
    "Accommodation",
    "Application",
    "AvailabilityException",
    "Ban",
    "Blueprint",
    "BlueprintRevision",
    "Candidate",
    "CandidateLink",
    "CandidatePerson",
    "ConflictOfInterest",
    "CriterionBar",
    "Exposure",
    "HintGiven",
    "InterviewerProfile",
    "Kit",
    "KitPart",
    "KitQuestion",
    "Loop",
    "LoopChange",
    "Module",
    "Notice",
    "OfferedWindow",
    "Opening",
    "PlannedQuestion",
    "Qualification",
    "RaterStanding",
    "Seat",
    "Session",
    "Stage",
    "StageTopic",
    "WeeklyHours",
]
