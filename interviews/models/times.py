"""When people can, what candidates offer, and what was sent to whom about it."""

from base64 import urlsafe_b64encode
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from interviews.enums import NoticeKind, Weekday
from interviews.models.loops import Loop, Session
from interviews.models.openings import Candidate


class WeeklyHours(TenantModel):
    """Hours of a weekday in which a member takes interviews, on the clock of their time zone."""

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="weekly_hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        ordering = ["weekday", "starts"]
        constraints = [
            models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="weekly_hours_forward"),
            models.UniqueConstraint(fields=["member", "weekday", "starts"], name="weekly_hours_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}-{self.ends:%H:%M}"


class AvailabilityException(TenantModel):
    """A time in which a member is away, or free beyond their weekly hours."""

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="availability_exceptions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    free = models.BooleanField(default=False)
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="exception_forward")
        ]

    def __str__(self) -> str:
        return f"{'free' if self.free else 'away'} {self.starts_at:%Y-%m-%d %H:%M}"


class OfferedWindow(TenantModel):
    """A time that a candidate offers for the interviews of a loop."""

    loop = models.ForeignKey(Loop, on_delete=models.CASCADE, related_name="windows")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="window_forward"),
            models.UniqueConstraint(fields=["loop", "starts_at"], name="window_once"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}-{self.ends_at:%H:%M}"


class CandidateLink(TenantModel):
    """A secret link to the candidate's page of a loop. Only a hash of the secret is kept."""

    loop = models.ForeignKey(Loop, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)  # last

    # The link is opened by someone who belongs to no organisation.
    unscoped: ClassVar[models.Manager["CandidateLink"]] = models.Manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"until {self.expires_at:%Y-%m-%d}"

    def secret(self) -> str:
        """The secret of the address, made from the row's id and SECRET_KEY: who has the database has it not.

        So letters can carry the link though it is kept nowhere. After a change of SECRET_KEY it no longer
        fits `token_hash`; links sent before go on working.
        """
        digest = salted_hmac("interviews.candidate_link", str(self.pk), algorithm="sha256").digest()
        return urlsafe_b64encode(digest).decode().rstrip("=")

    def is_open(self) -> bool:
        """True while it opens the page."""
        return self.withdrawn_at is None and self.expires_at > timezone.now()


class Notice(TenantModel):
    """One letter about a session to one person: due, then sent, or dropped with the reason why."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="notices")
    member = models.ForeignKey(
        Membership, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    step = models.PositiveSmallIntegerField(default=0)  # which reminder: hours before (after: its number)
    facts = models.JSONField(default=dict)  # what it says (interviews/post), but for names of candidates
    sequence = models.PositiveIntegerField(default=0)  # the session's invite_sequence then
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True)  # why it was dropped or could not be sent

    class Meta:
        ordering = ["due_at"]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="notices_waiting",
                condition=Q(sent_at__isnull=True, dropped_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=True) ^ Q(candidate__isnull=True), name="notice_to_one_person"
            ),
            models.UniqueConstraint(
                fields=["session", "member", "candidate", "kind", "step", "sequence"],
                name="notice_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sequence}"
