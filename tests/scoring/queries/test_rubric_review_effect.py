"""What a change of a rubric would do, told before; and what it does to the statistics."""

import pytest

from interviews.enums import LoopState, SessionState
from interviews.models import Loop
from questionbank.models import QuestionRevision
from scoring.queries.ratings import calibration_inputs
from scoring.queries.rubric_review_effect import Effect, effect_of
from scoring.queries.rubric_review_scope import scope_of
from tests.cast import World
from tests.questionbank.proposing import applied, new_anchor, propose, the_rubric
from tests.scoring.packets import another_loop, complete_loop
from tests.scoring.reviewed_rubrics import LEAD, SECOND, rated_loops


def effect(world: World) -> Effect:
    return effect_of(world.organization, the_rubric(world))


def test_questions_ratings_and_interviews_ahead_are_counted(in_acme):
    rated_loops(in_acme, 3)
    found = effect(in_acme)
    assert (found.questions, len(found.named), found.ratings) == (4, 4, 3 * 8)
    assert (found.loops, found.sessions) == (1, 1)  # the world's own; those that were held are over


def test_what_has_begun_is_over_or_cancelled_is_not_ahead(in_acme):
    for state in (SessionState.LIVE, SessionState.COMPLETE, SessionState.CANCELLED):
        in_acme.session.state = state
        in_acme.session.save()
        assert effect(in_acme).sessions == 0
    in_acme.session.state = SessionState.SCHEDULED
    in_acme.session.save()
    Loop.objects.update(state=LoopState.CANCELLED)
    assert effect(in_acme).loops == 0


def test_ratings_of_a_loop_in_which_a_card_is_owed_are_not_told(in_acme):
    loops = rated_loops(in_acme, 2, released=False)
    before = effect(in_acme).ratings
    another_loop(in_acme)
    loops[0].sessions.get().seats.create(
        organization=in_acme.organization, member=in_acme.admin, kind="second"
    )
    assert (before, effect(in_acme).ratings) == (16, 8)


@pytest.mark.parametrize(("meaning", "compared"), [("same", True), ("not_comparable", False)])
def test_a_change_does_to_the_statistics_what_was_said(in_acme, meaning, compared):
    """The calibration knows a question by the revision that its meaning began with: old and new ratings are
    of one question exactly if the change was marked as the same.
    """
    rated_loops(in_acme, 2)
    told = effect(in_acme).ratings
    old = the_rubric(in_acme)
    proposal = applied(in_acme, meaning=meaning)
    for question in in_acme.questions:
        question.refresh_from_db()
    complete_loop(in_acme, LEAD, SECOND, title="After")
    keys = calibration_inputs(in_acme.organization).ratings.facets["question"].keys
    assert len(keys) == (2 if compared else 4)
    assert told == 16
    scope = set(scope_of(proposal.made).revisions)
    before = set(QuestionRevision.objects.filter(rubric=old).values_list("pk", flat=True))
    assert (before <= scope) is compared
    assert scope.isdisjoint(before) is not compared


def test_what_was_before_a_break_of_meaning_is_past_and_ends_no_more(in_acme):
    rated_loops(in_acme, 2)
    proposal = applied(in_acme, meaning="not_comparable")
    assert effect_of(in_acme.organization, proposal.made).ratings == 0
    same = propose(in_acme, rubric_id=proposal.made.pk, anchors=[new_anchor(in_acme, "Said anew.", 2)])
    assert effect_of(in_acme.organization, same.rubric).questions == 4
