"""Proposals on the page: the editor with its difference and effect, approval, declining, withdrawing."""

import re
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Membership
from questionbank.actions.approve_proposal import approve_proposal
from questionbank.models import Anchor, RubricProposal
from tests.cast import World, make_question, make_rubric, sign_in
from tests.questionbank.proposing import NEW, another_judge, new_anchor, propose, the_rubric
from tests.scoring.reviewed_rubrics import rated_loops


def editor(world: World) -> str:
    return reverse("rubric_propose", args=[world.slug, the_rubric(world).pk])


def shown_form(world: World) -> dict[str, str]:
    """The form as it is shown, with every anchor."""
    page = sign_in(world.committee).get(editor(world)).content.decode()
    found = re.findall(r'<textarea name="(anchor-[^"]+)"[^>]*>\s*([^<]*)</textarea>', page)
    name = re.search(r'name="proposal_id" value="([^"]+)"', page)
    assert name
    return dict(found) | {"proposal_id": name[1], "why": "Read in two ways.", "meaning": "not_comparable"}


def changed(world: World, text: str = NEW, **fields: str) -> dict[str, str]:
    return shown_form(world) | {f"anchor-{world.criteria[0].pk}-all-3": text} | fields


def act(world: World, proposal: RubricProposal, deed: str, actor: Membership, **fields: Any):
    path = reverse(f"rubric_proposal_{deed}", args=[world.slug, proposal.pk])
    return sign_in(actor).post(path, fields, follow=True)


def page_of(world: World, proposal: RubricProposal, actor: Membership) -> str:
    path = reverse("rubric_proposal", args=[world.slug, proposal.pk])
    return sign_in(actor).get(path).content.decode()


def test_the_editor_has_every_anchor_as_it_stands(in_acme):
    texts = [text for name, text in shown_form(in_acme).items() if name.startswith("anchor-")]
    assert sorted(texts) == sorted(Anchor.objects.values_list("text", flat=True))


def test_the_effect_is_told_before_anything_is_sent(in_acme):
    rated_loops(in_acme, 3)
    page = sign_in(in_acme.committee).get(editor(in_acme)).content.decode()
    assert "4 get a new revision" in page
    assert "Same meaning: all 24 ratings stay comparable." in page
    assert "<strong>ends comparison of 24 ratings</strong>" in page
    assert "1 in 1 open loop keeps the anchors as they are now" in page


def test_the_difference_is_shown_before_it_is_sent(in_acme):
    sent = changed(in_acme) | {"show": "1"}
    page = sign_in(in_acme.committee).post(editor(in_acme), sent).content.decode()
    assert "Depth, point 3" in page
    assert "<ins>Names the limit" in page
    assert "<del>" in page
    assert "Read in two ways." in page
    early = sign_in(in_acme.committee).post(editor(in_acme), sent | {"why": "", "meaning": ""})
    assert "<ins>Names the limit" in early.content.decode()
    assert "This field is required." not in early.content.decode()
    assert not RubricProposal.objects.exists()
    none = sign_in(in_acme.committee).post(editor(in_acme), shown_form(in_acme) | {"show": "1"})
    assert "Nothing yet: every anchor reads as before." in none.content.decode()


def test_what_is_sent_is_a_proposal_with_its_effect(in_acme):
    rated_loops(in_acme, 3)
    sent = changed(in_acme) | {"send": "1"}
    browser = sign_in(in_acme.committee)
    for _ in range(2):  # a double click makes one
        answer = browser.post(editor(in_acme), sent, follow=True)
    page = answer.content.decode()
    assert "It holds once two others have approved it." in page
    assert "Ends comparison of 24 ratings" in page
    assert RubricProposal.objects.get().anchors.get().text == NEW


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"why": ""}, 400, "Why?</a>: This field is required."),
        ({"meaning": ""}, 400, "Do the points still mean the same?"),
        ({"text": "Depth seen at point 3"}, 400, "Change at least one anchor."),
        ({"text": "x" * 2001}, 400, "at most 2000 characters"),
    ],
)
def test_what_cannot_be_proposed_is_said_and_nothing_is_lost(in_acme, fields, status, said):
    sent = changed(in_acme, **fields) | {"send": "1"}
    answer = sign_in(in_acme.committee).post(editor(in_acme), sent)
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert "Clarity seen at point 2" in answer.content.decode()
    assert not RubricProposal.objects.exists()


