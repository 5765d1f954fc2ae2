"""Closed lists of the accounts app. Imports nothing of ours."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What a member may do in an organisation; one person may hold several."""

    ADMIN = "admin", "Administrator"
    CURATOR = "curator", "Curator"
    COORDINATOR = "coordinator", "Coordinator"
    INTERVIEWER = "interviewer", "Interviewer"
    COMMITTEE = "committee", "Committee member"
