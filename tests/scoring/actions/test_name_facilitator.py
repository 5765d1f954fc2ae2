"""name_facilitator: who may lead, and what a blueprint that wants an outsider says of them."""

import uuid

import pytest
from django.http import Http404

from accounts.enums import Role
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import AuditEvent
from interviews.models import Application, InterviewerProfile, Loop, Opening
from scoring.actions.name_facilitator import name_facilitator
from scoring.queries.debriefs import debrief_of, standing_of
from tests.cast import make_member
from tests.scoring.debriefing.people import a_debrief
from tests.scoring.debriefs import gated
from tests.scoring.packets import complete_loop, decider

pytestmark = pytest.mark.django_db


def test_nobody_leads_who_votes_is_recused_has_a_conflict_or_would_not_read(in_acme, zenith):
    debriefed = a_debrief(in_acme, zenith.committee)
    for part, refusal, words in (
        ("voter", Conflict, "takes part in this committee"),
        ("recused", Conflict, "is recused"),
        ("conflicted", Conflict, "conflict of interest"),
        ("coordinator", Invalid, "neither committee member nor administrator"),
    ):
        with pytest.raises(refusal, match=words):
            name_facilitator(
                actor=in_acme.coordinator, loop_id=debriefed.loop.pk, member_id=debriefed[part].pk
            )
    with pytest.raises(Http404):
        name_facilitator(actor=in_acme.admin, loop_id=debriefed.loop.pk, member_id=zenith.admin.pk)
    with pytest.raises(Http404):
        name_facilitator(actor=in_acme.admin, loop_id=uuid.uuid4(), member_id=None)


def test_naming_the_same_again_and_nobody(in_acme, zenith):
    debriefed = a_debrief(in_acme, zenith.committee)
    leads = debriefed["facilitator"]
    for _ in range(2):
        name_facilitator(actor=in_acme.admin, loop_id=debriefed.loop.pk, member_id=leads.pk)
    assert AuditEvent.objects.filter(verb="name_facilitator").count() == 1
    assert name_facilitator(actor=leads, loop_id=debriefed.loop.pk, member_id=None).facilitator is None


def test_a_blueprint_waits_for_somebody_from_outside_and_goes_on_with_them(in_acme):
    loop = _of_a_blueprint(in_acme)
    inside, outside = decider(in_acme, "Ines Inside"), decider(in_acme, "Otto Outside")
    InterviewerProfile.objects.create(
        organization=in_acme.organization, member=inside, team="  PAYMENTS  platform"
    )
    name_facilitator(actor=in_acme.coordinator, loop_id=loop.pk, member_id=inside.pk)
    assert debrief_of(loop).state == "collecting"
    said = standing_of(loop, debrief_of(loop)).facilitator_inside
    assert said == "Ines Inside works in the team that hires, Payments Platform."
    name_facilitator(actor=in_acme.coordinator, loop_id=loop.pk, member_id=outside.pk)
    assert debrief_of(loop).state == "reading"


def test_why_somebody_is_no_outsider(in_acme):
    loop = _of_a_blueprint(in_acme)
    people = {
        part: make_member(in_acme.organization, part, Role.ADMIN) for part in ("Maker", "Opener", "Referrer")
    }
    Loop.objects.filter(pk=loop.pk).update(created_by=people["Maker"])
    Opening.objects.update(created_by=people["Opener"])
    Application.objects.filter(candidate=loop.candidate).update(referrer=people["Referrer"])
    said = []
    for member in people.values():
        name_facilitator(actor=in_acme.coordinator, loop_id=loop.pk, member_id=member.pk)
        said.append(standing_of(loop, debrief_of(loop)).facilitator_inside)
    assert said == [
        "Maker planned this loop.",
        "Opener opened this position.",
        "Referrer brought the candidate.",
    ]
    in_acme.lead.roles = [Role.INTERVIEWER, Role.ADMIN]
    in_acme.lead.save()
    name_facilitator(actor=in_acme.coordinator, loop_id=loop.pk, member_id=in_acme.lead.pk)
    assert (
        standing_of(loop, debrief_of(loop)).facilitator_inside
        == "Lea Lead sits in an interview of this loop."
    )


def _of_a_blueprint(world):
    world.opening.team = "Payments Platform"
    world.opening.save()
    return gated(world, complete_loop(world, [3, 3, 3, 3], [3, 3, 3, 3]), facilitator=True)
