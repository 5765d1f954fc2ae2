"""Which questions count as the same, as related and as neither: our own examples, one a trap."""

import numpy as np
import pytest

from questionbank.similarity import Entry, Rarity, compare_with, find_pairs

BANK = {
    "caches": (
        "How does a cache decide what to evict?",
        "By least recently used, least frequently used or age. Eviction keeps the working set small; "
        "a cache that evicts what is hot thrashes.",
    ),
    "eviction": (
        "Explain eviction policies of caches.",
        "LRU drops what was least recently used, LFU the least frequently used entry. Thrashing follows when "
        "the working set does not fit.",
    ),
    "locks": (
        "What is a deadlock and how can it be avoided?",
        "Two threads wait for each other's mutex for ever. Lock in one global order, or with a timeout.",
    ),
    "story": (
        "Tell me about a time when you had to find a deadlock in production.",
        "Situation, task, action, result: a service froze, dumps showed two mutexes taken crosswise.",
    ),
    "trees": (
        "What is the difference between a B-tree and a hash index?",
        "A B-tree keeps keys sorted, so ranges are quick; a hash index answers equality only.",
    ),
    "btree": (
        "How is a B-tree kept balanced?",
        "Nodes split when they are full and merge when they are half empty, up to the root.",
    ),
}


def found(*names, bank=BANK):
    pairs = find_pairs(Entry(name, *bank[name]) for name in (names or bank))
    return {(pair.first, pair.second): pair for pair in pairs}


def test_the_same_question_in_other_words_is_the_same():
    assert found()["caches", "eviction"].verdict == "same"


def test_a_story_of_ones_own_is_not_the_definition_of_the_same_thing():
    pair = found().get(("locks", "story"))

    assert pair is None or pair.verdict == "related"


def test_a_comparison_is_not_the_same_as_the_question_of_one_side():
    pair = found().get(("btree", "trees"))

    assert pair is None or pair.verdict == "related"


def test_words_of_asking_make_no_pair():
    prompts = {
        "one": ("How do you ensure that you handle tombstones effectively?", "They mark rows as deleted."),
        "two": ("How do you ensure that you handle sharding effectively?", "Keys are spread over servers."),
    }

    assert found(bank=prompts) == {}


def test_a_reason_names_what_both_ask_and_what_only_one_says():
    reason = found()["caches", "eviction"].why

    assert reason.startswith("Both ask about ")
    assert "“eviction”" in reason or "“evict”" in reason
    assert "Only the first mentions" in reason or "Only the second mentions" in reason


def test_abbreviations_are_what_they_stand_for():
    prompts = {
        "long": ("Describe a content delivery network.", "Edges near the reader keep copies."),
        "short": ("What is a CDN?", "Copies of files on edges near the reader."),
    }

    assert found(bank=prompts)["long", "short"].verdict == "same"


def test_a_prompt_without_an_answer_is_compared_too():
    others = [Entry(name, *BANK[name]) for name in ("eviction", "locks")]

    (pair,) = compare_with(Entry("asked", "Which cache eviction policies exist?"), others, rarity=Rarity())

    assert (pair.first, pair.second, pair.verdict) == ("asked", "eviction", "same")


def test_many_that_are_the_same_word_for_word_are_not_paired_each_with_each():
    pairs = find_pairs(Entry(key, "What is a tombstone?", "A mark.") for key in range(200))

    assert [(pair.first, pair.second) for pair in pairs] == [(0, other) for other in range(1, 200)]


def test_prompts_in_another_script_are_compared():
    pairs = find_pairs(
        [Entry(1, "什么是分布式锁？"), Entry(2, "请解释分布式锁。"), Entry(3, "描述垃圾回收。")]
    )

    assert [(pair.first, pair.second) for pair in pairs] == [(1, 2)]


def test_an_embedding_of_the_callers_own_finds_what_shares_no_word():
    def embed(texts):
        return np.array(
            [[1.0, 0.0] if "car" in text or "automobile" in text else [0.0, 1.0] for text in texts]
        )

    entries = [Entry(1, "Steering of a car"), Entry(2, "An automobile turned"), Entry(3, "Ripe cheese")]

    assert find_pairs(entries) == []
    assert [(pair.first, pair.second) for pair in find_pairs(entries, embed=embed)] == [(1, 2)]


@pytest.mark.parametrize("texts", [[], [("", "")], [("", ""), ("?!", "")], [("…", "x"), ("—", "x")]])
def test_nothing_to_compare_gives_no_pair(texts):
    assert find_pairs(Entry(number, *both) for number, both in enumerate(texts)) == []


def test_an_answer_of_a_million_words_is_read_as_far_as_it_matters():
    entries = [Entry(1, "What is a lock?", "word " * 1_000_000), Entry(2, "What is a lock?", "")]

    assert find_pairs(entries)[0].score == 1.0
