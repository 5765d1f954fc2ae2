"""People, organisations, memberships, invitations, and the audit trail."""

import hashlib
import uuid
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.enums import NameOpens, Role
from accounts.ground.tenancy import TenantModel

INVITATION_DAYS = 14


class UserManager(BaseUserManager["User"]):
    """Finds people by email, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this email."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in by email. What they may do follows from memberships alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    # Where a signed-in person belongs, by slug: set with each request's session (backend.py), else absent.
    places: dict[str, "Membership"]

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self) -> str:
        return self.name or self.email


class Organization(models.Model):
    """A company or a part of one. Everything else belongs to exactly one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    # Adjusted scores inform, never decide, and are off by default (design decision 7).
    show_adjusted = models.BooleanField(default=False)
    name_opens = models.CharField(max_length=20, choices=NameOpens.choices, default=NameOpens.RELEASE)
    veto = models.BooleanField(default=False)  # whether a debrief's facilitator may forbid a hire
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Membership(TenantModel):
    """A person's place in an organisation, with roles. Leaving keeps the row: what they did stays theirs."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices), default=list)
    left_at = models.DateTimeField(null=True, blank=True)

    # Who belongs where must be asked before any scope can be open.
    unscoped: ClassVar[models.Manager["Membership"]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "user"], name="one_membership_each")]

    def __str__(self) -> str:
        return str(self.user)

    def has(self, *roles: Role) -> bool:
        """True if the member holds any of these roles and has not left."""
        return self.left_at is None and any(role in self.roles for role in roles)

    def role_names(self) -> list[str]:
        """The roles in words, in the order of the enum."""
        return [str(role.label) for role in Role if role in self.roles]


class Invitation(TenantModel):
    """A secret link that makes its holder a member. Only a hash of the secret is kept."""

    email = models.EmailField()
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices), default=list)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    # The link is opened by someone who belongs to no organisation yet.
    unscoped: ClassVar[models.Manager["Invitation"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.email} to {self.organization_id}"

    @staticmethod
    def hash_token(token: str) -> str:
        """What is stored of a secret."""
        return hashlib.sha256(token.encode()).hexdigest()

    @staticmethod
    def default_expiry() -> datetime:
        """Two weeks from now."""
        return timezone.now() + timedelta(days=INVITATION_DAYS)

    def is_open(self) -> bool:
        """True while it can still be accepted."""
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()


class AuditEvent(TenantModel):
    """One thing done by someone. The database refuses change and deletion; hashes make a chain."""

    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-sequence"]
        constraints = [models.UniqueConstraint(fields=["organization", "sequence"], name="one_audit_chain")]
        indexes = [models.Index(fields=["organization", "subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"

    def content(self) -> dict[str, Any]:
        """What the hash covers."""
        return {
            "organization": str(self.organization_id),
            "sequence": self.sequence,
            "at": self.at.isoformat(),
            "actor": str(self.actor_id) if self.actor_id else None,
            "verb": self.verb,
            "subject": f"{self.subject_type}:{self.subject_id}",
            "data": self.data,
        }
