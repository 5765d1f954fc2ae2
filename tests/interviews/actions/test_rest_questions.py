from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.ground.tenancy import all_organizations
from accounts.models import AuditEvent
from interviews.actions.rest_questions import rest_questions
from interviews.models import PlannedQuestion
from interviews.tasks import rest_all, rest_questions_of
from questionbank.actions.wake_question import wake_question
from questionbank.enums import State
from questionbank.models import BankPolicy, Question
from tests.cast import World, make_candidate, make_loop, make_question

TODAY = timezone.now().date()


def asked(world: World, question: Question, times: int) -> None:
    for number in range(times):
        candidate = make_candidate(world.organization, f"Asked {number}")
        loop = make_loop(world, candidate, questions=[question], title="Asked")
        planned = PlannedQuestion.objects.get(session__loop=loop)
        planned.state, planned.asked_at = "asked", timezone.now()
        planned.save()
        planned.exposure.state = "asked"
        planned.exposure.save()


def policy(world: World, **fields: object) -> None:
    BankPolicy.objects.create(organization=world.organization, **{"rest_after": 2} | fields)


def rest(world: World) -> tuple[int, int]:
    return rest_questions(actor=None, organization=world.organization)


def test_what_was_asked_often_enough_comes_to_rest_with_reason_and_day(in_acme: World) -> None:
    tired, fresh = in_acme.questions[2:]
    policy(in_acme, rest_days=60)
    asked(in_acme, tired, 2)
    asked(in_acme, fresh, 1)

    assert rest(in_acme) == (1, 0)

    tired.refresh_from_db()
    assert (tired.state, tired.resting_until) == (State.RESTING, TODAY + timedelta(days=60))
    assert Question.objects.get(pk=fresh.pk).state == State.LIVE
    event = AuditEvent.objects.get(verb="rest_question")
    assert event.actor is None
    assert event.data["reason"].startswith("Asked 2 times since it became live")


def test_doing_it_again_does_nothing(in_acme: World) -> None:
    policy(in_acme)
    asked(in_acme, in_acme.questions[2], 3)

    assert [rest(in_acme) for _ in range(2)] == [(1, 0), (0, 0)]
    assert AuditEvent.objects.filter(verb="rest_questions").count() == 1


def test_without_a_rule_nothing_comes_to_rest(in_acme: World) -> None:
    asked(in_acme, in_acme.questions[2], 9)

    assert rest(in_acme) == (0, 0)


def test_uses_count_since_it_last_became_live(in_acme: World) -> None:
    question = in_acme.questions[2]
    policy(in_acme)
    asked(in_acme, question, 2)
    rest(in_acme)
    wake_question(actor=in_acme.curator, question_id=question.pk)

    assert rest(in_acme) == (0, 0)
    asked(in_acme, question, 2)
    assert rest(in_acme) == (1, 0)


@pytest.mark.parametrize(("days", "woken"), [(-1, 1), (0, 1), (1, 0)])
def test_who_rested_long_enough_wakes(in_acme: World, days: int, woken: int) -> None:
    question = in_acme.questions[2]
    Question.objects.filter(pk=question.pk).update(
        state=State.RESTING, resting_until=TODAY + timedelta(days=days)
    )

    assert rest(in_acme) == (0, woken)

    question.refresh_from_db()
    assert question.state == (State.LIVE if woken else State.RESTING)
    assert rest(in_acme) == (0, 0)


def test_one_that_could_not_be_asked_goes_to_review_instead(in_acme: World) -> None:
    bare = make_question(in_acme.organization, "Bare?", state=State.RESTING)
    Question.objects.filter(pk=bare.pk).update(resting_until=TODAY)

    rest(in_acme)

    assert Question.objects.get(pk=bare.pk).state == State.IN_REVIEW
    assert "topic; level; rubric" in AuditEvent.objects.get(verb="change_question_state").data["reason"]


def test_the_clock_asks_for_every_organisation(
    acme: World, zenith: World, django_capture_on_commit_callbacks, monkeypatch: pytest.MonkeyPatch
) -> None:
    with all_organizations():
        for world in (acme, zenith):
            Question.objects.filter(pk=world.questions[3].pk).update(state=State.RESTING, resting_until=TODAY)
    sent = []
    monkeypatch.setattr(rest_questions_of, "apply_async", lambda kwargs, priority: sent.append(kwargs))

    with django_capture_on_commit_callbacks(execute=True):
        rest_all()
    for kwargs in [*sent, *sent, {"organization_id": "0" * 8 + "-0000-4000-8000-" + "0" * 12}]:
        rest_questions_of(**kwargs)

    with all_organizations():
        woken = Question.objects.filter(pk__in=[acme.questions[3].pk, zenith.questions[3].pk])
        assert set(woken.values_list("state", flat=True)) == {State.LIVE}
        assert AuditEvent.objects.filter(verb="wake_question").count() == 2
