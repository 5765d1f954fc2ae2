import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent, Membership
from questionbank.actions.change_question_state import change_question_state
from questionbank.actions.review_revision import review_revision
from questionbank.actions.revise_question import revise_question
from questionbank.content import Content
from questionbank.enums import State
from questionbank.models import Question, RevisionReview
from questionbank.queries.life import waiting_reviews
from questionbank.queries.rubrics import content_of
from tests.cast import World, make_question, make_rubric


@pytest.fixture
def sent(in_acme: World) -> Question:
    """Written by the lead, complete, sent to review."""
    return make_question(
        in_acme.organization,
        "What is backpressure?",
        state=State.IN_REVIEW,
        topic=in_acme.topic,
        level=in_acme.level,
        rubric=make_rubric(in_acme.organization, in_acme.criteria),
        written_by=in_acme.lead,
    )


def review(
    actor: Membership, question: Question, verdict: str = "approved", **more: object
) -> RevisionReview:
    values = {"number": 1, "comment": ""} | more
    return review_revision(actor=actor, question_id=question.pk, verdict=verdict, **values)


def revised(world: World, question: Question, **changes: object) -> None:
    """The curator changes it, meaning the same."""
    current = Question.objects.get(pk=question.pk).current
    values = content_of(current, question.kind)
    content = Content(**{**values.__dict__, "prompt": "What is back-pressure?"} | changes)
    revise_question(
        actor=world.curator, question_id=question.pk, base=current.number, content=content, meaning="same"
    )


def test_what_a_second_person_approved_can_go_live(in_acme: World, sent: Question) -> None:
    review(in_acme.admin, sent, comment="Clear.")

    assert AuditEvent.objects.get().data == {"revision": 1, "verdict": "approved"}
    assert Question.objects.get(pk=sent.pk).state == State.IN_REVIEW
    live = change_question_state(actor=in_acme.curator, question_id=sent.pk, state=State.LIVE)
    assert live.state == State.LIVE


def test_committee_members_review_too_and_others_do_not(in_acme: World, sent: Question) -> None:
    review(in_acme.committee, sent)

    for part in ("coordinator", "second", "nobody"):
        with pytest.raises(Denied):
            review(getattr(in_acme, part), sent)


def test_nobody_approves_what_they_wrote(in_acme: World) -> None:
    own = make_question(in_acme.organization, "Mine?", state=State.IN_REVIEW, written_by=in_acme.curator)

    with pytest.raises(Denied, match="You wrote this revision"):
        review(in_acme.curator, own)


def test_changes_wished_send_it_back_to_who_wrote_it(in_acme: World, sent: Question) -> None:
    review(in_acme.curator, sent, "changes", comment="Say which queue.")

    assert Question.objects.get(pk=sent.pk).state == State.DRAFT
    assert AuditEvent.objects.get().data["after"] == "draft"


def test_a_wish_needs_words(in_acme: World, sent: Question) -> None:
    with pytest.raises(Invalid) as refusal:
        review(in_acme.curator, sent, "changes", comment="  ")
    assert "comment" in refusal.value.fields
    with pytest.raises(Invalid, match="no such verdict"):
        review(in_acme.curator, sent, "perhaps")


def test_the_same_person_counts_once_and_may_change_their_mind(in_acme: World, sent: Question) -> None:
    for _ in range(2):
        review(in_acme.curator, sent)
    assert AuditEvent.objects.count() == 1

    review(in_acme.curator, sent, "changes", comment="On second thoughts: which queue?")

    assert RevisionReview.objects.get().verdict == "changes"


def test_two_people_are_both_kept(in_acme: World, sent: Question) -> None:
    review(in_acme.curator, sent)
    review(in_acme.admin, sent)

    assert RevisionReview.objects.count() == 2


def test_a_revision_that_is_no_longer_current_is_not_approved(in_acme: World, sent: Question) -> None:
    revised(in_acme, sent)

    with pytest.raises(Conflict, match="Revision 1 is no longer the current one"):
        review(in_acme.admin, sent)
    with pytest.raises(Http404):
        review(in_acme.admin, sent, number=3)
    review(in_acme.admin, sent, number=2)


@pytest.mark.parametrize("state", [State.DRAFT, State.RESTING, State.RETIRED, State.LEAKED])
def test_what_waits_for_no_review_takes_none(in_acme: World, state: State) -> None:
    question = make_question(in_acme.organization, "Asleep?", state=state, written_by=in_acme.lead)

    with pytest.raises(Conflict, match="waits for no review"):
        review(in_acme.curator, question)


def test_a_change_of_a_live_question_waits_without_taking_it_out_of_use(in_acme: World) -> None:
    live = in_acme.questions[0]
    assert not waiting_reviews(in_acme.admin)

    revised(in_acme, live)

    assert Question.objects.get(pk=live.pk).state == State.LIVE
    assert list(waiting_reviews(in_acme.admin)) == [live]
    assert not waiting_reviews(in_acme.curator)  # who wrote it
    review(in_acme.admin, live, "changes", number=2, comment="The hyphen is odd.")
    assert Question.objects.get(pk=live.pk).state == State.LIVE
    review(in_acme.committee, live, number=2)
    assert not waiting_reviews(in_acme.admin)


def test_the_queue_holds_what_others_sent_and_i_did_not_review(in_acme: World, sent: Question) -> None:
    assert [list(waiting_reviews(m)) for m in (in_acme.curator, in_acme.committee)] == [[sent], [sent]]
    assert not waiting_reviews(in_acme.lead)

    review(in_acme.curator, sent)

    assert not waiting_reviews(in_acme.curator)
    assert list(waiting_reviews(in_acme.admin)) == [sent]


def test_a_question_of_another_organisation_does_not_exist(in_acme: World, zenith: World) -> None:
    with pytest.raises(Http404):
        review(in_acme.curator, zenith.questions[0])
