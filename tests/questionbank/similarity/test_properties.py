"""What must hold for any questions at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from questionbank.similarity import Entry, Rarity, compare_with, find_pairs

WORDS = [
    *("cache", "eviction", "queue", "lock", "shard", "gradient", "dropout", "latency", "budget", "the", "of"),
    *(
        "machine",
        "learning",
        "model",
        "deploy",
        "how",
        "compare",
        "vs",
        "design",
        "system",
        "write",
        "function",
    ),
]
sentences = st.lists(st.sampled_from(WORDS), min_size=0, max_size=14).map(" ".join)
anything = st.one_of(sentences, st.text(max_size=60))
collections = st.lists(st.tuples(anything, anything), max_size=9).map(
    lambda texts: [Entry(key, prompt, answer) for key, (prompt, answer) in enumerate(texts)]
)


@given(entries=collections, data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_questions_changes_nothing(entries, data):
    assert find_pairs(data.draw(st.permutations(entries))) == find_pairs(entries)


@given(one=st.tuples(anything, anything), two=st.tuples(anything, anything))
@settings(max_examples=60, deadline=None)
def test_one_is_as_like_the_other_as_the_other_is_like_it(one, two):
    first, second = Entry(1, *one), Entry(2, *two)

    forth = compare_with(first, [second], rarity=Rarity())
    back = compare_with(second, [first], rarity=Rarity())

    assert forth == back
    swapped = compare_with(Entry(2, *one), [Entry(1, *two)], rarity=Rarity())
    assert [(pair.score, pair.verdict) for pair in swapped] == [(pair.score, pair.verdict) for pair in forth]


@given(entries=collections)
@settings(max_examples=60, deadline=None)
def test_a_pair_is_two_questions_once_with_a_score_a_verdict_and_a_reason(entries):
    pairs = find_pairs(entries)

    assert all(pair.first < pair.second for pair in pairs)
    assert len({(pair.first, pair.second) for pair in pairs}) == len(pairs)
    assert all(0 < pair.score <= 1 and pair.verdict in ("same", "related") and pair.why for pair in pairs)
    assert [pair.score for pair in pairs] == sorted((pair.score for pair in pairs), reverse=True)


@given(prompt=st.text(min_size=1, max_size=80), answers=st.tuples(anything, anything))
@settings(max_examples=60, deadline=None)
def test_the_same_words_are_the_same_question_in_any_dress(prompt, answers):
    if not any(mark.isalnum() for mark in prompt):
        return
    dressed = Entry(2, f"  **{prompt}**?\r\n", answers[1])

    (pair,) = find_pairs([Entry(1, prompt, answers[0]), dressed])

    assert (pair.score, pair.verdict) == (1.0, "same")
    assert pair.why == "The prompts are the same word for word."
