"""Two tabs hand in the same card at the same moment; two interviewers hand in the last cards together."""

import pytest

from accounts.ground.tenancy import organization_scope
from accounts.models import AuditEvent
from interviews.models import Session
from scoring.actions.submit_scorecard import submit_scorecard
from scoring.models import ScorecardVersion
from tests.cast import World
from tests.races.together import together
from tests.scoring.sheets import ask_all, fill

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_several_tabs_one_hands_the_card_in_and_the_others_find_it_so(acme: World) -> None:
    with organization_scope(acme.organization):
        ask_all(acme.session)
        fill(acme.lead, acme.session)
    answers = together(acme, *[lambda: submit_scorecard(actor=acme.lead, session_id=acme.session.pk)] * 4)
    assert [answer.state for answer in answers] == ["submitted"] * 4
    assert len({answer.submitted_at for answer in answers}) == 1
    with organization_scope(acme.organization):
        assert ScorecardVersion.objects.count() == 1
        assert AuditEvent.objects.filter(verb="submit_scorecard").count() == 1


def test_the_last_two_cards_at_once_complete_the_session(acme: World) -> None:
    with organization_scope(acme.organization):
        ask_all(acme.session)
        fill(acme.lead, acme.session)
        fill(acme.second, acme.session)
    answers = together(
        acme,
        lambda: submit_scorecard(actor=acme.lead, session_id=acme.session.pk),
        lambda: submit_scorecard(actor=acme.second, session_id=acme.session.pk),
    )
    assert [answer.state for answer in answers] == ["submitted", "submitted"]
    with organization_scope(acme.organization):
        assert Session.objects.get(pk=acme.session.pk).state == "complete"
