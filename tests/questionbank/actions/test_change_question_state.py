import uuid
from typing import Any

import pytest
from django.http import Http404

from accounts.enums import Role
from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent, Membership
from questionbank.actions.change_question_state import change_question_state
from questionbank.enums import ReviewVerdict, State
from questionbank.lifecycle import TABLE, Gate, Step, Who
from questionbank.models import Anchor, BankPolicy, LeakReport, Question, RevisionReview
from tests.cast import World, make_member, make_question, make_rubric

BY_HAND = [step for step in TABLE if not step.by_report]
every_step = pytest.mark.parametrize("step", BY_HAND, ids=lambda s: f"{s.before}-{s.after}")


def whole(world: World, state: State, **fields: Any) -> Question:
    """A question that passes every gate, written by the curator and approved by the administrator."""
    values = {"topic": world.topic, "level": world.level, "written_by": world.curator} | fields
    rubric = values.pop("rubric", None) or make_rubric(world.organization, world.criteria)
    question = make_question(world.organization, "Whole?", state=state, rubric=rubric, **values)
    approve(world, question)
    return question


def approve(world: World, question: Question) -> RevisionReview:
    return RevisionReview.objects.create(
        organization=world.organization,
        revision=question.current,
        reviewer=world.admin,
        verdict=ReviewVerdict.APPROVED,
    )


def move(actor: Membership | None, question: Question, state: str, reason: str = "Because.") -> Question:
    return change_question_state(actor=actor, question_id=question.pk, state=state, reason=reason)


@every_step
def test_a_curator_takes_every_step_of_the_table(in_acme: World, step: Step) -> None:
    question = whole(in_acme, step.before)

    move(in_acme.curator, question, step.after)

    assert Question.objects.get(pk=question.pk).state == step.after
    event = AuditEvent.objects.get()
    assert event.verb == "change_question_state"
    assert event.data == {"before": step.before, "after": step.after, "reason": "Because."}


@every_step
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.COMMITTEE, Role.INTERVIEWER])
def test_nobody_else_takes_a_step_but_writers_with_their_own(in_acme: World, step: Step, role: Role) -> None:
    member = make_member(in_acme.organization, "Wanda Writer", role)
    own = whole(in_acme, step.before, written_by=member)

    if step.who is Who.WRITER and role == Role.INTERVIEWER:
        move(member, own, step.after)
    else:
        with pytest.raises(Denied, match="decides where a question stands"):
            move(member, own, step.after)
    with pytest.raises(Denied):
        move(in_acme.second, whole(in_acme, step.before), step.after)


@every_step
def test_a_reason_is_asked_for_where_the_table_says_so(in_acme: World, step: Step) -> None:
    question = whole(in_acme, step.before)

    if step.needs_reason:
        with pytest.raises(Invalid) as refusal:
            move(in_acme.curator, question, step.after, reason="  ")
        assert "reason" in refusal.value.fields
    else:
        assert move(in_acme.curator, question, step.after, reason="").state == step.after


LACKS: dict[Gate, dict[str, Any]] = {
    Gate.TOPIC: {"topic": None},
    Gate.LEVEL: {"level": None},
    Gate.MINUTES: {"minutes": None},
}


@every_step
@pytest.mark.parametrize("gate", LACKS)
def test_a_shut_gate_stops_exactly_the_steps_that_have_it(in_acme: World, step: Step, gate: Gate) -> None:
    question = whole(in_acme, step.before, **LACKS[gate])

    if gate in step.gates:
        with pytest.raises(Conflict, match=f"still needs: {gate.value}"):
            move(in_acme.curator, question, step.after)
        assert Question.objects.get(pk=question.pk).state == step.before
    else:
        assert move(in_acme.curator, question, step.after).state == step.after


INTO_USE = [step for step in BY_HAND if Gate.RUBRIC in step.gates]
FIRST = [step for step in BY_HAND if Gate.SECOND_EYES in step.gates]
AGAIN = [step for step in BY_HAND if Gate.CHANGE_SEEN in step.gates]


