"""Rows and objects: delimited text, JSON and YAML, tables of Markdown."""

import json

import pytest

from questionbank.importing import Document, parse_document


def parse(text: str, name: str = "notes.md") -> Document:
    return parse_document(name, text.encode())


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_rows_with_any_delimiter_quoted_cells_over_lines_and_an_unknown_column(delimiter):
    rows = [
        ["Question", "Answer", "Difficulty", "Topic", "Owner"],
        ["What is salt?", '"A mineral,\nmined ""or"" boiled"', "Easy", "Cooking", "x"],
        ["What is rye?", "", "", "Cooking", "y"],
    ]
    document = parse("\n".join(delimiter.join(row) for row in rows), "bank.csv")

    assert document.reader == "delimited"
    assert document.questions[0].answer == 'A mineral,\nmined "or" boiled'
    assert (document.questions[0].difficulty, document.questions[0].section) == ("Easy", "Cooking")
    assert document.questions[0].lines == (2, 3)
    assert (document.questions[1].prompt, document.questions[1].answer) == ("What is rye?", "")
    assert document.questions[1].warnings == ("The document gives no answer.",)
    assert any("Owner" in warning for warning in document.warnings)
    assert document.unaccounted == ()


def test_json_lists_keep_lines_and_topics():
    data = {
        "title": "x",
        "Tea": [{"question": "Why {green}?", "answer": "Not oxidised."}],
        "Pots": [{"q": "Clay?", "a": ["Porous", "Warm"]}],
    }
    document = parse(json.dumps(data, indent=1), "bank.json")

    assert document.reader == "json-lists"
    assert [(q.prompt, q.section) for q in document.questions] == [("Why {green}?", "Tea"), ("Clay?", "Pots")]
    assert document.questions[1].answer == "- Porous\n- Warm"
    assert document.questions[0].lines == (4, 7)


def test_one_json_object_a_line():
    lines = [json.dumps({"prompt": f"What is {i}?", "answer": "A number.", "level": "Mid"}) for i in range(3)]
    document = parse("\n".join(lines), "bank.jsonl")

    assert document.found == 3 and document.questions[2].lines == (3, 3)
    assert {question.level for question in document.questions} == {"Mid"}


def test_yaml_lists_with_block_texts():
    document = parse(
        "questions:\n  - question: What is felt?\n    answer: |"
        "\n      Wool.\n\n      Matted.\n  - question: Why?\n",
        "bank.yaml",
    )

    assert document.reader == "yaml-lists"
    assert document.questions[0].answer == "Wool.\n\nMatted."
    assert document.questions[0].lines == (2, 6)
    assert [(question.lines, question.answer) for question in document.questions][1:] == [((7, 7), "")]
    assert document.unaccounted == ()


def test_tables_of_questions_with_other_tables_between():
    document = parse(
        "# Knots\n\n| Name | Use |\n|---|---|\n| Bowline | Loop |\n\n## Sea\n\n"
        "| # | Question | Answer | Level |\n"
        "|---|---|---|---|\n| 1 | What is a reef knot? | It joins `a \\| b` | Junior |\n"
        "| 2 | What is a bend? | | |\n"
    )

    assert document.reader == "markdown-tables"
    question, other = document.questions
    assert (question.number, question.prompt, question.level, question.section) == (
        "1", "What is a reef knot?", "Junior", "Sea",
    )  # fmt: skip
    assert question.answer == "It joins `a | b`"
    assert (other.prompt, other.answer) == ("What is a bend?", "")
    assert document.unaccounted == () and document.title == "Knots"
