import pytest

from accounts.enums import Role
from accounts.models import Membership
from questionbank import rules
from questionbank.enums import State
from questionbank.models import Question, QuestionRevision

EVERYBODY = [*Role, None]


def member(role: Role | None) -> Membership:
    return Membership(roles=[str(role)] if role else [])


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize(
    ("rule", "may"),
    [
        (rules.may_read_bank, set(Role)),
        (rules.may_curate, {Role.ADMIN, Role.CURATOR}),
        (rules.may_propose, {Role.ADMIN, Role.CURATOR, Role.INTERVIEWER}),
    ],
)
def test_who_may_what(rule, may: set[Role], role: Role | None) -> None:
    verdict = rule(member(role))

    assert bool(verdict) == (role in may)
    assert bool(verdict.reason) != bool(verdict)


@pytest.mark.parametrize("rule", [rules.may_read_bank, rules.may_curate, rules.may_propose])
def test_the_operator_may_everything(rule) -> None:
    assert rule(None)


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("state", list(State))
def test_who_may_revise(role: Role | None, own: bool, state: State) -> None:
    actor = member(role)
    question = Question(state=state, created_by_id=actor.pk if own else member(None).pk)

    curates = role in (Role.ADMIN, Role.CURATOR)
    own_draft = role == Role.INTERVIEWER and own and state == State.DRAFT
    assert bool(rules.may_revise(actor, question)) == (curates or own_draft)


def test_who_left_may_nothing() -> None:
    from django.utils import timezone

    gone = Membership(roles=list(Role.values), left_at=timezone.now())

    assert not rules.may_read_bank(gone)
    assert not rules.may_curate(gone)
    assert not rules.may_propose(gone)


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_reviews_reviews_what_others_wrote(role: Role | None) -> None:
    actor = member(role)
    theirs, own = QuestionRevision(), QuestionRevision(written_by_id=actor.pk)

    reviews = role in (Role.ADMIN, Role.CURATOR, Role.COMMITTEE)
    assert bool(rules.may_review_at_all(actor)) == bool(rules.may_review(actor, theirs)) == reviews
    assert not rules.may_review(actor, own)


def test_leaked_is_never_offered_by_hand() -> None:
    actor = member(Role.CURATOR)

    assert all(State.LEAKED not in rules.steps_for(actor, Question(state=state)) for state in State)


def test_an_interviewer_is_offered_review_for_an_own_draft_only() -> None:
    actor = member(Role.INTERVIEWER)

    assert rules.steps_for(actor, Question(state=State.DRAFT, created_by_id=actor.pk)) == [State.IN_REVIEW]
    assert rules.steps_for(actor, Question(state=State.LIVE, created_by_id=actor.pk)) == []
