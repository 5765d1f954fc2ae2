"""raise_veto and withdraw_veto: the facilitator's no, and who hears of it when."""

import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from scoring.actions.name_facilitator import name_facilitator
from scoring.actions.raise_veto import raise_veto
from scoring.actions.withdraw_veto import withdraw_veto
from scoring.models import Veto
from tests.scoring.debriefing.people import a_debrief
from tests.scoring.debriefs import to_state

pytestmark = pytest.mark.django_db
WHY = "Below the bar on depth."


@pytest.fixture
def debriefed(in_acme, zenith):
    made = a_debrief(in_acme, zenith.committee)
    to_state(made.loop, "reading", made.voters())
    return made


def test_it_stands_with_its_reason_until_who_raised_it_takes_it_back(debriefed):
    leads, loop = debriefed["facilitator"], debriefed.loop
    raise_veto(actor=leads, loop_id=loop.pk, reason=WHY)
    with pytest.raises(Denied, match="stands already"):
        raise_veto(actor=leads, loop_id=loop.pk, reason=WHY)
    with pytest.raises(Invalid):
        withdraw_veto(actor=leads, loop_id=loop.pk, reason="Changed.")
    withdraw_veto(actor=leads, loop_id=loop.pk, reason="The second card shows depth.")
    row = Veto.objects.get()
    assert (row.reason, row.withdrawn_reason) == (WHY, "The second card shows depth.")
    assert AuditEvent.objects.filter(verb__in=["raise_veto", "withdraw_veto"]).count() == 2
    raise_veto(actor=leads, loop_id=loop.pk, reason=WHY)
    assert Veto.objects.count() == 2


def test_it_stays_theirs_when_somebody_else_leads_and_others_hear_the_same_either_way(debriefed):
    leads, loop = debriefed["facilitator"], debriefed.loop
    told = []
    for _ in range(2):
        with pytest.raises(Conflict) as refusal:
            withdraw_veto(actor=debriefed["voter"], loop_id=loop.pk, reason=WHY)
        told.append(str(refusal.value))
        if not Veto.objects.exists():
            raise_veto(actor=leads, loop_id=loop.pk, reason=WHY)
    assert told[0] == told[1]
    name_facilitator(actor=debriefed["admin"], loop_id=loop.pk, member_id=debriefed["admin"].pk)
    with pytest.raises(Conflict):
        withdraw_veto(actor=debriefed["admin"], loop_id=loop.pk, reason=WHY)
    assert withdraw_veto(actor=leads, loop_id=loop.pk, reason=WHY).withdrawn_at is not None


def test_an_organisation_that_knows_no_vetoes_has_none(debriefed):
    organization = debriefed.loop.organization
    organization.veto = False
    organization.save()
    with pytest.raises(Denied, match="knows no vetoes"):
        raise_veto(actor=debriefed["facilitator"], loop_id=debriefed.loop.pk, reason=WHY)
