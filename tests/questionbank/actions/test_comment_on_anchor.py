import pytest
from django.http import Http404

from accounts.ground.verdict import Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.comment_on_anchor import comment_on_anchor
from questionbank.models import AnchorComment, RubricCriterion
from tests.cast import World
from tests.questionbank.proposing import the_rubric


@pytest.fixture
def line(in_acme: World) -> RubricCriterion:
    return the_rubric(in_acme).lines.earliest("position")


def test_a_remark_may_be_on_a_criterion_or_on_one_anchor(in_acme, line):
    on_it = comment_on_anchor(actor=in_acme.committee, line_id=line.pk, text="Two things in one. ")
    anchor = line.anchors.get(point=3)
    on_one = comment_on_anchor(
        actor=in_acme.curator, line_id=line.pk, anchor_id=anchor.pk, text="What is “deep”?"
    )
    assert (on_it.text, on_it.anchor, on_it.settled_at) == ("Two things in one.", None, None)
    assert on_one.anchor == anchor
    assert AuditEvent.objects.filter(verb="comment_on_anchor").count() == 2


def test_the_same_sent_twice_is_one_comment(in_acme, line):
    for _ in range(2):
        comment_on_anchor(actor=in_acme.committee, line_id=line.pk, text="Two things in one.")
    assert AnchorComment.objects.count() == 1


def test_who_does_not_review_rubrics_does_not_comment(in_acme, line):
    for part in ("admin", "lead", "coordinator"):
        with pytest.raises(Denied):
            comment_on_anchor(actor=getattr(in_acme, part), line_id=line.pk, text="Hm.")


def test_words_are_needed_and_the_anchor_is_the_criterions(in_acme, line):
    for text in (" ", "x" * 2001):
        with pytest.raises(Invalid):
            comment_on_anchor(actor=in_acme.committee, line_id=line.pk, text=text)
    other = the_rubric(in_acme).lines.latest("position").anchors.get(point=1)
    with pytest.raises(Http404):
        comment_on_anchor(actor=in_acme.committee, line_id=line.pk, anchor_id=other.pk, text="Hm.")


def test_another_house_s_rubric_is_not_there(in_acme, line, zenith):
    with pytest.raises(Http404):
        comment_on_anchor(actor=zenith.committee, line_id=line.pk, text="Hm.")
