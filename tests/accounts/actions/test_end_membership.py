"""Somebody leaves; what they did stays theirs."""

import pytest
from django.http import Http404

from accounts.actions.end_membership import end_membership
from accounts.ground.verdict import Conflict, Denied
from accounts.models import AuditEvent
from tests.cast import World


def test_the_row_stays_and_the_door_closes(in_acme: World) -> None:
    row = end_membership(actor=in_acme.admin, member_id=in_acme.lead.pk)
    assert row.pk == in_acme.lead.pk
    assert row.left_at is not None
    assert in_acme.session.seats.filter(member=row).exists()
    event = AuditEvent.objects.get(verb="end_membership")
    assert (event.actor, event.subject_id) == (in_acme.admin, str(row.pk))


def test_nobody_leaves_twice(in_acme: World) -> None:
    end_membership(actor=in_acme.admin, member_id=in_acme.lead.pk)
    with pytest.raises(Conflict, match="has left already"):
        end_membership(actor=in_acme.admin, member_id=in_acme.lead.pk)


def test_the_last_administrator_stays(in_acme: World) -> None:
    with pytest.raises(Conflict):
        end_membership(actor=in_acme.admin, member_id=in_acme.admin.pk)
    in_acme.admin.refresh_from_db()
    assert in_acme.admin.left_at is None


def test_only_administrators_see_people_off_and_only_their_own(in_acme: World, zenith: World) -> None:
    with pytest.raises(Denied, match="administrator"):
        end_membership(actor=in_acme.coordinator, member_id=in_acme.lead.pk)
    with pytest.raises(Http404):
        end_membership(actor=in_acme.admin, member_id=zenith.lead.pk)
