import uuid

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from questionbank.models import Anchor, Criterion, RubricProposal
from questionbank.rubric_change import NewAnchor
from tests.cast import World, make_rubric
from tests.questionbank.proposing import NEW, applied, new_anchor, propose, the_rubric


def test_a_proposal_keeps_what_differs_and_changes_nothing_yet(in_acme):
    there = the_rubric(in_acme).lines.earliest("position").anchors.get(point=2)
    proposal = propose(in_acme, anchors=[new_anchor(in_acme), new_anchor(in_acme, there.text, 2)])
    assert [(one.point, one.text) for one in proposal.anchors.all()] == [(3, NEW)]
    assert (proposal.state, proposal.author) == ("open", in_acme.committee)
    assert not Anchor.objects.filter(text=NEW).exists()
    assert AuditEvent.objects.filter(verb="propose_anchors").count() == 1


def test_the_same_form_sent_twice_makes_one(in_acme):
    name = uuid.uuid4()
    assert propose(in_acme, proposal_id=name) == propose(in_acme, proposal_id=name)
    assert RubricProposal.objects.count() == 1
    with pytest.raises(Conflict):  # somebody else's form with the same name
        propose(in_acme, in_acme.curator, proposal_id=name)


def test_a_draft_said_again_is_stood_behind(in_acme):
    rubric = make_rubric(in_acme.organization, in_acme.criteria[:1])
    line = rubric.lines.get()
    Anchor.objects.create(
        organization=in_acme.organization,
        line=line,
        level=in_acme.level,
        point=3,
        text="A draft.",
        is_draft=True,
    )
    in_acme.questions[0].current = _revision_with(in_acme, rubric)
    in_acme.questions[0].save()
    wanted = [new_anchor(in_acme, "A draft.", 3, level_id=in_acme.level.pk)]
    assert propose(in_acme, rubric_id=rubric.pk, anchors=wanted).anchors.get().text == "A draft."


def _revision_with(world: World, rubric):
    before = world.questions[0].current
    return type(before).objects.create(
        organization=world.organization,
        question=world.questions[0],
        number=2,
        prompt=before.prompt,
        rubric=rubric,
    )


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"why": " "}, "why"),
        ({"meaning": "first"}, "meaning"),
        ({"anchors": []}, "anchors"),
    ],
)
def test_a_change_a_reason_and_its_meaning_are_needed(in_acme, fields, problem):
    with pytest.raises(Invalid) as refusal:
        propose(in_acme, **fields)
    assert problem in refusal.value.fields


def test_texts_points_and_criteria_are_looked_at(in_acme):
    foreign = Criterion.objects.create(organization=in_acme.organization, name="Speed")
    for wrong in (
        new_anchor(in_acme, "x" * 2001),
        new_anchor(in_acme, "x", 5),
        NewAnchor(foreign.pk, None, 3, "x"),
    ):
        with pytest.raises(Invalid):
            propose(in_acme, anchors=[wrong])
    for gone in (NewAnchor(uuid.uuid4(), None, 3, "x"), new_anchor(in_acme, "x", level_id=uuid.uuid4())):
        with pytest.raises(Http404):
            propose(in_acme, anchors=[gone])


def test_who_does_not_review_rubrics_proposes_nothing(in_acme):
    for part in ("admin", "lead", "nobody"):
        with pytest.raises(Denied):
            propose(in_acme, getattr(in_acme, part))


def test_a_rubric_that_no_question_uses_any_more_is_past_changing(in_acme):
    applied(in_acme)
    with pytest.raises(Conflict, match="No question uses this rubric any more"):
        propose(in_acme)
