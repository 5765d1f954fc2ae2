"""Opening one's own submitted card for an amendment."""

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict
from accounts.models import AuditEvent
from interviews.enums import SeatState
from interviews.models import Seat
from scoring.actions.begin_amendment import begin_amendment
from scoring.models import Amendment
from tests.cast import World
from tests.scoring.sheets import hand_in


def test_beginning_again_changes_nothing(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    first = begin_amendment(actor=in_acme.lead, session_id=in_acme.session.pk)
    assert begin_amendment(actor=in_acme.lead, session_id=in_acme.session.pk) == first
    assert Amendment.objects.count() == 1
    assert AuditEvent.objects.filter(verb="begin_amendment").count() == 1


def test_a_draft_is_changed_and_not_amended(in_acme: World) -> None:
    with pytest.raises(Conflict, match="not submitted yet"):
        begin_amendment(actor=in_acme.lead, session_id=in_acme.session.pk)


def test_who_does_not_sit_there_has_nothing_to_amend(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    for stranger in (in_acme.admin, in_acme.nobody, in_acme.coordinator):
        with pytest.raises(Http404):
            begin_amendment(actor=stranger, session_id=in_acme.session.pk)


def test_who_recused_themselves_amends_nothing(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    Seat.objects.filter(member=in_acme.lead).update(state=SeatState.RECUSED)
    with pytest.raises(Http404):
        begin_amendment(actor=in_acme.lead, session_id=in_acme.session.pk)
