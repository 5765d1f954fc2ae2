"""Amending while a committee decides, twice at once, and while another tab types or withdraws."""

import pytest

from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict
from accounts.models import AuditEvent
from scoring.actions.submit_amendment import submit_amendment
from scoring.actions.withdraw_amendment import withdraw_amendment
from scoring.models import Amendment, Decision, Scorecard, ScorecardVersion
from scoring.queries.packet import read_packet
from tests.cast import World
from tests.races.together import together
from tests.scoring.packets import decide, discussing, first_evidence
from tests.scoring.sheets import begin, edit, hand_in, save

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "I had mixed up two candidates."


@pytest.fixture
def amending(acme: World) -> World:
    """Both cards are in, and the lead has changed their mind in an amendment that is open."""
    hand_in(acme.lead, acme.session)
    hand_in(acme.second, acme.session)
    begin(acme.lead, acme.session, {"recommendation": "no"})
    return acme


def amend(world: World) -> Scorecard:
    return submit_amendment(actor=world.lead, session_id=world.session.pk, reason=WHY)


def test_of_several_submits_of_one_amendment_one_makes_the_version(amending: World) -> None:
    answers = together(amending, *[lambda: amend(amending)] * 4)
    assert [answer.recommendation for answer in answers] == ["no"] * 4
    with organization_scope(amending.organization):
        assert list(ScorecardVersion.objects.filter(number__gt=1).values_list("number", flat=True)) == [2]
        assert AuditEvent.objects.filter(verb="submit_amendment").count() == 1


def test_either_the_decision_was_made_on_the_amended_card_or_the_amendment_came_too_late(
    amending: World,
) -> None:
    with organization_scope(amending.organization):
        discussing(amending.loop, amending.committee)
        reading = read_packet(amending.committee, amending.loop.pk)
        seen = {"digest_seen": reading.digest, "cites": first_evidence(reading.packet)}
    decided, amended = together(
        amending,
        lambda: decide(amending.committee, amending.loop, **seen),
        lambda: amend(amending),
    )
    refused = [answer for answer in (decided, amended) if isinstance(answer, Conflict)]
    assert len(refused) == 1, (decided, amended)
    with organization_scope(amending.organization):
        card = Scorecard.objects.get(seat__member=amending.lead)
        if isinstance(amended, Conflict):
            assert "decided" in amended.reason
            assert card.recommendation == "yes"
            assert Amendment.objects.get().values["recommendation"] == "no"
        else:
            assert "changed while you were reading" in decided.reason
            assert not Decision.objects.exists()
            assert card.recommendation == "no"


def test_what_another_tab_types_at_that_moment_goes_in_or_is_refused_and_never_lost_in_silence(
    amending: World,
) -> None:
    saved, amended = together(
        amending,
        lambda: save(amending.lead, amending.session, edit(1, "notes", "Typed at that moment", 10**6)),
        lambda: amend(amending),
    )
    assert amended.recommendation == "no"
    with organization_scope(amending.organization):
        notes = Scorecard.objects.get(seat__member=amending.lead).notes
    if isinstance(saved, Conflict):
        assert notes == "notes yes 3"
    else:
        assert (saved.saved, notes) == ([1], "Typed at that moment")


def test_withdrawing_and_submitting_at_once_do_one_of_the_two(amending: World) -> None:
    withdrawn, amended = together(
        amending,
        lambda: withdraw_amendment(actor=amending.lead, session_id=amending.session.pk),
        lambda: amend(amending),
    )
    with organization_scope(amending.organization):
        card = Scorecard.objects.get(seat__member=amending.lead)
        versions = ScorecardVersion.objects.filter(scorecard=card).count()
        assert not Amendment.objects.exists()
    assert isinstance(withdrawn, Scorecard)
    if isinstance(amended, Conflict):
        assert (card.recommendation, versions) == ("yes", 1)
    else:
        assert (card.recommendation, versions) == ("no", 2)
