"""An interviewer's settings: their own, or by who plans the loops."""

from datetime import date

import pytest
from django.http import Http404

from accounts.ground.verdict import Denied, Invalid
from interviews.actions.set_profile import set_profile
from interviews.models import InterviewerProfile
from tests.interviews.helpers import audited


def test_an_interviewer_sets_their_own_and_sets_it_anew(in_acme):
    lead = in_acme.lead
    set_profile(actor=lead, member_id=lead.pk, time_zone="Asia/Kolkata", most_a_week=4, most_a_day=2)
    set_profile(actor=lead, member_id=lead.pk, time_zone="Europe/Berlin", paused_until=date(2027, 1, 4))
    row = InterviewerProfile.objects.get(member=lead)
    assert (row.time_zone, row.most_a_week, row.most_a_day) == ("Europe/Berlin", None, None)
    assert row.paused_until == date(2027, 1, 4)
    assert row.reminders  # what others set stays
    assert audited("set_profile") == 2


def test_a_coordinator_sets_a_colleagues_and_a_colleague_does_not(in_acme):
    set_profile(actor=in_acme.coordinator, member_id=in_acme.lead.pk, time_zone="Europe/Berlin")
    for actor in (in_acme.second, in_acme.curator):
        with pytest.raises(Denied, match="who plans the loops"):
            set_profile(actor=actor, member_id=in_acme.lead.pk, time_zone="UTC")


@pytest.mark.parametrize(
    "values", [{"time_zone": "Nowhere/Land"}, {"most_a_week": 0}, {"most_a_day": -1}, {"most_a_week": 101}]
)
def test_nonsense_is_refused_by_field(in_acme, values):
    with pytest.raises(Invalid) as refused:
        set_profile(actor=in_acme.lead, member_id=in_acme.lead.pk, **{"time_zone": "UTC"} | values)
    assert refused.value.fields.keys() == values.keys()


def test_somebody_of_another_organisation_is_not_there(in_acme, zenith):
    with pytest.raises(Http404):
        set_profile(actor=in_acme.coordinator, member_id=zenith.lead.pk, time_zone="UTC")
