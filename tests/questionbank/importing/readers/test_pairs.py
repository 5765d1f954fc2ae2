"""Pairs of question and answer, without guessed labels."""

import pytest

from questionbank.importing import Document, parse_document


def parse(text: str, name: str = "notes.md") -> Document:
    return parse_document(name, text.encode())


def prompts(document: Document) -> list[str]:
    return [question.prompt for question in document.questions]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Q:", "A:"),
        ("Q1.", "A1."),
        ("**Q:**", "**A:**"),
        ("Question 4:", "Answer:"),
        ("Frage:", "Antwort:"),
        ("Pregunta:", "Respuesta:"),
        ("问：", "答："),
        ("Вопрос:", "Ответ:"),
    ],
)
def test_pairs_of_question_and_answer_in_several_languages(question, answer):
    document = parse(
        f"{question} Was ist das?\n{answer} Ein Haus.\n\n{question} Und das?\n{answer} Ein Baum.\n"
        f"Ein grosser.\n"
    )

    assert prompts(document) == ["Was ist das?", "Und das?"]
    assert [q.answer for q in document.questions] == ["Ein Haus.", "Ein Baum.\nEin grosser."]


def test_labels_are_never_guessed():
    document = parse(
        "Q: What does a senior engineer find hard?\nA: Much.\n\nQ: What is easy for a junior\nA: Little.\n"
    )

    assert all(q.level is q.difficulty is q.rarity is None for q in document.questions)


def test_words_of_an_answer_are_not_taken_for_buttons_of_a_page():
    first = "Q: What is six times seven?\nA:\n42\n\n"
    second = "Q: Which verbs?\nA: These two.\n\nSearch\n\nIt looks.\n\nShare\n"

    document = parse(first + second)

    assert [question.answer for question in document.questions] == ["42", "These two.\n\nSearch\n\nIt looks."]
    assert [passage.why for passage in document.noise] == ["menu or button of the page"]
