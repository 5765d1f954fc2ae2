"""JSON and YAML of every nesting that people write questions in."""

import json

import pytest
import yaml

from questionbank.importing import Document, ParsedQuestion, parse_document
from tests.questionbank.importing.spent import seconds

ONE, TWO = "What is felt?", "What is taffeta?"
SHAPES = {
    "list": [{"question": ONE, "answer": "A"}, {"question": TWO, "answer": "B"}],
    "camel": {"data": [{"questionText": ONE, "modelAnswer": "A"}, {"questionTitle": TWO, "answerText": "B"}]},
    "question as key": {ONE: "A", TWO: "B"},
    "question as key of more": {ONE: {"answer": "A", "level": "Mid"}, TWO: {"answer": "B"}},
    "rows": [[ONE, "A"], [TWO, "B"]],
    "columns": {"question": [ONE, TWO], "answer": ["A", "B"]},
    "rows of a data set": {
        "features": [{"feature_idx": 0, "name": "question", "type": {"dtype": "string"}}],
        "rows": [
            {"row_idx": 0, "row": {"question": ONE, "answer": "A"}},
            {"row": {"question": TWO, "answer": "B"}},
        ],
    },
    "texts inside": {"items": [{"question": {"text": ONE}, "answer": {"text": "A"}}, {"q": TWO, "a": "B"}]},
    "instructions": [{"instruction": ONE, "output": "A"}, {"instruction": TWO, "output": "B"}],
    "dialogues": [
        {"messages": [{"role": "user", "content": ONE}, {"role": "assistant", "content": "A"}]},
        {"conversations": [{"from": "human", "value": TWO}, {"from": "gpt", "value": "B"}]},
    ],
    "spanish": {"preguntas": [{"pregunta": ONE, "respuesta": "A"}, {"pregunta": TWO, "respuesta": "B"}]},
}


def told(document: Document) -> list[tuple[str, str]]:
    return [(question.prompt, question.answer) for question in document.questions]


@pytest.mark.parametrize("shape", SHAPES)
def test_json_and_yaml_of_every_shape(shape):
    for name, text in (
        ("a.json", json.dumps(SHAPES[shape], indent=1)),
        ("a.yaml", yaml.safe_dump(SHAPES[shape])),
    ):
        document = parse_document(name, text.encode())

        assert sorted(told(document)) == [(ONE, "A"), (TWO, "B")], name
        assert document.unaccounted == ()


def test_topics_around_lists_are_sections_and_a_word_of_difficulty_is_one():
    bank = {"title": "Bank", "topics": [{"name": "Wool", "questions": [{"question": ONE, "answer": "A"}]}]}
    nested = {"Silk": {"hard": [{"question": TWO, "answer": "B"}]}, "Flax": ["What is linen?"]}

    (felt,) = parse_document("a.json", json.dumps(bank).encode()).questions
    taffeta, linen = parse_document("a.json", json.dumps(nested).encode()).questions
    assert (felt.prompt, felt.section) == (ONE, "Wool")
    assert (taffeta.section, taffeta.difficulty) == ("Silk", "hard")
    assert (linen.prompt, linen.section, linen.answer) == ("What is linen?", "Flax", "")


CHOICES = {
    "flags": {"answers": [{"text": "Matted", "correct": True}, {"text": "Woven", "isCorrect": False}]},
    "letters": {"options": {"A": "Matted", "B": "Woven"}, "answer": "A"},
    "marked letters": {
        "choices": [{"id": "a", "text": "Matted"}, {"id": "b", "text": "Woven"}],
        "correctAnswer": "a",
    },
    "text": {"options": ["Matted", "Woven"], "correct_answer": "Matted"},
    "letter": {"options": ["Matted", "Woven"], "answer": "A"},
}


@pytest.mark.parametrize("shape", CHOICES)
def test_options_whose_key_is_a_flag_a_letter_or_a_text(shape):
    data = json.dumps([{"question": "Which is felt?", **CHOICES[shape]}])
    question: ParsedQuestion = parse_document("a.json", data.encode()).questions[0]

    assert [(option.text, option.correct) for option in question.options] == [
        ("Matted", True),
        ("Woven", False),
    ]


def test_comments_single_quotes_and_commas_too_many_or_missing_are_borne():
    document = parse_document(
        "a.json5",
        b"""// a bank
        { questions: [ {question: 'What is "felt"?', answer: "Wool", /* so */ tags: ["x", "y"],},
          {"question": "What is taffeta?" "answer": "A\\nweave"} ] }""",
    )

    assert told(document) == [('What is "felt"?', "Wool"), (TWO, "A\nweave")]
    assert document.questions[0].tags == ("x", "y")


def test_one_object_a_line_and_a_module_of_javascript():
    lines = "\n".join(json.dumps({"question": prompt, "answer": "A"}) for prompt in (ONE, TWO))

    assert [question.lines for question in parse_document("a.jsonl", lines.encode()).questions] == [
        (1, 1),
        (2, 2),
    ]
    assert told(parse_document("a.txt", f"const bank = [{{question: '{ONE}', answer: 'A'}}];".encode())) == [
        (ONE, "A")
    ]
    assert told(parse_document("a.txt", b"const questions = 1;\n")) == []


def test_keys_that_are_not_taken_over_are_named():
    data = json.dumps([{"question": ONE, "answer": "A", "hint": "sheep"}])

    assert any("hint" in warning for warning in parse_document("a.json", data.encode()).warnings)


def test_yaml_documents_in_one_file_and_values_with_colons_that_nobody_quoted():
    text = "- question: What is felt: really?\n  answer: Wool.\n---\n"
    text += "- question: What is taffeta?\n  answer: |\n    A\n\n    B\n"
    document = parse_document("a.yaml", text.encode())

    assert told(document) == [("What is felt: really?", "Wool."), (TWO, "A\n\nB")]
    assert any("quotation marks" in warning for warning in document.warnings)


def test_other_data_holds_no_questions():
    for data in ({"name": "x", "dependencies": {"a": "1"}}, [1, 2, 3], {"title": "What?"}, "text"):
        assert parse_document("package.json", json.dumps(data).encode()).found <= ("title" in str(data))


HOSTILE = {
    "open lists": lambda n: "[" * n,
    "open objects": lambda n: '{"a":' * n,
    "quotes": lambda n: '["' + "a\\" * n,
    "keys": lambda n: "{" + '"question":' * n,
    "comments": lambda n: "[" + "/*" * n,
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_the_time_for_hostile_data_grows_with_its_size(shape):
    def spent(count: int) -> float:
        data = HOSTILE[shape](count).encode()
        return seconds(lambda: parse_document("a.json", data), tries=3)

    assert spent(32_000) < 24 * spent(4_000) + 0.05
