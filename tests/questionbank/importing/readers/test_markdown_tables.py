"""Tables of questions, and tables that hold none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionbank.importing import Document, parse_document


def parse(text: str) -> Document:
    return parse_document("notes.md", text.encode())


@pytest.mark.parametrize(
    ("question", "answer", "difficulty"),
    [
        ("Question", "Answer", "Difficulty"),
        ("Frage", "Antwort", "Schwierigkeit"),
        ("Pregunta", "Respuesta", "Dificultad"),
        ("Pergunta", "Resposta", "Dificuldade"),
        ("**Question**", "Réponse", "Difficulté"),
        ("Вопрос", "Ответ", "Сложность"),
        ("问题", "答案", "难度"),
    ],
)
def test_headers_in_seven_languages(question, answer, difficulty):
    document = parse(
        f"## Ropes\n\n| № | {question} | {answer} | {difficulty} |\n|---|:--|:-:|---|\n"
        f"| 1 | What is a sheet? | A rope | ⭐ |\n| 2 | **What is a stay?** | Wire | Hard |\n"
    )

    assert document.reader == "markdown-tables"
    assert [(q.number, q.prompt, q.answer, q.difficulty, q.section) for q in document.questions] == [
        ("1", "What is a sheet?", "A rope", "⭐", "Ropes"),
        ("2", "What is a stay?", "Wire", "Hard", "Ropes"),
    ]
    assert document.unaccounted == ()


def test_a_column_of_questions_with_links_and_a_level_by_heading():
    document = parse(
        "# Boats\n\n## Senior\n\n| Question | Docs | Done |\n|---|---|---|\n"
        "| What is a sheet? | [read](https://example.org/a) | |\n| [What is a stay?](stay.md) | | x |\n"
        "| Design a dock | | |\n"
    )

    assert [(q.prompt, q.level) for q in document.questions] == [
        ("What is a sheet?", "Senior"),
        ("What is a stay?", "Senior"),
        ("Design a dock", "Senior"),
    ]
    assert document.questions[0].answer == "**Docs:** [read](https://example.org/a)"
    assert document.questions[1].answer == "[What is a stay?](stay.md)"
    assert document.questions[2].warnings == ("The document gives no answer.",)


def test_a_table_whose_header_says_nothing_but_whose_cells_ask():
    document = parse(
        "| Begriff | Text |\n|---|---|\n| Was ist das? | Ein langer Text, der es erklärt. |\n"
        "| Wie geht das? | Noch ein langer Text dazu. |\n| Wozu das? | Und ein dritter langer Text. |\n"
    )

    assert [q.prompt for q in document.questions] == ["Was ist das?", "Wie geht das?", "Wozu das?"]
    assert document.questions[2].answer == "Und ein dritter langer Text."


def test_a_table_of_contents_is_no_source_of_questions():
    document = parse(
        "# Boats\n\n| No. | Questions |\n|---|---|\n| 1 | [What is a rope?](#what-is-a-rope) |\n"
        "| 2 | [What is a sail?](#what-is-a-sail) |\n\n"
        "### What is a rope?\n\nA line.\n\n### What is a sail?\n\nCloth.\n"
    )

    assert [(q.prompt, q.answer) for q in document.questions] == [
        ("What is a rope?", "A line."),
        ("What is a sail?", "Cloth."),
    ]


def test_a_table_inside_an_answer_stays_there():
    document = parse(
        "### What is a rope?\n\n| Name | Use |\n|---|---|\n| Sheet | trim |\n\n"
        "### What is a sail?\n\nCloth.\n"
    )

    assert [q.prompt for q in document.questions] == ["What is a rope?", "What is a sail?"]
    assert document.questions[0].tables == 1


CELLS = st.lists(
    st.sampled_from(["anchor", "sail", "f(x)", "潮", "C++", "`a`b"]), min_size=1, max_size=4
).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8), st.booleans())
def test_rows_come_out_as_they_went_in(rows, pipes):
    edge = "| " if pipes else ""
    lines = [f"{edge}Question | Answer", f"{edge}--- | ---"]
    lines += [f"{edge}What is {prompt} for? | {answer}" for prompt, answer in rows]

    document = parse("\n".join(lines))

    assert [(q.prompt, q.answer) for q in document.questions] == [(f"What is {p} for?", a) for p, a in rows]
    assert document.unaccounted == ()
