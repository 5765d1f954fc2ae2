"""Brings questions to rest that were asked often enough, and wakes those whose rest is over."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.models import Membership, Organization
from interviews.queries.uses import overused
from questionbank import lifecycle
from questionbank.actions.change_question_state import change_question_state
from questionbank.actions.rest_question import rest_question
from questionbank.actions.wake_question import wake_question
from questionbank.enums import State
from questionbank.models import Question
from questionbank.queries.life import facts_of, policy_of


@transaction.atomic
def rest_questions(*, actor: Membership | None, organization: Organization) -> tuple[int, int]:
    """How many came to rest, and how many woke; doing it again at once does neither.

    Uses are what was asked of candidates since the question last became live; a question whose rest is over
    but whose gates are shut goes to review instead. `actor` None is the clock.
    """
    # Two beats at once would both find the same questions.
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    today = timezone.now().date()
    policy = policy_of(organization.pk)
    due = Question.objects.filter(
        organization=organization, state=State.RESTING, resting_until__lte=today
    ).order_by("pk")
    woken = [_wake(actor, question) for question in due.select_related("current")]
    tired = overused(organization.pk, policy.rest_after) if policy.rest_after else []
    for question_id, times in tired:
        reason = (
            f"Asked {times} times since it became live; the bank's policy rests it after {policy.rest_after}."
        )
        until = today + timedelta(days=policy.rest_days)
        rest_question(actor=actor, question_id=question_id, until=until, reason=reason)
    if tired or woken:
        data = {"rested": len(tired), "woken": len(woken)}
        record("rest_questions", organization=organization, actor=actor, on=organization, data=data)
    return len(tired), len(woken)


def _wake(actor: Membership | None, question: Question) -> Question:
    missing = lifecycle.missing(lifecycle.AGAIN, facts_of(actor, question))
    if not missing:
        return wake_question(actor=actor, question_id=question.pk, reason="Its rest is over.")
    return change_question_state(
        actor=actor,
        question_id=question.pk,
        state=State.IN_REVIEW,
        reason=f"Its rest is over, but it cannot be asked yet: {'; '.join(missing)}.",
    )
