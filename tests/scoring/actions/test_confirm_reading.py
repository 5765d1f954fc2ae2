"""confirm_reading: said once; the last one opens the vote."""

import pytest

from accounts.models import AuditEvent
from scoring.actions.confirm_reading import confirm_reading
from scoring.models import CommitteeSeat, DebriefStep
from scoring.queries.debriefs import debrief_of
from tests.scoring.debriefs import to_state
from tests.scoring.packets import complete_loop, decider

pytestmark = pytest.mark.django_db


@pytest.fixture
def loop(in_acme):
    return complete_loop(in_acme, [3, 3, 3, 3], [3, 3, 3, 3])


def test_the_last_to_have_read_opens_the_vote(in_acme, loop):
    other = decider(in_acme)
    to_state(loop, "reading", [in_acme.committee, other])
    confirm_reading(actor=in_acme.committee, loop_id=loop.pk)
    assert debrief_of(loop).state == "reading"
    confirm_reading(actor=other, loop_id=loop.pk)
    assert debrief_of(loop).state == "voting"
    last = DebriefStep.objects.last()
    assert (last.source, last.target, last.by, last.unmet) == ("reading", "voting", None, [])


def test_said_again_it_stays_as_it_was(in_acme, loop):
    to_state(loop, "voting")
    first = CommitteeSeat.objects.get().read_at
    assert confirm_reading(actor=in_acme.committee, loop_id=loop.pk).read_at == first
    assert AuditEvent.objects.filter(verb="confirm_reading").count() == 1
