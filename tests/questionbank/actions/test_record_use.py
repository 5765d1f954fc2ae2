from datetime import timedelta

from django.utils import timezone

from questionbank.actions.record_use import record_use
from questionbank.models import QuestionUse
from questionbank.uses import Use
from tests.cast import World

NOW = timezone.now()


def record(world: World, *uses: Use) -> None:
    record_use(
        actor=world.lead,
        organization=world.organization,
        question_ids=[question.pk for question in world.questions[:2]],
        uses=uses,
    )


def rows() -> set[tuple[object, ...]]:
    return set(QuestionUse.objects.values_list("question", "member", "times"))


def test_the_counts_are_set_whole_so_that_twice_is_once(in_acme: World) -> None:
    one, other = in_acme.questions[0].pk, in_acme.questions[1].pk
    lead, second = in_acme.lead.pk, in_acme.second.pk

    for _ in range(2):
        record(in_acme, Use(one, lead, 2, NOW), Use(other, second, 1, NOW))
    assert rows() == {(one, lead, 2), (other, second, 1)}

    record(in_acme, Use(one, lead, 3, NOW + timedelta(days=1)))
    assert rows() == {(one, lead, 3)}
    assert QuestionUse.objects.get().last_at == NOW + timedelta(days=1)


def test_other_questions_are_left_alone(in_acme: World) -> None:
    third = in_acme.questions[2]
    QuestionUse.objects.create(
        organization=in_acme.organization, question=third, member=in_acme.lead, times=5, last_at=NOW
    )

    record(in_acme)

    assert rows() == {(third.pk, in_acme.lead.pk, 5)}