@pytest.mark.parametrize("step", INTO_USE, ids=lambda s: f"{s.before}-{s.after}")
def test_a_rubric_without_all_anchors_or_with_proposed_ones_keeps_it_out_of_use(
    in_acme: World, step: Step
) -> None:
    bare = make_question(
        in_acme.organization, "Bare?", state=step.before, topic=in_acme.topic, level=in_acme.level
    )
    approve(in_acme, bare)
    with pytest.raises(Conflict, match="still needs: rubric"):
        move(in_acme.curator, bare, step.after)

    rubric = make_rubric(in_acme.organization, [])
    line = rubric.lines.create(organization=in_acme.organization, criterion=in_acme.criteria[0], position=0)
    for point in (1, 2, 4):
        Anchor.objects.create(organization=in_acme.organization, line=line, point=point, text="Seen.")
    short = whole(in_acme, step.before, rubric=rubric)
    with pytest.raises(Conflict, match="anchors of Depth for 3"):
        move(in_acme.curator, short, step.after)

    Anchor.objects.create(organization=in_acme.organization, line=line, point=3, text="?", is_draft=True)
    with pytest.raises(Conflict, match="proposed anchors of Depth"):
        move(in_acme.curator, short, step.after)


@pytest.mark.parametrize("step", FIRST, ids=lambda s: f"{s.before}-{s.after}")
def test_the_first_use_needs_a_second_pair_of_eyes(in_acme: World, step: Step) -> None:
    question = whole(in_acme, step.before)
    RevisionReview.objects.all().delete()

    with pytest.raises(Conflict, match="the approval of a second person"):
        move(in_acme.curator, question, step.after)

    review = approve(in_acme, question)
    RevisionReview.objects.filter(pk=review.pk).update(verdict=ReviewVerdict.CHANGES)
    with pytest.raises(Conflict, match="the approval of a second person"):
        move(in_acme.curator, question, step.after)
    RevisionReview.objects.filter(pk=review.pk).update(
        verdict=ReviewVerdict.APPROVED, reviewer=in_acme.curator
    )
    with pytest.raises(Conflict, match="the approval of a second person"):  # one's own does not count
        move(in_acme.curator, question, step.after)


@pytest.mark.parametrize("step", AGAIN, ids=lambda s: f"{s.before}-{s.after}")
def test_what_was_in_use_needs_eyes_on_what_changed_only(in_acme: World, step: Step) -> None:
    first, changed = (whole(in_acme, step.before) for _ in range(2))
    RevisionReview.objects.all().delete()
    revision = changed.current
    revision.pk, revision.number = uuid.uuid4(), 2
    revision.save(force_insert=True)
    Question.objects.filter(pk=changed.pk).update(current=revision)

    assert move(in_acme.curator, first, step.after).state == step.after
    with pytest.raises(Conflict, match="approval of the change"):
        move(in_acme.curator, changed, step.after)


def test_an_organisation_may_do_without_second_eyes_and_the_operator_does(in_acme: World) -> None:
    one, other = (whole(in_acme, State.DRAFT) for _ in range(2))
    RevisionReview.objects.all().delete()

    assert move(None, one, State.LIVE).state == State.LIVE
    BankPolicy.objects.create(organization=in_acme.organization, second_eyes=False)
    assert move(in_acme.curator, other, State.LIVE).state == State.LIVE


def test_it_says_since_when_it_is_live(in_acme: World) -> None:
    question = whole(in_acme, State.DRAFT)

    assert move(in_acme.curator, question, State.LIVE).live_since is not None


def test_leaked_is_reported_not_set(in_acme: World) -> None:
    with pytest.raises(Conflict, match="Report the leak"):
        move(in_acme.curator, in_acme.questions[0], State.LEAKED)
    with pytest.raises(Denied):
        move(in_acme.lead, in_acme.questions[0], State.LEAKED)


def test_what_leaked_and_was_retired_is_no_draft_again(in_acme: World) -> None:
    question = whole(in_acme, State.RETIRED)
    LeakReport.objects.create(
        organization=in_acme.organization,
        question=question,
        revision=question.current,
        where="A forum",
        reported_by=in_acme.curator,
    )

    with pytest.raises(Conflict, match="never leaked"):
        move(in_acme.curator, question, State.DRAFT)


def test_a_step_that_does_not_exist_is_refused_with_those_that_do(in_acme: World) -> None:
    question = make_question(in_acme.organization, "Known to all?", state=State.LEAKED)

    with pytest.raises(Conflict, match="leaked can only become: retired"):
        move(in_acme.curator, question, State.LIVE)


def test_an_unknown_state_is_refused(in_acme: World) -> None:
    with pytest.raises(Invalid, match="no such state"):
        move(in_acme.curator, in_acme.questions[0], "gone")


def test_sending_it_twice_changes_it_once(in_acme: World) -> None:
    for _ in range(2):
        move(in_acme.curator, in_acme.questions[0], State.RESTING)

    assert AuditEvent.objects.count() == 1


def test_a_question_of_another_organisation_does_not_exist(in_acme: World, zenith: World) -> None:
    with pytest.raises(Http404):
        move(in_acme.curator, zenith.questions[0], State.RESTING)
