import pytest

from accounts.ground.verdict import Denied
from accounts.models import AuditEvent
from questionbank.actions.change_question_state import change_question_state
from questionbank.actions.decide_pair import decide_pair
from questionbank.actions.reopen_pair import reopen_pair
from questionbank.enums import State
from questionbank.models import DuplicatePair
from tests.cast import World
from tests.questionbank.alike import EVICTION, EVICTION_AGAIN, ask, pair_up


@pytest.fixture
def pair(in_acme: World) -> DuplicatePair:
    live = ask(in_acme.organization, EVICTION, State.LIVE)
    return pair_up(live, ask(in_acme.organization, EVICTION_AGAIN, State.LIVE))


def reopen(world: World, pair: DuplicatePair) -> DuplicatePair:
    return reopen_pair(actor=world.curator, pair_id=pair.pk)


@pytest.mark.parametrize("decision", ["variant", "different"])
def test_a_decision_is_taken_back(in_acme: World, pair: DuplicatePair, decision: str) -> None:
    decide_pair(actor=in_acme.curator, pair_id=pair.pk, decision=decision)

    opened = reopen(in_acme, pair)

    assert (opened.decision, opened.decided_by, opened.decided_at) == ("open", None, None)
    assert AuditEvent.objects.get(verb="reopen_pair").data == {"decision": decision}


def test_after_a_merge_the_retired_question_stands_where_it_stood(
    in_acme: World, pair: DuplicatePair
) -> None:
    decide_pair(actor=in_acme.curator, pair_id=pair.pk, decision="same", keep_id=pair.first_id)

    reopen(in_acme, pair)

    pair.second.refresh_from_db()
    assert pair.second.state == State.LIVE


def test_a_question_that_was_moved_since_stays_where_it_is(in_acme: World, pair: DuplicatePair) -> None:
    decide_pair(actor=in_acme.curator, pair_id=pair.pk, decision="same", keep_id=pair.first_id)
    change_question_state(actor=in_acme.curator, question_id=pair.second_id, state=State.DRAFT)

    reopen(in_acme, pair)

    pair.second.refresh_from_db()
    assert pair.second.state == State.DRAFT


def test_an_open_pair_stays_open_without_a_word(in_acme: World, pair: DuplicatePair) -> None:
    reopen(in_acme, pair)

    assert not AuditEvent.objects.filter(verb="reopen_pair").exists()


def test_only_curators_may(in_acme: World, pair: DuplicatePair) -> None:
    with pytest.raises(Denied, match="Only a curator"):
        reopen_pair(actor=in_acme.lead, pair_id=pair.pk)
