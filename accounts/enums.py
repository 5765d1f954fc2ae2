"""Closed lists of the accounts app. Imports nothing of ours."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What a member may do in an organisation; one person may hold several."""

    ADMIN = "admin", "Administrator"
    CURATOR = "curator", "Curator"
    COORDINATOR = "coordinator", "Coordinator"
    INTERVIEWER = "interviewer", "Interviewer"
    COMMITTEE = "committee", "Committee member"


class NameOpens(TextChoices):
    """From when on a packet shows the candidate's name beside the pseudonym, to who may read it."""

    NEVER = "never", "Never"
    DISCUSSION = "discussion", "When the vote has closed"
    DECISION = "decision", "When it is decided"
    RELEASE = "release", "When the decision is released"
