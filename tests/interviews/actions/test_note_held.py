"""An interview that nobody started here counts as held at its planned time, once that is past."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.ground.verdict import Conflict, Denied
from interviews.actions.note_held import note_held
from interviews.actions.start_session import start_session
from interviews.models import Session
from tests.interviews.helpers import audited

pytestmark = pytest.mark.django_db


def planned_for(world, **ago):
    at = timezone.now() - timedelta(**ago)
    Session.objects.filter(pk=world.session.pk).update(scheduled_at=at)
    return at


@pytest.mark.parametrize("part", ["coordinator", "admin", "lead", "second"])
def test_who_plans_and_who_sits_there_may_say_so(in_acme, part):
    at = planned_for(in_acme, hours=2)
    session = note_held(actor=getattr(in_acme, part), session_id=in_acme.session.pk)
    assert (session.state, session.started_at) == ("awaiting", at)
    assert session.ended_at == at + timedelta(minutes=45)
    assert audited("note_held") == 1


def test_nobody_else_may(in_acme):
    planned_for(in_acme, hours=2)
    with pytest.raises(Denied):
        note_held(actor=in_acme.committee, session_id=in_acme.session.pk)


def test_it_never_ends_in_the_future(in_acme):
    planned_for(in_acme, minutes=10)
    session = note_held(actor=in_acme.coordinator, session_id=in_acme.session.pk)
    assert session.ended_at <= timezone.now()


def test_not_before_its_time_and_not_without_one(in_acme):
    for again in (lambda: None, lambda: planned_for(in_acme, minutes=-10)):
        again()
        with pytest.raises(Conflict, match="not been held"):
            note_held(actor=in_acme.coordinator, session_id=in_acme.session.pk)


def test_one_that_has_begun_stays_as_it_is(in_acme):
    start_session(actor=in_acme.lead, session_id=in_acme.session.pk)
    assert note_held(actor=in_acme.coordinator, session_id=in_acme.session.pk).state == "live"
    assert audited("note_held") == 0
