"""Hints that the candidate was given."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.give_hint import give_hint
from interviews.enums import LoopState, SeatKind, SessionState
from interviews.models import HintGiven, Seat
from tests.cast import World, make_seat
from tests.interviews.helpers import audited, hinted


def test_a_hint_is_kept_with_who_gave_it_and_when(in_acme: World) -> None:
    first = hinted(in_acme)
    give_hint(actor=in_acme.lead, planned_id=first.pk, number=2)
    row = HintGiven.objects.get()
    assert (row.planned_id, row.number, row.given_by_id) == (first.pk, 2, in_acme.lead.pk)
    assert abs(timezone.now() - row.given_at) < timedelta(seconds=10)
    assert audited("give_hint") == 1


def test_giving_it_twice_keeps_the_first_time_whoever_gives_it(in_acme: World) -> None:
    first = hinted(in_acme)
    give_hint(actor=in_acme.lead, planned_id=first.pk, number=1)
    before = HintGiven.objects.get()
    give_hint(actor=in_acme.lead, planned_id=first.pk, number=1)
    give_hint(actor=in_acme.second, planned_id=first.pk, number=1)
    after = HintGiven.objects.get()
    assert (after.given_by_id, after.given_at) == (in_acme.lead.pk, before.given_at)
    assert audited("give_hint") == 1


def test_it_is_taken_back_by_who_gave_it(in_acme: World) -> None:
    first = hinted(in_acme)
    give_hint(actor=in_acme.lead, planned_id=first.pk, number=1)
    give_hint(actor=in_acme.lead, planned_id=first.pk, number=1, given=False)
    assert not HintGiven.objects.exists()
    assert audited("give_hint") == 2
    give_hint(actor=in_acme.lead, planned_id=first.pk, number=1, given=False)
    assert audited("give_hint") == 2


def test_nobody_takes_back_what_a_colleague_gave(in_acme: World) -> None:
    first = hinted(in_acme)
    give_hint(actor=in_acme.lead, planned_id=first.pk, number=1)
    with pytest.raises(Conflict, match="Lea Lead gave this hint"):
        give_hint(actor=in_acme.second, planned_id=first.pk, number=1, given=False)
    assert HintGiven.objects.count() == 1


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_hint_that_the_question_does_not_have_is_refused(in_acme: World, number: int) -> None:
    first = hinted(in_acme)
    with pytest.raises(Invalid, match="has 2 hints"):
        give_hint(actor=in_acme.lead, planned_id=first.pk, number=number)


def test_its_time_is_kept_within_the_session(in_acme: World) -> None:
    first = hinted(in_acme)
    early, late = timezone.now() - timedelta(days=1), timezone.now() + timedelta(hours=1)
    give_hint(actor=in_acme.lead, planned_id=first.pk, number=1, at=early)
    give_hint(actor=in_acme.lead, planned_id=first.pk, number=2, at=late)
    one, two = HintGiven.objects.order_by("number")
    in_acme.session.refresh_from_db()
    assert one.given_at == in_acme.session.started_at
    assert two.given_at <= timezone.now()


def test_a_shadow_gives_no_hints(in_acme: World) -> None:
    first = hinted(in_acme)
    make_seat(in_acme.session, in_acme.curator, SeatKind.SHADOW)
    with pytest.raises(Denied, match="shadow"):
        give_hint(actor=in_acme.curator, planned_id=first.pk, number=1)


def test_who_does_not_sit_there_gives_none(in_acme: World) -> None:
    first = hinted(in_acme)
    with pytest.raises(Denied):
        give_hint(actor=in_acme.coordinator, planned_id=first.pk, number=1)
    with pytest.raises(Http404):
        give_hint(actor=in_acme.nobody, planned_id=first.pk, number=1)
    assert Seat.objects.count() == 2


def test_no_hint_before_the_session_starts_and_none_after_it_is_closed(in_acme: World) -> None:
    first = hinted(in_acme)
    in_acme.session.__class__.objects.update(state=SessionState.SCHEDULED)
    with pytest.raises(Conflict, match="not started"):
        give_hint(actor=in_acme.lead, planned_id=first.pk, number=1)
    in_acme.session.__class__.objects.update(state=SessionState.AWAITING)
    give_hint(actor=in_acme.lead, planned_id=first.pk, number=1)
    in_acme.loop.__class__.objects.update(state=LoopState.DECIDED)
    with pytest.raises(Conflict, match="closed"):
        give_hint(actor=in_acme.lead, planned_id=first.pk, number=2)
