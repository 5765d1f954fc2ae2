import pytest
from django.http import Http404

from accounts.ground.verdict import Denied
from accounts.models import AuditEvent
from questionbank.actions.mark_enemies import mark_enemies
from questionbank.actions.unmark_enemies import unmark_enemies
from questionbank.models import EnemyPair
from tests.cast import World


@pytest.fixture
def pair(in_acme: World) -> EnemyPair:
    one, two = in_acme.questions[:2]
    return mark_enemies(actor=in_acme.curator, question_id=one.pk, other_id=two.pk, reason="Names it.")


def test_it_is_taken_back_and_the_record_says_what_it_was(in_acme: World, pair: EnemyPair) -> None:
    unmark_enemies(actor=in_acme.curator, pair_id=pair.pk, reason="Reworded.")

    assert not EnemyPair.objects.exists()
    data = AuditEvent.objects.get(verb="unmark_enemies").data
    assert (data["was"], data["reason"]) == ("Names it.", "Reworded.")


def test_who_is_no_curator_may_not_and_twice_is_once_too_often(in_acme: World, pair: EnemyPair) -> None:
    with pytest.raises(Denied):
        unmark_enemies(actor=in_acme.lead, pair_id=pair.pk)
    pk = pair.pk
    unmark_enemies(actor=in_acme.curator, pair_id=pk)
    with pytest.raises(Http404):
        unmark_enemies(actor=in_acme.curator, pair_id=pk)
