from collections.abc import Callable

import pytest

from accounts.ground.verdict import Denied
from questionbank.enums import PairDecision, State
from questionbank.models import BankWord, EnemyPair
from questionbank.queries.duplicates import alike_questions, enemy_pairs, pair_counts, pairs_of
from questionbank.queries.likeness import nearest
from questionbank.similarity import Entry
from tests.cast import World
from tests.questionbank.alike import EVICTION, EVICTION_AGAIN, TOMBSTONE, ask, pair_up


def test_open_pairs_come_most_alike_first_and_without_retired_questions(in_acme: World) -> None:
    rows = [ask(in_acme.organization, EVICTION) for _ in range(5)]
    low, high = pair_up(rows[0], rows[1], score=0.6), pair_up(rows[1], rows[2], score=0.9)
    related = pair_up(rows[2], rows[3], verdict="related", score=0.3)
    pair_up(rows[3], rows[4], score=0.99)
    rows[4].state = State.RETIRED
    rows[4].save()

    assert list(pairs_of(in_acme.curator, "same")) == [high, low]
    assert list(pairs_of(in_acme.curator, "related")) == [related]
    assert pair_counts(in_acme.curator) == {
        "same": 2,
        "related": 1,
        "merged": 0,
        "variant": 0,
        "different": 0,
    }


@pytest.mark.parametrize(
    ("view", "decision"),
    [("merged", PairDecision.SAME), ("variant", PairDecision.VARIANT), ("different", PairDecision.DIFFERENT)],
)
def test_decided_pairs_stand_under_what_was_decided(
    in_acme: World, view: str, decision: PairDecision
) -> None:
    pair = pair_up(*in_acme.questions[:2])
    pair.decision = decision
    pair.save()

    assert list(pairs_of(in_acme.curator, view)) == [pair]
    assert pair_counts(in_acme.curator)[view] == 1
    assert not pairs_of(in_acme.curator, "same")


def test_pairs_are_for_curators(in_acme: World) -> None:
    for read in (lambda: pairs_of(in_acme.lead, "same"), lambda: pair_counts(in_acme.lead)):
        with pytest.raises(Denied):
            read()


def test_no_loop_asks_both_of_what_is_alike_or_gives_the_other_away(in_acme: World) -> None:
    one, two, three, four = sorted(in_acme.questions, key=lambda question: question.pk)
    for other, decision in ((two, PairDecision.VARIANT), (three, PairDecision.SAME), (four, "different")):
        pair = pair_up(one, other)
        pair.decision = decision
        pair.save()
    pair_up(two, three)  # nobody has decided
    EnemyPair.objects.create(organization=in_acme.organization, first=two, second=four, reason="Names it.")

    alike, hostile = enemy_pairs()

    pairs = {(what, frozenset(pair), n) for what, *pair, n in alike.union(hostile, all=True)}
    wanted = [(one, two), (one, three), (two, three), (two, four)]
    assert pairs == {("pair", frozenset({a.pk, b.pk}), 0) for a, b in wanted}


def test_a_prompt_being_written_finds_what_the_bank_holds(
    in_acme: World, django_assert_num_queries: Callable
) -> None:
    there = ask(in_acme.organization, EVICTION)
    ask(in_acme.organization, TOMBSTONE)

    with django_assert_num_queries(4):
        found = alike_questions(in_acme.lead, in_acme.organization.pk, EVICTION_AGAIN[0])

    assert [alike.question for alike in found] == [there]
    assert found[0].why


@pytest.mark.parametrize(
    "prompt", ["", "Explain", "  \n ", "zzz" * 40, "How do you do what you do?", "& | ! <-> :*"]
)
def test_a_prompt_that_says_nothing_finds_nothing(in_acme: World, prompt: str) -> None:
    ask(in_acme.organization, EVICTION)

    assert alike_questions(in_acme.lead, in_acme.organization.pk, prompt) == []


def test_common_words_find_by_pairs_only(in_acme: World) -> None:
    there = ask(in_acme.organization, EVICTION)
    for word in ("cache", "evict", "decide"):
        BankWord.objects.create(organization=in_acme.organization, word=word, questions=10_000)

    def look(prompt: str) -> list:
        return nearest(in_acme.organization.pk, [Entry(1, prompt)])[1]

    assert look("How would a cache evict?") == [there.pk]
    assert look("Does a cache decide on pigeons?") == [there.pk]
    assert look("Must a cache be paid?") == []


def test_the_bank_of_others_is_not_looked_at(in_acme: World, zenith: World) -> None:
    ask(in_acme.organization, EVICTION)

    assert alike_questions(in_acme.lead, zenith.organization.pk, EVICTION_AGAIN[0]) == []
