"""The note to the next interviewer: who reads it, from when, and that it carries nothing else of the card."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.ground.tenancy import organization_scope
from interviews.enums import SeatKind, SeatState, SessionState
from interviews.models import ConflictOfInterest, Seat, Session
from scoring.models import Scorecard
from scoring.visibility import Handover, handovers_for
from tests.cast import World, make_member, make_seat, sign_in
from tests.scoring.sheets import hand_in

NOTE = "Please cover testing: we did not get there."


def earlier(world: World, *, ended: bool = True, handover: str = NOTE, **fields: Any) -> Seat:
    """Another interview of the loop, held two hours ago by the second, with a note on its card."""
    began = timezone.now() - timedelta(hours=2)
    values = {"state": SessionState.AWAITING, "started_at": began} | fields
    session = Session.objects.create(
        organization=world.organization,
        loop=world.loop,
        position=5,
        title="Coding",
        minutes=45,
        ended_at=began + timedelta(hours=1) if ended else None,
        **values,
    )
    seat = make_seat(session, world.second)
    Scorecard.objects.create(organization=world.organization, seat=seat, handover=handover)
    return seat


def test_the_later_interviews_lead_and_second_read_it(in_acme: World) -> None:
    earlier(in_acme)
    expected = [Handover("Coding", "Sam Second", NOTE)]
    assert handovers_for(in_acme.lead, in_acme.session) == expected
    assert handovers_for(in_acme.second, in_acme.session) == expected


def test_it_is_there_from_the_end_or_from_when_the_card_is_in(in_acme: World) -> None:
    seat = earlier(in_acme, ended=False)
    assert handovers_for(in_acme.lead, in_acme.session) == []
    Scorecard.objects.filter(seat=seat).update(state="submitted", submitted_at=timezone.now())
    assert len(handovers_for(in_acme.lead, in_acme.session)) == 1


def test_an_earlier_interview_reads_nothing_of_a_later_one(in_acme: World) -> None:
    earlier(in_acme)
    in_acme.session.started_at = timezone.now() - timedelta(days=1)
    assert handovers_for(in_acme.lead, in_acme.session) == []


def test_ones_own_interview_says_nothing_to_itself(in_acme: World) -> None:
    in_acme.second_card.handover = NOTE
    in_acme.second_card.save()
    in_acme.session.ended_at = timezone.now()
    in_acme.session.save()
    assert handovers_for(in_acme.lead, in_acme.session) == []


def test_an_empty_note_is_none(in_acme: World) -> None:
    earlier(in_acme, handover="")
    assert handovers_for(in_acme.lead, in_acme.session) == []


@pytest.mark.parametrize("state", [SeatState.RECUSED, SeatState.EXCUSED, SeatState.DECLINED])
def test_who_no_longer_sits_there_hands_nothing_on(in_acme: World, state: SeatState) -> None:
    Seat.objects.filter(pk=earlier(in_acme).pk).update(state=state)
    assert handovers_for(in_acme.lead, in_acme.session) == []


def test_those_in_training_hand_nothing_on_and_shadows_read_nothing(in_acme: World) -> None:
    seat = earlier(in_acme)
    shadow = make_member(in_acme.organization, "Shay Shadow")
    make_seat(in_acme.session, shadow, SeatKind.SHADOW)
    assert handovers_for(shadow, in_acme.session) == []
    Seat.objects.filter(pk=seat.pk).update(kind=SeatKind.REVERSE_SHADOW)
    assert handovers_for(in_acme.lead, in_acme.session) == []


@pytest.mark.parametrize("part", ["admin", "coordinator", "committee", "curator"])
def test_who_is_not_seated_reads_none_whatever_their_role(in_acme: World, part: str) -> None:
    earlier(in_acme)
    assert handovers_for(in_acme.people()[part], in_acme.session) == []


def test_a_conflict_of_interest_shuts_it(in_acme: World) -> None:
    earlier(in_acme)
    ConflictOfInterest.objects.create(
        organization=in_acme.organization,
        member=in_acme.lead,
        candidate=in_acme.candidate,
        kind="declared",
        reason="Friends.",
    )
    assert handovers_for(in_acme.lead, in_acme.session) == []


def test_the_sheet_shows_the_note_and_no_trace_of_the_judgement(acme: World) -> None:
    with organization_scope(acme.organization):
        seat = earlier(acme)
    address = reverse("live", args=[acme.slug, acme.session.pk])
    before = sign_in(acme.lead).get(address).content.decode()
    hand_in(acme.second, seat.session, value="1", words="strong_no")
    after = sign_in(acme.lead).get(address).content.decode()
    assert NOTE in before and NOTE in after
    assert "strong_no 1" not in after
    assert len(before) == len(after)  # but for tokens and ids of the page, the same bytes
