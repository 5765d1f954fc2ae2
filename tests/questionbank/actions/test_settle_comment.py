import pytest

from accounts.ground.verdict import Denied
from accounts.models import AuditEvent
from questionbank.actions.comment_on_anchor import comment_on_anchor
from questionbank.actions.settle_comment import settle_comment
from questionbank.models import AnchorComment
from tests.cast import World
from tests.questionbank.proposing import another_judge, the_rubric


@pytest.fixture
def comment(in_acme: World) -> AnchorComment:
    line = the_rubric(in_acme).lines.earliest("position")
    return comment_on_anchor(actor=in_acme.committee, line_id=line.pk, text="Two things in one.")


@pytest.mark.parametrize("part", ["committee", "curator"])
def test_its_author_or_a_curator_settles_it_once(in_acme, comment, part):
    actor = getattr(in_acme, part)
    first = settle_comment(actor=actor, comment_id=comment.pk)
    again = settle_comment(actor=in_acme.curator, comment_id=comment.pk)
    assert first.settled_by == actor
    assert again.settled_at == first.settled_at
    assert AuditEvent.objects.filter(verb="settle_comment").count() == 1


def test_nobody_else_does(in_acme, comment):
    for actor in (another_judge(in_acme), in_acme.admin, in_acme.lead):
        with pytest.raises(Denied):
            settle_comment(actor=actor, comment_id=comment.pk)
