"""Going from item to item: one at a time, and back."""

from datetime import timedelta

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied
from scoring.actions.end_meeting import end_meeting
from scoring.actions.start_item import start_item
from scoring.models import AgendaItem
from scoring.queries.meetings import agenda_of
from tests.scoring.meetings import a_meeting, items, trail
from tests.scoring.packets import decider


def start(actor, meeting, item):
    return start_item(actor=actor, meeting_id=meeting.pk, item_id=item.pk)


def test_the_meeting_begins_with_the_first_and_two_never_run_at_once(in_acme):
    meeting = a_meeting(in_acme)
    far, near = items(meeting)
    first = start(in_acme.committee, meeting, far).started_at
    assert start(in_acme.committee, meeting, far).started_at == first
    start(in_acme.committee, meeting, near)
    meeting.refresh_from_db()
    assert meeting.started_at == first
    assert AgendaItem.objects.filter(started_at__isnull=False, ended_at=None).get() == near
    assert len(trail("start_item")) == 2


def test_the_clock_of_an_item_that_people_come_back_to_goes_on_from_where_it_stood(in_acme):
    meeting = a_meeting(in_acme)
    far, near = items(meeting)
    start(in_acme.committee, meeting, far)
    AgendaItem.objects.filter(pk=far.pk).update(started_at=far.created_at - timedelta(minutes=7))
    start(in_acme.committee, meeting, near)
    start(in_acme.committee, meeting, far)
    line = agenda_of(in_acme.committee, meeting).lines[0]
    assert (line.progress, line.used) == ("running", 7)
    assert timedelta(minutes=7) <= line.now - line.clock_from < timedelta(minutes=8)


def test_what_is_not_there_is_over_or_led_by_others_is_not_started(in_acme):
    meeting = a_meeting(in_acme, dana := decider(in_acme))
    first = items(meeting)[0]
    with pytest.raises(Denied):
        start(dana, meeting, first)
    with pytest.raises(Http404):
        start(in_acme.lead, meeting, first)
    with pytest.raises(Http404):
        start_item(actor=in_acme.committee, meeting_id=meeting.pk, item_id=in_acme.loop.pk)
    start(in_acme.committee, meeting, first)
    end_meeting(actor=in_acme.committee, meeting_id=meeting.pk)
    with pytest.raises(Conflict):
        start(in_acme.committee, meeting, first)
