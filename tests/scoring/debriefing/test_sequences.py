"""Whatever people do, in whatever order: the record of a debrief holds together."""

from contextlib import suppress
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.ground.verdict import Conflict, Denied, Invalid
from scoring.actions.cast_vote import cast_vote
from scoring.actions.confirm_reading import confirm_reading
from scoring.debriefing.table import transition
from scoring.enums import DebriefState as State
from scoring.models import DebriefStep
from scoring.queries.debriefs import debrief_of
from tests.scoring.debriefing.people import a_debrief
from tests.scoring.debriefs import move

pytestmark = pytest.mark.django_db
WHY = "The board meets in an hour."
TARGETS = [State.COLLECTING, State.READING, State.VOTING, State.DISCUSSING]
ACTS = st.tuples(
    st.sampled_from(["facilitator", "voter", "other_voter", "committee", "coordinator", "admin"]),
    st.sampled_from([*TARGETS, "read", "vote"]),
)


@pytest.fixture
def debriefed(in_acme, zenith):
    return a_debrief(in_acme, zenith.committee, cards=1)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=3, max_size=10))
def test_versions_follow_each_other_steps_are_a_chain_and_nothing_is_skipped_unsaid(debriefed, acts):
    mark = transaction.savepoint()
    for part, what in acts:
        with suppress(Conflict, Denied, Invalid):
            act(debriefed, part, what)
    check(debriefed)
    transaction.savepoint_rollback(mark)


def act(debriefed, part, what):
    loop, actor = debriefed.loop, debriefed[part]
    if what == "read":
        confirm_reading(actor=actor, loop_id=loop.pk)
    elif what == "vote":
        cast_vote(actor=actor, loop_id=loop.pk, ballot="yes", reason=WHY)
    else:
        move(actor, loop, what, WHY)


def check(debriefed):
    debrief = debrief_of(debriefed.loop)
    steps = list(DebriefStep.objects.filter(debrief=debrief).order_by("number"))
    assert [step.number for step in steps] == list(range(1, debrief.version + 1))
    assert all(before.target == after.source for before, after in pairwise(steps))
    assert steps[-1].target == debrief.state if steps else debrief.state == State.COLLECTING
    round_ = 1
    for step in steps:
        known = transition(State(step.source), State(step.target))
        assert known is not None
        round_ += known.new_round
        assert step.round == round_
        if step.by is None:
            assert step.unmet == []
        if step.unmet:
            assert step.reason == WHY
    # The card that is owed never came: reading began over it, and says so each time.
    begun = [step for step in steps if step.target == State.READING and step.source == State.COLLECTING]
    assert all("Still owed by" in step.unmet[0] for step in begun)
