"""Openings, candidates, and who applied where. What is personal stands apart."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from interviews.enums import OpeningState
from interviews.models.blueprints import Blueprint


class Opening(TenantModel):
    """A job to be filled."""

    title = models.CharField(max_length=160)
    blueprint = models.ForeignKey(Blueprint, on_delete=models.PROTECT, related_name="openings")
    team = models.CharField(max_length=120, blank=True)  # that hires; a facilitator comes from outside it
    state = models.CharField(max_length=20, choices=OpeningState.choices, default=OpeningState.OPEN)
    created_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Candidate(TenantModel):
    """A candidate by pseudonym; the person is in CandidatePerson, apart."""

    pseudonym = models.CharField(max_length=60)

    class Meta:
        ordering = ["pseudonym"]
        constraints = [models.UniqueConstraint(fields=["organization", "pseudonym"], name="pseudonym_once")]

    def __str__(self) -> str:
        return self.pseudonym


class CandidatePerson(TenantModel):
    """Personal data, apart so that it can be shown to few and erased without touching what was judged."""

    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, related_name="person")
    name = models.CharField(max_length=160)
    email = models.EmailField(blank=True)
    time_zone = models.CharField(max_length=60, blank=True)  # IANA name; empty: not known
    former_teams = ArrayField(models.CharField(max_length=120), default=list, blank=True)

    def __str__(self) -> str:
        return self.name


class Application(TenantModel):
    """A candidate at an opening."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="applications")
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="applications")
    referrer = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # the colleague who brought the candidate

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["candidate", "opening"], name="one_application_each")]

    def __str__(self) -> str:
        return f"{self.candidate} at {self.opening}"


class Accommodation(TenantModel):
    """What a candidate asks for to take part well. Only coordinators and administrators read it."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="accommodations")
    text = models.TextField()
    seen_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"asked for by {self.candidate_id}"
