"""Saying who brought a candidate."""

import pytest
from django.http import Http404

from accounts.ground.verdict import Denied
from interviews.access import visible_candidates
from interviews.actions.set_referrer import set_referrer
from interviews.models import Application, ConflictOfInterest
from tests.cast import World
from tests.interviews.conflict_rows import make_conflict
from tests.interviews.helpers import audited


def test_who_brought_them_finds_them_no_more(in_acme: World) -> None:
    application = Application.objects.get()
    set_referrer(actor=in_acme.coordinator, application_id=application.pk, member_id=in_acme.lead.pk)
    application.refresh_from_db()
    assert application.referrer == in_acme.lead
    assert ConflictOfInterest.objects.get().member == in_acme.lead
    assert not visible_candidates(in_acme.lead).exists()
    assert audited("set_referrer") == 1


def test_a_coordinator_who_brought_them_hands_over(in_acme: World) -> None:
    application = Application.objects.get()
    set_referrer(actor=in_acme.coordinator, application_id=application.pk, member_id=in_acme.coordinator.pk)
    assert not visible_candidates(in_acme.coordinator).exists()
    with pytest.raises(Http404):
        set_referrer(actor=in_acme.coordinator, application_id=application.pk)


def test_what_was_found_stays_until_somebody_lifts_it(in_acme: World) -> None:
    application = Application.objects.get()
    set_referrer(actor=in_acme.coordinator, application_id=application.pk, member_id=in_acme.lead.pk)
    set_referrer(actor=in_acme.coordinator, application_id=application.pk)
    assert Application.objects.get().referrer is None
    assert ConflictOfInterest.objects.get().lifted_at is None


def test_interviewers_and_those_with_a_conflict_say_nothing(in_acme: World, zenith: World) -> None:
    application = Application.objects.get(organization=in_acme.organization)
    with pytest.raises(Denied):
        set_referrer(actor=in_acme.lead, application_id=application.pk)
    make_conflict(in_acme, in_acme.admin)
    with pytest.raises(Http404):
        set_referrer(actor=in_acme.admin, application_id=application.pk)
    with pytest.raises(Http404):
        set_referrer(actor=in_acme.coordinator, application_id=application.pk, member_id=zenith.lead.pk)
