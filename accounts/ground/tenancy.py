"""Rows that belong to one organisation: the base model, and the scope that every read needs."""

import uuid
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django_scopes import ScopedManager, scope, scopes_disabled

if TYPE_CHECKING:
    from accounts.models import Organization


class TenantModel(models.Model):
    """A row of one organisation. Reading without an open scope raises; ids tell no counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("accounts.Organization", on_delete=models.CASCADE, related_name="+")
    # A default, not auto_now_add: the simulation writes history with its own times.
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ScopedManager(organization="organization")

    class Meta:
        abstract = True


def organization_scope(organization: "Organization") -> AbstractContextManager[Any]:
    """Opens reads for the rows of one organisation and no other."""
    scoped: AbstractContextManager[Any] = scope(organization=organization)
    return scoped


def all_organizations() -> AbstractContextManager[Any]:
    """Reads across organisations: for the operator's commands and the tenancy check only."""
    opened: AbstractContextManager[Any] = scopes_disabled()
    return opened
