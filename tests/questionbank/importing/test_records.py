"""Rows and objects: fields by their names, options and the key in every form."""

import pytest

from questionbank.importing.records import Record, field_of, reading_of


def question(**fields):
    return reading_of([Record({"prompt": "Which floats?", **fields}, (1, 1))], ()).questions[0]


def rights(found):
    return [option.correct for option in found.options]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Question", "prompt"),
        ("**Frage**", "prompt"),
        ("question_text", "prompt"),
        ("Вопрос", "prompt"),
        ("Model Answer", "answer"),
        ("respuesta", "answer"),
        ("Correct Answer", "key"),
        ("correct_index", "key"),
        ("Explanation", "explanation"),
        ("Option B", "option_b"),
        ("choice_2", "option_b"),
        ("Сложность", "difficulty"),
        ("Experience-Level", "level"),
        ("Companies", "tags"),
        ("S.No", "number"),
        ("Owner", None),
    ],
)
def test_names_of_columns(name, field):
    assert field_of(name) == field


@pytest.mark.parametrize("key", ["B", "b)", "(b)", "cork", "Cork.", "B. cork", "Option B"])
def test_a_key_by_letter_or_text(key):
    found = question(option_a="stone", option_b="cork", option_c="lead", key=key)

    assert [option.text for option in found.options] == ["stone", "cork", "lead"]
    assert rights(found) == [False, True, False]
    assert found.answer == "**B. cork**" and found.warnings == ()


def test_options_as_one_list_with_letters_and_the_answer_as_key_and_an_explanation():
    found = question(options="- A) stone\n- B) cork", answer="B", explanation="It is light.")

    assert [(option.text, option.correct) for option in found.options] == [("stone", False), ("cork", True)]
    assert found.answer == "It is light."


def test_several_right_options_and_an_answer_that_is_more_than_the_key():
    found = question(option_a="stone", option_b="cork", option_c="wood", key="B, C", answer="Both are light.")

    assert rights(found) == [False, True, True] and found.answer == "Both are light."


def test_a_number_as_key_counts_from_where_the_list_tells_and_is_no_key_where_it_does_not():
    rows = [{"prompt": f"Which of {at}?", "options": "- stone\n- cork"} for at in (1, 2)]

    def keys(first: str, second: str):
        records = [
            Record({**row, "key": key}, (at, at))
            for at, (row, key) in enumerate(zip(rows, (first, second), strict=True), 1)
        ]
        return [rights(found) for found in reading_of(records, ()).questions]

    assert keys("0", "1") == [[True, False], [False, True]]
    assert keys("1", "2") == [[True, False], [False, True]]
    assert keys("1", "1") == [[None, None], [None, None]]


def test_options_without_a_key_say_so():
    found = question(option_a="stone", option_b="cork")

    assert rights(found) == [None, None] and found.warnings == ("No key is marked.",) and found.answer == ""


def test_a_record_without_an_answer_is_a_question_and_a_label_on_the_prompt_is_taken():
    found = reading_of(
        [Record({"prompt": "[Easy] Which floats?", "tags": "sea; #ropes, sea"}, (3, 4))], ()
    ).questions[0]

    assert (found.prompt, found.difficulty, found.tags) == ("Which floats?", "Easy", ("sea", "ropes"))
    assert (found.answer, found.warnings, found.lines) == ("", ("The document gives no answer.",), (3, 4))


def test_an_answer_and_its_explanation_are_both_kept():
    assert question(answer="Cork.", explanation="It is light.").answer == "Cork.\n\nIt is light."
    assert question(answer="Cork.", explanation="Cork.").answer == "Cork."
