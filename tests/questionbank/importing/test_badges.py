"""Levels and difficulties on a prompt are taken off it as printed; a prompt's own words stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionbank.importing.badges import Labels, line_labels, take_labels
from questionbank.importing.words import difficulty_of

PROMPT = "What holds a boat?"


@pytest.mark.parametrize(
    ("printed", "level", "difficulty"),
    [
        ("What holds a boat? 👶", None, "👶"),
        ("What holds a boat? ⭐️⭐️", None, "⭐️⭐️"),
        ("★★☆ What holds a boat?", None, "★★☆"),
        ("🟢 What holds a boat?", None, "🟢"),
        ("🟢 Easy: What holds a boat?", None, "Easy"),
        ("What holds a boat? 🔴 Hard", None, "Hard"),
        ("[Easy] What holds a boat?", None, "Easy"),
        ("What holds a boat? (medium)", None, "medium"),
        ("What holds a boat? **[Hard]**", None, "Hard"),
        ("What holds a boat? *(Easy)*", None, "Easy"),
        ("**What holds a boat?** `Senior`", "Senior", None),
        ("What holds a boat? — Middle", "Middle", None),
        ("What holds a boat? - hard", None, "hard"),
        ("What holds a boat?Junior", "Junior", None),
        ("Senior: What holds a boat?", "Senior", None),
        ("What holds a boat? (Difficulty: Hard)", None, "Hard"),
        ("What holds a boat? ![easy](https://badges.example/x)", None, "easy"),
        ("What holds a boat? ![](https://badges.example/badge/level-hard-red)", None, "hard"),
        ('What holds a boat? <Badge text="Medium"/>', None, "Medium"),
        ("What holds a boat? <kbd>Mid</kbd>", "Mid", None),
        ("What holds a boat? [leicht]", None, "leicht"),
        ("What holds a boat? (Fortgeschritten)", "Fortgeschritten", None),
        ("What holds a boat? (Difícil)", None, "Difícil"),
        ("What holds a boat? [Básico]", "Básico", None),
        ("What holds a boat? [Avançado]", "Avançado", None),
        ("What holds a boat? (facile)", None, "facile"),
        ("What holds a boat? (Сложный)", None, "Сложный"),
        ("What holds a boat? 【困难】", None, "困难"),
        ("What holds a boat?（初级）", "初级", None),
    ],
)
def test_a_badge_is_taken_off_and_kept_as_printed(printed, level, difficulty):
    assert take_labels(printed) == (PROMPT, Labels(level, difficulty))


@pytest.mark.parametrize(
    "prompt",
    [
        "What does a senior find hard?",
        "Is mooring hard",
        "What is the difference between a Junior and a Senior",
        "Describe the load (average)",
        "What is a Staff",
        "Explain `Junior`",
        "Explain the words `Junior` and `Senior`",
        "Compare the lists of `Easy`, `Hard`",
        "What is C#",
        "Name the vector at right angles to a plane (normal)",
        "Design a lift - hard",
        "Senior",
        "(Easy)",
    ],
)
def test_a_prompt_that_merely_ends_with_such_a_word_stays_whole(prompt):
    assert take_labels(prompt) == (prompt, Labels())


@pytest.mark.parametrize("order", ["Explain the use of anchors", "Опишите работу якоря", "解释一下锚的作用"])
def test_a_badge_in_ticks_after_an_order_is_taken_off(order):
    assert take_labels(f"{order} `Hard`") == (order, Labels(None, "Hard"))


def test_several_badges_and_hashtags_are_all_taken():
    assert take_labels("[Junior] What holds a boat? (Easy) #sea #ropes") == (
        PROMPT,
        Labels("Junior", "Easy", None, ("sea", "ropes")),
    )


def test_the_line_of_a_prompt_tells_signs_in_front_of_its_number_and_pictures_behind_it():
    assert line_labels("### 🔴 12. What holds a boat?").difficulty == "🔴"
    assert line_labels("1. **What holds a boat?** ![Hard](https://badges.example/x.svg)").difficulty == "Hard"
    assert line_labels("<summary>What holds a boat? 🟡</summary>").difficulty == "🟡"
    assert line_labels("### 12. What holds a boat?") == Labels()


@given(st.text(max_size=300))
def test_any_text_gives_a_prompt_that_is_not_empty_and_no_more_is_taken_the_second_time(text):
    prompt, _ = take_labels(text)

    assert bool(prompt) == bool(text.strip())
    assert len(prompt) <= len(text)


BADGES = [
    "[{}]",
    "({})",
    "`{}`",
    "— {}",
    "- {}",
    "**[{}]**",
    "🔴 {}",
    "<kbd>{}</kbd>",
    "![{}](https://x.example/b)",
]


@given(
    st.lists(st.sampled_from(["anchor", "sail", "keel", "f(x)", "C++", "潮"]), min_size=1, max_size=5),
    st.sampled_from(BADGES),
    st.sampled_from(["Easy", "Hard", "Medium", "Senior", "Junior", "Schwer", "Fácil", "Сложно", "困难"]),
)
def test_what_goes_on_as_a_badge_comes_off(words, badge, word):
    prompt = f"What is the use of {' '.join(words)}?"

    rest, labels = take_labels(f"{prompt} {badge.format(word)}")

    assert rest == prompt
    assert word in (labels.level, labels.difficulty)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("Easy", 1), ("junior", 1), ("Für Einsteiger", 1), ("fácil", 1), ("для начинающих", 1), ("简单", 1),
        ("👶", 1), ("★☆☆", 1), ("1/3", 1), ("Mid-level", 2), ("mittel", 2), ("Médio", 2), ("moyen", 2),
        ("средний", 2), ("中级", 2), ("⭐⭐", 2), ("3/5", 2), ("HARD", 3), ("senior", 3), ("schwer", 3),
        ("Difícil", 3), ("difficile", 3), ("сложно", 3), ("困难", 3), ("🌶️🌶️🌶️", 3), ("🔴", 3), ("5/5", 3),
        ("boat", None), ("", None), ("9/5", None),
    ],
)  # fmt: skip
def test_words_and_signs_of_difficulty_in_seven_languages(word, number):
    assert difficulty_of(word) == number
