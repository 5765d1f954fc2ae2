"""Debriefs over the API: one pass through all of it, and as many queries whatever the size."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scoring.models import CommitteeSeat, Veto
from scoring.queries.debriefs import debrief_of, open_debrief, protocol_of
from tests.cast import sign_in
from tests.scoring.debriefing.people import a_debrief
from tests.scoring.debriefs import move, to_state
from tests.scoring.packets import complete_loop, decider

pytestmark = pytest.mark.django_db
WHY = {"reason": "The board meets in an hour."}


def address(loop, what=""):
    return f"/api/v1/o/acme/packets/{loop.pk}/debrief/{what}"


def post(member, loop, what, body=None):
    return sign_in(member).post(address(loop, what), json.dumps(body or {}), content_type="application/json")


def read(member, loop):
    return sign_in(member).get(address(loop)).json()


def test_a_committee_goes_from_taking_part_to_the_vote(in_acme):
    loop, other = complete_loop(in_acme, [3, 3, 3, 3], [3, 3, 3, 3]), decider(in_acme)
    assert read(in_acme.committee, loop)["state"] == "collecting"
    assert post(in_acme.committee, loop, "committee/").json()["state"] == "reading"  # all cards were in
    assert post(in_acme.coordinator, loop, "committee/", {"member": str(other.pk)}).status_code == 200
    back = {"target": "collecting", "version_seen": 1, **WHY}
    assert post(in_acme.committee, loop, "move/", back).json()["round"] == 2
    late = post(other, loop, "move/", back)
    assert late.status_code == 409
    assert "Kim Committee took it from silent reading to collecting cards" in late.json()["error"]["detail"]
    again = {"target": "reading", "version_seen": 2}
    assert post(in_acme.coordinator, loop, "move/", again).json()["state"] == "reading"
    assert post(other, loop, "reading/").json()["state"] == "reading"
    protocol = read(other, loop)
    assert [(one["name"], one["read"], one["own"]) for one in protocol["committee"]] == [
        ("Dana Decider", True, True),
        ("Kim Committee", False, False),
    ]
    assert protocol["moves"][1]["target"] == "voting"
    assert protocol["moves"][1]["unmet"] == ["Still reading: Kim Committee."]
    assert post(in_acme.committee, loop, "reading/").json()["state"] == "voting"
    steps = read(in_acme.lead, loop)["steps"]
    assert [(one["from_state"], one["to_state"], one["by"], one["reason"]) for one in steps] == [
        ("collecting", "reading", "", ""),
        ("reading", "collecting", "Kim Committee", WHY["reason"]),
        ("collecting", "reading", "Cory Coordinator", ""),
        ("reading", "voting", "", ""),
    ]


def test_a_facilitator_leads_forbids_and_takes_it_back(in_acme, zenith):
    debriefed = a_debrief(in_acme, zenith.committee)
    to_state(debriefed.loop, "reading", debriefed.voters())
    leads, loop = debriefed["facilitator"], debriefed.loop
    assert post(leads, loop, "veto/", WHY).status_code == 200
    assert [one["reason"] for one in read(leads, loop)["vetoes"]] == [WHY["reason"]]
    assert read(debriefed["voter"], loop)["vetoes"] == []
    assert post(leads, loop, "veto/withdraw/", WHY).status_code == 200
    assert Veto.objects.get().withdrawn_reason == WHY["reason"]
    assert post(in_acme.admin, loop, "facilitator/", {"member": None}).json()["facilitator"] is None


def test_who_recuses_themselves_hears_nothing_more(in_acme, zenith):
    debriefed = a_debrief(in_acme, zenith.committee)
    assert post(debriefed["voter"], debriefed.loop, "recusal/", WHY).status_code == 204
    assert sign_in(debriefed["voter"]).get(address(debriefed.loop)).status_code == 403
    assert CommitteeSeat.objects.filter(state="recused").count() == 2


def queries(member, loop):
    opened = open_debrief(member, loop.pk)
    debrief = debrief_of(opened)
    with CaptureQueriesContext(connection) as asked:
        protocol_of(member, opened, debrief)
    return len(asked)


def test_a_protocol_is_six_queries_however_long_it_is(in_acme, zenith):
    debriefed = a_debrief(in_acme, zenith.committee)
    assert queries(in_acme.committee, debriefed.loop) == 6
    for number in range(10):
        member = decider(in_acme, f"Member {number}")
        post(in_acme.coordinator, debriefed.loop, "committee/", {"member": str(member.pk)})
        move(in_acme.committee, debriefed.loop, "collecting", WHY["reason"])
        move(in_acme.committee, debriefed.loop, "reading")
    assert queries(in_acme.committee, debriefed.loop) == 6