def test_drafts_can_be_taken_over_as_they_are(in_acme):
    rubric = make_rubric(in_acme.organization, in_acme.criteria[:1])
    draft = {"level": in_acme.level, "point": 3, "text": "From a template.", "is_draft": True}
    Anchor.objects.create(organization=in_acme.organization, line=rubric.lines.get(), **draft)
    make_question(in_acme.organization, "With drafts?", rubric=rubric)
    path = reverse("rubric_propose", args=["acme", rubric.pk])
    browser = sign_in(in_acme.committee)
    page = browser.get(path).content.decode()
    assert "Stand behind the drafts" in page
    fields = dict(re.findall(r'<textarea name="(anchor-[^"]+)"[^>]*>\s*([^<]*)</textarea>', page))
    fields |= {"proposal_id": re.search(r'name="proposal_id" value="([^"]+)"', page)[1]}
    fields |= {"why": "They hold.", "meaning": "same", "stand": "on", "send": "1"}
    answer = browser.post(path, fields, follow=True).content.decode()
    assert "The words of the draft stay" in answer
    proposal = RubricProposal.objects.get()
    for actor in (in_acme.curator, another_judge(in_acme)):
        approve_proposal(actor=actor, proposal_id=proposal.pk)
    made = RubricProposal.objects.get().made
    assert not Anchor.objects.filter(line__rubric=made, is_draft=True).exists()
    assert Anchor.objects.filter(line__rubric=made, text="From a template.").exists()


def test_two_approvals_put_it_into_force(in_acme):
    proposal = propose(in_acme)
    assert "Approve</button>" not in page_of(in_acme, proposal, in_acme.committee)
    assert "Withdraw</button>" in page_of(in_acme, proposal, in_acme.committee)
    first = act(in_acme, proposal, "approve", in_acme.curator).content.decode()
    assert "Approved. It takes one more." in first
    assert "You approved it" in first
    judge = another_judge(in_acme)
    assert "One more approval puts it into force." in page_of(in_acme, proposal, judge)
    last = act(in_acme, proposal, "approve", judge).content.decode()
    assert "Approved by two: the new anchors are in force." in last
    assert "The rubric as it is since" in last
    assert "What it does" not in last


def test_a_question_that_moved_is_named_before_and_at_the_approval(in_acme):
    proposal = propose(in_acme)
    approve_proposal(actor=in_acme.curator, proposal_id=proposal.pk)
    question = in_acme.questions[1]
    other = make_rubric(in_acme.organization, in_acme.criteria[:1])
    question.current = type(question.current).objects.create(
        organization=in_acme.organization, question=question, number=2, prompt="Moved?", rubric=other
    )
    question.save()
    judge = another_judge(in_acme)
    assert "“Moved?” has another rubric since" in page_of(in_acme, proposal, judge)
    answer = act(in_acme, proposal, "approve", judge)
    assert answer.status_code == 409
    assert (
        "“Moved?” has another rubric since this was proposed. Nothing was changed" in answer.content.decode()
    )


def test_declining_needs_a_reason_and_keeps_what_was_typed(in_acme):
    proposal = propose(in_acme)
    long = "x" * 1001
    answer = act(in_acme, proposal, "decline", in_acme.curator, reason=long)
    assert answer.status_code == 400
    assert long in answer.content.decode()
    done = act(in_acme, proposal, "decline", in_acme.curator, reason="It says less.").content.decode()
    assert "Declined by Cleo Curator" in done
    assert "It says less." in done


def test_its_author_withdraws_it(in_acme):
    proposal = propose(in_acme)
    assert (
        "Withdrawn by Kim Committee" in act(in_acme, proposal, "withdraw", in_acme.committee).content.decode()
    )
    assert act(in_acme, proposal, "approve", in_acme.curator).status_code == 409


@pytest.mark.parametrize("rows", [1, 30])
def test_the_proposal_and_the_editor_ask_as_many_for_one_as_for_thirty(
    in_acme, django_assert_num_queries, rows
):
    for n in range(rows - 1):
        make_question(in_acme.organization, f"Question {n}?", rubric=the_rubric(in_acme))
    anchors = [
        new_anchor(in_acme, f"Says {n}.", 1 + n % 4, level_id=in_acme.level.pk if n > 3 else None)
        for n in range(min(rows, 8))
    ]
    proposal = propose(in_acme, anchors=anchors)
    approve_proposal(actor=in_acme.curator, proposal_id=proposal.pk)
    browser = sign_in(another_judge(in_acme))
    for path, queries in (
        (reverse("rubric_proposal", args=["acme", proposal.pk]), 13),
        (editor(in_acme), 10),
    ):
        with django_assert_num_queries(queries):
            assert browser.get(path).status_code == 200
