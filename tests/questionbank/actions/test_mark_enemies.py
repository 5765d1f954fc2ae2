import pytest
from django.http import Http404

from accounts.ground.verdict import Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.mark_enemies import mark_enemies
from questionbank.models import EnemyPair
from questionbank.queries.enemies import enemies_with
from tests.cast import World
from tests.questionbank.alike import pair_up

WHY = "The second names the bound that the first asks for."


def test_the_two_are_kept_in_order_with_the_reason_and_on_record(in_acme: World) -> None:
    one, two = in_acme.questions[:2]

    for mine, other in ((one, two), (two, one)):  # whichever page it is said on
        mark_enemies(actor=in_acme.curator, question_id=mine.pk, other_id=other.pk, reason=f" {WHY} ")

    pair = EnemyPair.objects.get()
    assert (pair.first_id, pair.second_id) == tuple(sorted([one.pk, two.pk]))
    assert (pair.reason, pair.written_by) == (WHY, in_acme.curator)
    assert AuditEvent.objects.get(verb="mark_enemies").data["reason"] == WHY


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_a_reason_is_needed(in_acme: World, reason: str) -> None:
    one, two = in_acme.questions[:2]
    with pytest.raises(Invalid):
        mark_enemies(actor=in_acme.curator, question_id=one.pk, other_id=two.pk, reason=reason)


def test_no_question_is_its_own_enemy_and_only_curators_say_so(in_acme: World) -> None:
    one, two = in_acme.questions[:2]
    with pytest.raises(Invalid, match="enemy of itself"):
        mark_enemies(actor=in_acme.curator, question_id=one.pk, other_id=one.pk, reason=WHY)
    with pytest.raises(Denied):
        mark_enemies(actor=in_acme.lead, question_id=one.pk, other_id=two.pk, reason=WHY)


@pytest.mark.django_db
def test_questions_of_another_organisation_are_not_there(in_acme: World, zenith: World) -> None:
    with pytest.raises(Http404):
        mark_enemies(
            actor=in_acme.curator,
            question_id=in_acme.questions[0].pk,
            other_id=zenith.questions[0].pk,
            reason=WHY,
        )


def test_the_page_lists_what_was_named_and_what_is_alike(in_acme: World) -> None:
    one, two, three, four = in_acme.questions
    mark_enemies(actor=in_acme.curator, question_id=one.pk, other_id=two.pk, reason=WHY)
    pair_up(one, three)
    settled = pair_up(one, four)
    settled.decision = "different"
    settled.save()

    found = enemies_with(in_acme.lead, one)

    assert [(enemy.question, bool(enemy.pair)) for enemy in found] == [(two, True), (three, False)]
    assert found[0].why == WHY
