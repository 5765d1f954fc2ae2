import pytest

from accounts.ground.verdict import Denied
from accounts.models import AuditEvent
from questionbank.actions.decide_pair import decide_pair
from questionbank.actions.revise_question import revise_question
from questionbank.actions.scan_for_duplicates import scan_for_duplicates
from questionbank.content import Content
from questionbank.enums import State
from questionbank.models import DuplicatePair, Question
from tests.cast import World
from tests.questionbank.alike import EVICTION, EVICTION_AGAIN, TOMBSTONE, ask, pair_up


@pytest.fixture
def two(in_acme: World) -> tuple[Question, Question]:
    return ask(in_acme.organization, EVICTION), ask(in_acme.organization, EVICTION_AGAIN)


def scan(world: World):
    return scan_for_duplicates(actor=world.curator, organization=world.organization)


def between(one: Question, other: Question) -> DuplicatePair | None:
    first, second = sorted((one.pk, other.pk))
    return DuplicatePair.objects.filter(first=first, second=second).first()


def test_questions_that_ask_the_same_become_an_open_pair_with_its_reason(in_acme: World, two) -> None:
    found = scan(in_acme)

    pair = between(*two)
    assert (pair.verdict, pair.decision) == ("same", "open")
    assert pair.why.startswith("Both ask about ")
    assert found.questions == Question.objects.count()
    assert found.found == found.new == DuplicatePair.objects.count()
    event = AuditEvent.objects.get(verb="scan_for_duplicates")
    assert event.data == {"questions": found.questions, "pairs": found.found, "new": found.new}


def test_doing_it_again_changes_nothing(in_acme: World, two) -> None:
    scan(in_acme)
    before = list(DuplicatePair.objects.values())

    assert scan(in_acme).new == 0
    assert list(DuplicatePair.objects.values()) == before


@pytest.mark.parametrize("decision", ["variant", "different"])
def test_what_a_person_decided_stays_decided(in_acme: World, two, decision: str) -> None:
    scan(in_acme)
    decide_pair(actor=in_acme.curator, pair_id=between(*two).pk, decision=decision)

    scan(in_acme)

    assert between(*two).decision == decision


def test_after_a_change_of_meaning_a_decided_pair_is_asked_again(in_acme: World, two) -> None:
    scan(in_acme)
    decide_pair(actor=in_acme.curator, pair_id=between(*two).pk, decision="different")
    for meaning, decision in (("same", "different"), ("not_comparable", "open")):
        two[0].refresh_from_db()
        revise_question(
            actor=in_acme.curator,
            question_id=two[0].pk,
            base=two[0].current.number,
            content=Content(prompt=f"How does a cache evict? ({meaning})", answer=EVICTION[1]),
            meaning=meaning,
        )

        scan(in_acme)

        assert between(*two).decision == decision


def test_after_a_change_of_meaning_variants_that_are_no_longer_alike_are_forgotten(
    in_acme: World, two
) -> None:
    scan(in_acme)
    decide_pair(actor=in_acme.curator, pair_id=between(*two).pk, decision="variant")
    revise_question(
        actor=in_acme.curator,
        question_id=two[0].pk,
        base=1,
        content=Content(prompt=TOMBSTONE[0], answer=TOMBSTONE[1]),
        meaning="not_comparable",
    )

    scan(in_acme)

    assert between(*two) is None


def test_an_open_pair_that_is_no_longer_alike_goes(in_acme: World, two) -> None:
    stale = pair_up(two[0], ask(in_acme.organization, TOMBSTONE))

    scan(in_acme)

    assert not DuplicatePair.objects.filter(pk=stale.pk).exists()


def test_an_open_pair_gets_the_score_and_the_reason_of_today(in_acme: World, two) -> None:
    pair = pair_up(*two, verdict="related", score=0.3)

    scan(in_acme)

    pair.refresh_from_db()
    assert pair.verdict == "same"
    assert pair.score > 0.5


def test_retired_questions_are_not_compared(in_acme: World) -> None:
    one = ask(in_acme.organization, EVICTION, State.RETIRED)
    other = ask(in_acme.organization, EVICTION_AGAIN)

    scan(in_acme)

    assert between(one, other) is None


def test_it_tells_how_far_it_is(in_acme: World, two) -> None:
    told = []

    scan_for_duplicates(
        actor=None, organization=in_acme.organization, tell=lambda count, step: told.append((step, count))
    )

    assert told[-2:] == [("Comparing the questions", 6), ("Writing down the pairs", 6)]


def test_only_curators_may(in_acme: World) -> None:
    with pytest.raises(Denied, match="Only a curator"):
        scan_for_duplicates(actor=in_acme.lead, organization=in_acme.organization)
