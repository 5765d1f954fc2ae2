"""The pages of calibration beside each other: the one list, in which each page has its line."""

from typing import Any

from django.urls import reverse

from accounts.ground.request import MemberRequest
from scoring import rules
from scoring.enums import Facet

# URL name, label; those after the first two are for who reads the organisation's calibration.
PAGES = [
    ("calibration_mine", "Mine"),
    ("exercise_list", "Exercises"),
    ("calibration_interviewers", "Interviewers"),
    ("calibration_questions", "Questions"),
    ("calibration_rubrics", "Rubrics"),
    ("calibration_ruler", "Ruler"),
    ("calibration_drift", "Drift"),
    ("calibration_runs", "Runs"),
    ("job_outcome_list", "On the job"),
]
FOR_ALL = 2
OF_PEOPLE = ("calibration_interviewers",)
OF_ADMINISTRATORS = ("job_outcome_list",)


def tabs(request: MemberRequest, here: str) -> list[dict[str, Any]]:
    """The pages that the reader may open, with label and address; `here` names the current one."""
    facets = rules.calibration_facets(request.member)
    names = PAGES if facets else PAGES[: FOR_ALL if rules.may_rate_exercises(request.member) else 1]
    slug = request.organization.slug
    return [
        {"label": label, "url": reverse(name, args=[slug]), "current": name == here}
        for name, label in names
        if name not in OF_PEOPLE or Facet.INTERVIEWER in facets
        if name not in OF_ADMINISTRATORS or rules.may_note_job_outcomes(request.member)
    ]
