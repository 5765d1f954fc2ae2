"""Where debriefs stand: what counts, what is missing by name, and as many queries whatever the size."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from interviews.enums import SeatKind
from interviews.models import Stage, StageTopic
from questionbank.models import Topic
from scoring.models import GateOverride, Rating, Scorecard
from scoring.queries.debrief_waiting import loops_that_go_on
from scoring.queries.debriefs import debrief_of, standing_of, states_of
from tests.cast import make_seat
from tests.scoring.debriefs import gated, to_state
from tests.scoring.packets import another_loop, complete_loop, hand_in_at_once

pytestmark = pytest.mark.django_db


def standing(loop):
    return standing_of(loop, debrief_of(loop))


def test_only_cards_that_count_are_counted_and_trainees_owe_nothing(in_acme):
    loop = another_loop(in_acme)
    hand_in_at_once(loop, in_acme.lead, [3, 3, 3, 3])
    hand_in_at_once(loop, in_acme.curator, [3, 3, 3, 3], kind=SeatKind.SHADOW)
    make_seat(loop.sessions.get(), in_acme.coordinator, SeatKind.SHADOW)
    assert (standing(loop).cards_in, standing(loop).owed) == (1, ())
    make_seat(loop.sessions.get(), in_acme.second, SeatKind.SECOND)
    assert standing(loop).owed == ("Sam Second (Another loop)",)
    GateOverride.objects.create(
        organization=in_acme.organization, loop=loop, member=in_acme.lead, reason="Had to see it."
    )
    Scorecard.objects.filter(seat__member=in_acme.lead, seat__session__loop=loop).update(
        submitted_at=timezone.now()
    )
    assert standing(loop).cards_in == 0  # written after reading the others'


def test_topics_of_the_blueprint_are_missing_by_name_until_they_or_a_part_of_them_are_rated(in_acme):
    loop = gated(in_acme, complete_loop(in_acme, [3, 3, None, None], [None] * 4), all_topics=True)
    stage = Stage.objects.create(
        organization=in_acme.organization,
        revision=loop.blueprint_revision,
        position=0,
        name="Systems",
        level=in_acme.level,
        minutes=45,
    )
    above = Topic.objects.create(organization=in_acme.organization, name="Distributed systems")
    other = Topic.objects.create(organization=in_acme.organization, name="Storage")
    for topic in (above, other):
        StageTopic.objects.create(organization=in_acme.organization, stage=stage, topic=topic)
    assert standing(loop).topics_missing == ("Distributed systems", "Storage")
    Topic.objects.filter(pk=in_acme.topic.pk).update(parent=above)
    assert standing(loop).topics_missing == ("Storage",)
    assert loops_that_go_on(in_acme.organization) == []
    Rating.objects.filter(state="rated").update(state="not_assessed", value=None, reason="no time")
    assert standing(loop).topics_missing == ("Distributed systems", "Storage")


def test_a_blueprint_may_be_content_with_fewer_cards_or_want_more_votes(in_acme):
    loop = gated(in_acme, complete_loop(in_acme, [3] * 4, [3] * 4), least_cards=3, least_votes=2)
    found = standing(loop)
    assert (found.least_cards, found.least_votes, found.cards_in) == (3, 2, 2)
    assert loops_that_go_on(in_acme.organization) == []


def test_one_or_many_as_many_queries(in_acme):
    loops = [complete_loop(in_acme, [3] * 4, [3] * 4, title="Loop 0")]
    to_state(loops[0], "voting")
    with CaptureQueriesContext(connection) as one:
        assert states_of(loops)[loops[0].pk] == standing(loops[0])
    loops += [complete_loop(in_acme, [3] * 4, [3] * 4, title=f"Loop {n}") for n in range(1, 8)]
    with CaptureQueriesContext(connection) as many:
        found = states_of(loops)
    assert len(many) == 3
    assert len(one) == 3 + 4  # and those of one by itself
    assert [found[loop.pk].state for loop in loops[:2]] == ["voting", "collecting"]
