import pytest
from django.http import Http404

from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.decide_pair import decide_pair
from questionbank.enums import PairDecision, State
from questionbank.models import DuplicatePair
from tests.cast import World
from tests.questionbank.alike import EVICTION, EVICTION_AGAIN, ask, pair_up


@pytest.fixture
def pair(in_acme: World) -> DuplicatePair:
    live = ask(in_acme.organization, EVICTION, State.LIVE)
    return pair_up(live, ask(in_acme.organization, EVICTION_AGAIN, State.LIVE))


def decide(world: World, pair: DuplicatePair, decision: str, **more) -> DuplicatePair:
    return decide_pair(actor=world.curator, pair_id=pair.pk, decision=decision, **more)


@pytest.mark.parametrize("decision", ["variant", "different"])
def test_a_decision_is_kept_with_who_and_when_and_both_questions_stay(
    in_acme: World, pair: DuplicatePair, decision: str
) -> None:
    kept = decide(in_acme, pair, decision)

    assert (kept.decision, kept.decided_by) == (decision, in_acme.curator)
    assert kept.decided_at is not None
    assert {kept.first.state, kept.second.state} == {State.LIVE}
    event = AuditEvent.objects.get(verb="decide_pair")
    assert event.data == {
        "decision": decision,
        "first": str(pair.first_id),
        "second": str(pair.second_id),
    }


@pytest.mark.parametrize("side", ["first", "second"])
def test_the_same_question_is_merged_into_the_one_to_keep(
    in_acme: World, pair: DuplicatePair, side: str
) -> None:
    kept = getattr(pair, side)
    other = pair.second if side == "first" else pair.first

    decide(in_acme, pair, "same", keep_id=kept.pk)

    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.state, other.state) == (State.LIVE, State.RETIRED)
    data = AuditEvent.objects.get(verb="decide_pair").data
    assert (data["kept"], data["retired"], data["before"]) == (str(kept.pk), str(other.pk), "live")
    assert data["reason"] == f"The same question as “{kept.current.prompt}”."


def test_a_reason_of_ones_own_is_kept(in_acme: World, pair: DuplicatePair) -> None:
    decide(in_acme, pair, "same", keep_id=pair.first_id, reason=" Worse wording. ")

    assert AuditEvent.objects.get(verb="decide_pair").data["reason"] == "Worse wording."


def test_the_same_decision_twice_is_one(in_acme: World, pair: DuplicatePair) -> None:
    decide(in_acme, pair, "variant")
    decide(in_acme, pair, "variant")

    assert AuditEvent.objects.filter(verb="decide_pair").count() == 1


def test_who_comes_second_with_another_decision_is_told_whose_stands(
    in_acme: World, pair: DuplicatePair
) -> None:
    decide(in_acme, pair, "variant")

    with pytest.raises(Conflict, match="Cleo Curator decided “variant” meanwhile"):
        decide_pair(actor=in_acme.admin, pair_id=pair.pk, decision="different")


@pytest.mark.parametrize("decision", ["", "open", "perhaps"])
def test_there_are_three_decisions(in_acme: World, pair: DuplicatePair, decision: str) -> None:
    with pytest.raises(Invalid, match="no such decision"):
        decide(in_acme, pair, decision)


def test_one_of_the_two_must_stay(in_acme: World, pair: DuplicatePair) -> None:
    for keep_id in (None, in_acme.questions[0].pk):
        with pytest.raises(Invalid, match="which of the two stays"):
            decide(in_acme, pair, "same", keep_id=keep_id)


@pytest.mark.parametrize("state", [State.RETIRED, State.LEAKED])
def test_what_is_out_of_use_for_good_is_not_the_one_to_keep(
    in_acme: World, pair: DuplicatePair, state: State
) -> None:
    pair.first.state = state
    pair.first.save()

    with pytest.raises(Conflict, match="Keep the other one"):
        decide(in_acme, pair, "same", keep_id=pair.first_id)


def test_only_curators_may_and_only_in_their_own_organisation(
    in_acme: World, pair: DuplicatePair, zenith: World
) -> None:
    with pytest.raises(Denied, match="Only a curator"):
        decide_pair(actor=in_acme.lead, pair_id=pair.pk, decision="variant")
    with organization_scope(zenith.organization), pytest.raises(Http404):
        decide_pair(actor=zenith.curator, pair_id=pair.pk, decision="variant")
    pair.refresh_from_db()
    assert pair.decision == PairDecision.OPEN
