"""Prompts made plain, their numbers taken off; what asks and what opens something foreign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionbank.importing.asking import asks, strength
from questionbank.importing.foreign import is_about_repository, is_answer_label, is_around, is_contents
from questionbank.importing.prompts import clean_prompt, key_of, split_number
from questionbank.importing.signs import without_signs


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("**What is a keel?**", "What is a keel?"),
        ("__What is `a` and *b*?__", "What is `a` and *b*?"),
        ("[What is a keel?](#what-is-a-keel)", "What is a keel?"),
        ("What is a [keel](https://x.example/a_(b))?", "What is a keel?"),
        ('<a name="keel"></a>What is a keel?', "What is a keel?"),
        ("What is a keel? {#keel}", "What is a keel?"),
        ("What is a keel? ##", "What is a keel?"),
        ("[[↑]](#top) What is a keel?", "What is a keel?"),
        ("What does <code>tie()</code> do?", "What does `tie()` do?"),
        ("How do <div> and <span> differ?", "How do <div> and <span> differ?"),
        ("What is &lt;b&gt; &amp; what is it for?", "What is <b> & what is it for?"),
        ("Explain \\*pointers\\*", "Explain *pointers*"),
        ("“What is a keel?”", "What is a keel?"),
        ("**a** and **b**", "**a** and **b**"),
    ],
)
def test_a_prompt_is_cleaned_of_what_stands_around_it(printed, plain):
    assert clean_prompt(printed) == plain


@pytest.mark.parametrize(
    ("printed", "number", "labelled"),
    [
        ("1. Knots", "1", False),
        ("12) Knots", "12", False),
        ("#3 Knots", "3", False),
        ("4、Knots", "4", False),
        ("5 - Knots", "5", False),
        ("1.2 Knots", "1.2", False),
        ("7\ufe0f\u20e3 Knots", "7", False),
        ("Q8. Knots", "8", True),
        ("Question 9 - Knots", "9", True),
        ("**Q10:** Knots", "10", True),
        ("Frage 11: Knots", "11", True),
        ("Вопрос 12. Knots", "12", True),
        ("第 13 题：Knots", "13", True),
        ("Q: Knots", None, True),
        ("Knots", None, False),
    ],
)
def test_numbers_and_labels_are_taken_off(printed, number, labelled):
    assert split_number(printed) == (number, labelled, "Knots")


@pytest.mark.parametrize(
    "text", ["2.x against 3.x", "1:1 relations", "3-way merge", "Queues", "404", "C99 or C11"]
)
def test_a_number_that_belongs_to_the_words_stays(text):
    assert split_number(text) == (None, False, text)


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("What is a keel?", 2),
        ("Has it one? Explain.", 2),
        ("什么是船？", 2),
        ("Explain ballast", 1),
        ("List the parts", 1),
        ("List comprehension", 0),
        ("Design patterns", 0),
        ("Write-ahead log", 0),
        ("How it works", 0),
        ("介绍下船", 1),
        ("Назовите моря", 1),
        ("Erkläre Ballast", 1),
        ("Explique o lastro", 1),
        ("Différence entre A et B", 1),
        ("Ballast", 0),
    ],
)
def test_what_asks_is_told_by_its_mark_or_its_first_words(text, force):
    assert strength(text) == force
    assert asks(text) == bool(force)


def test_headings_that_open_nothing_to_ask_are_known_in_seven_languages():
    for title in (
        "License",
        "## Contributing",
        "How can I contribute?",
        "Lizenz",
        "Licencia",
        "Licença",
        "Лицензия",
        "许可证",
    ):
        assert is_about_repository(title.lstrip("# ")), title
    assert all(map(is_contents, ("Table of Contents", "Inhalt", "Índice", "Sommaire", "Оглавление", "目录")))
    assert all(map(is_around, ("Conclusion", "Further reading", "Quellen", "Recursos", "Ссылки", "参考资料")))
    assert all(
        map(
            is_answer_label,
            ("Answer", "Show answer", "Antwort:", "Ответ", "答案", "Answer: D", "💡 Solution"),
        )
    )
    assert not any(
        map(is_about_repository, ("Licensing a pilot", "What is a license?", "Authors of the log"))
    )


@given(st.text(max_size=300))
def test_any_text_is_cleaned_and_cleaning_again_changes_nothing_of_its_key(text):
    plain = clean_prompt(text)

    assert key_of(plain) == key_of(clean_prompt(plain)) or "&" in text or "\\" in text or "<" in text
    assert without_signs(without_signs(text)) == without_signs(text)
    assert strength(text) in (0, 1, 2)
