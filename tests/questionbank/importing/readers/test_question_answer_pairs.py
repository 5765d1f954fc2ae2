"""Pairs with labels of all kinds, on one line or several."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionbank.importing import Document, parse_document


def parse(text: str) -> Document:
    return parse_document("notes.md", text.encode())


LABELS = [
    ("Q:", "A:"), ("Q.", "A."), ("**Q:**", "**A:**"), ("Q1)", "Ans:"), ("Q 3:", "A 3:"), ("Q#1:", "A#1:"),
    ("1. Q:", "A:"), ("- **Question**:", "- **Answer**:"), ("Question:", "Answer:"),
    ("Question 3 -", "Answer -"), ("**Question 1**", "**Answer**"), ("### Question 2:", "#### Answer:"),
    ("Interview question 1:", "Sample answer:"),
    ("Frage:", "Antwort:"), ("Frage 2:", "Lösung:"), ("Pregunta 1:", "Respuesta:"), ("P:", "R:"),
    ("Pergunta:", "Resposta:"), ("Question :", "Réponse :"), ("Вопрос 2.", "Ответ:"), ("В:", "О:"),
    ("问：", "答："), ("问题：", "答案："), ("面试官：", "候选人："),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer"), LABELS)
def test_labels_of_many_forms_and_languages(question, answer):
    document = parse(
        f"## Ropes\n\n{question} What is a sheet?\n{answer} A rope.\n\nNo cloth.\n\n"
        f"{question} And what is\na halyard?\n\n{answer}\nA rope too.\n"
    )

    assert document.reader == "question-answer-pairs"
    assert [q.prompt for q in document.questions] == ["What is a sheet?", "And what is a halyard?"]
    assert [q.answer for q in document.questions] == ["A rope.\n\nNo cloth.", "A rope too."]
    assert {q.section for q in document.questions} == {"Ropes"}
    assert document.unaccounted == ()


def test_labels_that_are_headings_with_the_text_below_and_labels_in_code():
    document = parse(
        "### Question 1\n\nWhat does this print?\n\n```js\nQ: nothing\n```\n\n#### Answer\n\nA sail.\n\n"
        "```\nA: none\n```\n\n### Question 2\n\nWhat is a keel?\n\n#### Answer\n\nA fin.\n"
    )

    first, second = document.questions
    assert (first.number, first.prompt) == ("1", "What does this print?")
    assert first.answer == "```js\nQ: nothing\n```\n\nA sail.\n\n```\nA: none\n```"
    assert (second.number, second.answer) == ("2", "A fin.")


def test_question_and_answer_on_one_line():
    document = parse("Q: What is red? A: A port light.\nQ: What is green? A: A starboard light.\n")

    assert [(q.prompt, q.answer) for q in document.questions] == [
        ("What is red?", "A port light."),
        ("What is green?", "A starboard light."),
    ]


def test_options_between_question_and_answer_are_options():
    document = parse("Q: Which?\nA. rose\nB. sky\nAnswer: B\n\nQ: What?\nA) sea\nB) land\nAnswer: A\n")

    assert [q.prompt for q in document.questions] == ["Which?", "What?"]
    assert [[option.correct for option in q.options] for q in document.questions] == [
        [False, True],
        [True, False],
    ]


def test_a_question_without_an_answer_among_others_is_kept_and_flagged():
    document = parse("Q: One?\nA: Yes.\n\nQ: Two?\nA: Yes.\n\nQ: Three?\nA: Yes.\n\nQ: Four?\n")

    assert [q.answer for q in document.questions] == ["Yes.", "Yes.", "Yes.", ""]
    assert document.questions[3].warnings == ("The document gives no answer.",)


def test_questions_with_a_label_whose_answers_have_none():
    document = parse(
        "> **Q:** What is a sheet?\n\nA rope.\n\n1. Haul\n2. Belay\n\n> **Q:** What is a stay?\n\nWire.\n\n"
        "> **Q:** Sails\n\nCloth.\n"
    )

    assert [(q.prompt, q.answer) for q in document.questions] == [
        ("What is a sheet?", "A rope.\n\n1. Haul\n2. Belay"),
        ("What is a stay?", "Wire."),
        ("Sails", "Cloth."),
    ]


WORDS = st.lists(st.sampled_from(["anchor", "sail", "f(x)", "潮", "B:", "C++"]), min_size=1, max_size=4)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        WORDS.map(lambda words: f"What is the use of {' '.join(words)}?"), min_size=2, max_size=8, unique=True
    ),
    st.sampled_from(LABELS),
)
def test_pairs_come_out_as_they_went_in(prompts, labels):
    question, answer = labels
    text = "".join(f"{question} {prompt}\n{answer} It helps.\n\n" for prompt in prompts)

    document = parse(text)

    assert [q.prompt for q in document.questions] == prompts
    assert {q.answer for q in document.questions} == {"It helps."}
    assert document.unaccounted == ()
