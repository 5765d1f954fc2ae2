"""Little documents of our own in every shape of outline that is in use, each with its prompts."""

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from questionbank.importing import Document, parse_document

FOLDER = Path(__file__).parent
EXPECTED: dict[str, list[str]] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
COLLECTIONS = [name for name, prompts in EXPECTED.items() if prompts]
OTHERS = [name for name, prompts in EXPECTED.items() if not prompts]


@cache
def document(name: str) -> Document:
    return parse_document(f"{name}.md", (FOLDER / "documents" / f"{name}.md").read_bytes())


def test_every_document_has_its_prompts_written_down():
    assert {path.stem for path in (FOLDER / "documents").glob("*.md")} == set(EXPECTED)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_the_prompts_are_found_exactly_and_no_line_is_lost(name):
    found = document(name)

    assert [question.prompt for question in found.questions] == EXPECTED[name]
    assert [question.ordinal for question in found.questions] == list(range(1, found.found + 1))
    assert found.unaccounted == ()
    assert all(a.lines[1] < b.lines[0] for a, b in pairwise(found.questions))


@pytest.mark.parametrize("name", OTHERS)
def test_a_document_without_questions_gives_none_and_one_sentence_why(name):
    found = document(name)

    assert found.questions == found.unanswered == ()
    (why,) = (warning for warning in found.warnings if warning.startswith("No questions were"))
    assert why.endswith(".")


FOREIGN = (
    "back to top",
    "contributing",
    "licence",
    "license",
    "оглавление",
    "回到顶部",
    "all 40 answers",
    "</details>",
)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_no_answer_holds_what_is_not_its_own(name):
    for question in document(name).questions:
        assert not any(word in question.answer.lower() for word in FOREIGN), question.prompt


def test_sections_levels_and_signs_of_difficulty_are_kept():
    signs = document("bold_with_signs")

    assert [(question.section, question.difficulty) for question in signs.questions][:3] == [
        ("Wind", "easy"),
        ("Water", "easy"),
        ("Water", "medium"),
    ]
    assert [question.level for question in document("levels_and_sources").questions] == [
        "Junior",
        "Mid",
        "Senior",
    ]


def test_one_document_in_five_shapes_is_read_by_five_readers():
    found = document("five_shapes_in_one")

    assert found.reader == "markdown-headings + folded-details + markdown-tables + bold-prompts"
    assert [question.section for question in found.questions[4:]] == ["Part three"] * 2 + ["Quiz"] * 2 + [
        "Table"
    ] * 2


def test_front_matter_gives_the_fields_of_a_single_question():
    (yaml,) = document("front_matter_yaml").questions
    (toml,) = document("front_matter_toml").questions

    assert (yaml.prompt, yaml.difficulty, yaml.section, yaml.tags) == (
        "What is clay?", "easy", "Basics", ("pots", "earth"),
    )  # fmt: skip
    assert yaml.answer == "Earth and water.\n\n## Why?\n\nBecause."
    assert (toml.prompt, toml.level, toml.answer) == ("Closures", "Senior", "A function with its scope.")


def test_a_prompt_without_an_answer_is_a_question_with_a_warning():
    found = document("without_answers")

    assert [bool(question.answer) for question in found.questions] == [False, True, True, False]
    assert found.questions[0].warnings == ("The document gives no answer.",)


def test_what_an_answer_is_made_of_stays_in_it():
    steps = document("steps_inside_answers").questions
    parts = document("numbered_headings_with_asking_parts").questions
    code = document("headings_in_code_and_comments").questions

    assert steps[0].answer.endswith("1. Dig\n2. Wash\n3. Dry")
    assert steps[1].answer == "**1. Bisque**\n\nFirst.\n\n**2. Glaze**\n\nSecond."
    assert "### How does it float?" in parts[0].answer and "#### 2. Server Response" in parts[0].answer
    assert "## What is a heading?" in code[0].answer and "hidden" not in code[0].answer
    assert "# What is this?" in code[1].answer


def test_references_stay_and_labels_of_answers_do_not():
    assert (
        document("levels_and_sources")
        .questions[0]
        .answer.endswith("* https://www.e.co/blog/".replace("*", "-"))
    )
    assert document("folded_answers").questions[1].answer == "Big."
    assert document("closed_headings_and_linked_contents").questions[2].answer.startswith("Water")
