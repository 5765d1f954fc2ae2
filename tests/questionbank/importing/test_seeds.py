"""The five real documents, by properties and digests only: none of their text is in this repository."""

import hashlib
from collections import Counter
from functools import cache
from itertools import pairwise

import pytest

from questionbank.importing import Document, parse_document
from questionbank.importing.answers.code import is_code
from tests.seeds import seed_path

COUNTS = {"000": 100, "001": 36, "002": 61, "003": 18, "004": 50}


@cache
def seed(key: str) -> Document:
    path = seed_path(key)
    return parse_document(path.name, path.read_bytes())


def lines_of(key: str) -> list[str]:
    return seed_path(key).read_text(encoding="utf-8").split("\n")


def digest(texts) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


@pytest.mark.parametrize("key", COUNTS)
def test_every_document_gives_exactly_its_questions_and_leaves_no_line_unexplained(key):
    document = seed(key)

    assert document.found == COUNTS[key]
    assert document.unaccounted == ()
    assert [question.ordinal for question in document.questions] == list(range(1, COUNTS[key] + 1))
    assert all(len(question.answer) > 200 for question in document.questions)


@pytest.mark.parametrize("key", COUNTS)
def test_every_prompt_stands_word_for_word_on_its_first_lines(key):
    lines = lines_of(key)

    for question in seed(key).questions:
        first = question.lines[0] - 1
        assert any(question.prompt in line for line in lines[first : first + 2]), question.ordinal
        assert question.prompt == question.prompt.strip("* 0123456789")


PROMPTS = {
    "000": "1e1a67aa3584997b",
    "001": "cd7a60a3e8967154",
    "002": "3ddcd6cc6d0808d6",
    "003": "a59bcbad9620b08d",
    "004": "313e75ebba7b776e",
}


@pytest.mark.parametrize("key", COUNTS)
def test_the_prompts_are_those_that_were_checked_by_hand(key):
    assert digest(question.prompt for question in seed(key).questions) == PROMPTS[key]


ENDS = {
    "000": "ad6344f83ab51253",
    "001": "7b21550fabf1a47d",
    "002": "4416ba75926005a5",
    "003": "3b516d9d6a1d88a6",
    "004": "28a435de5b18a7d3",
}


@pytest.mark.parametrize("key", COUNTS)
def test_every_answer_begins_and_ends_with_the_lines_that_were_checked_by_hand(key):
    answers = [question.answer.split("\n") for question in seed(key).questions]

    assert digest(line for lines in answers for line in (lines[0], lines[-1])) == ENDS[key]


@pytest.mark.parametrize("key", COUNTS)
def test_no_line_is_in_two_questions(key):
    questions = seed(key).questions

    assert all(a.lines[1] < b.lines[0] for a, b in pairwise(questions))


def test_the_first_document_has_a_summary_and_an_answer_for_each_question_and_keeps_its_word():
    document = seed("000")

    assert sorted(Counter(question.section for question in document.questions).values()) == [30, 70]
    assert all(
        question.summary and len(question.summary) < len(question.answer) for question in document.questions
    )
    assert not any("**" in f"{question.summary}{question.answer}"[:4] for question in document.questions)
    assert document.claimed["true"] and document.claimed["questions"] == 100
    assert all(
        question.level is question.difficulty is question.rarity is None for question in document.questions
    )
    assert "(Y|X)" in document.questions[24].summary and "2*(" in document.questions[13].answer


def test_the_second_document_has_its_levels_code_tables_and_call_outs_and_its_false_totals_are_shown():
    document = seed("001")
    questions = document.questions

    assert Counter(question.level for question in questions) == {"Junior": 8, "Mid": 22, "Senior": 6}
    assert len({question.section for question in questions}) == 10
    assert not any(question.prompt.endswith(("Junior", "Mid", "Senior")) for question in questions)
    assert sum(question.tables for question in questions) == 6
    assert sum(len(question.callouts) for question in questions) == 23
    assert document.claimed["totals"] == [50, 38] and not document.claimed["true"]
    assert sum("36 were found" in warning for warning in document.warnings) == 2


def test_the_second_document_has_code_in_five_languages_and_no_code_left_outside_a_fence():
    answers = "\n".join(question.answer for question in seed("001").questions)

    languages = Counter(line[3:] for line in answers.split("\n") if line.startswith("```") and line != "```")
    assert languages == {"python": 29, "yaml": 2, "json": 2, "bash": 1, "protobuf": 1}


def test_the_tables_of_the_second_document_have_as_many_cells_in_each_row():
    for question in seed("001").questions:
        rows = [line for line in question.answer.split("\n") if line.startswith("|")]
        assert len({row.count("|") for row in rows}) <= 1
        assert all(cell.strip() for row in rows for cell in row.strip("|").split("|"))


def test_the_third_document_has_ten_prompts_without_an_answer_and_a_number_that_stands_twice():
    document = seed("002")
    numbers = [question.number for question in document.questions]

    assert len(document.unanswered) == 10
    assert all(prompt.lines[1] < document.questions[0].lines[0] for prompt in document.unanswered)
    assert [number for number, count in Counter(numbers).items() if count > 1] == ["48"]
    assert {int(number) for number in numbers} == set(range(1, 61))
    assert all(question.section is question.level is None for question in document.questions)


def test_the_answers_of_the_third_document_are_whole_lists_and_nothing_else():
    for question in seed("002").questions:
        lines = question.answer.split("\n")
        assert 3 <= len(lines) <= 6, question.ordinal
        assert all(line.startswith("- ") for line in lines), question.ordinal


def test_the_noise_of_the_third_document_is_named():
    noise = Counter(passage.why for passage in seed("002").noise)

    assert noise["image credit"] >= 21
    assert noise["bare number of the page"] and noise["pointer to another article"] == 2


def test_the_glued_question_is_found_and_flagged():
    glued = [question for question in seed("002").questions if question.warnings]

    assert [question.number for question in glued] == ["18"]


def test_the_fourth_document_has_rarity_and_difficulty_as_printed_and_one_block_of_code_each():
    document = seed("003")
    questions = document.questions

    assert Counter(question.rarity for question in questions) == {"Very Common": 8, "Common": 10}
    assert Counter(question.difficulty for question in questions) == {"Hard": 8, "Medium": 10}
    assert [question.number for question in questions] == [str(number) for number in range(1, 19)]
    assert {question.code_blocks for question in questions} == {1}
    assert all(question.answer.rstrip().endswith("```") for question in questions)
    assert document.claimed["sections"] == dict(Counter(question.section for question in questions))
    assert document.claimed["true"]
    assert any("newsletter" in passage.why for passage in document.noise)


def test_the_fifth_document_has_five_sections_of_ten_numbered_afresh_and_star_answers():
    document = seed("004")
    questions = document.questions

    assert set(Counter(question.section for question in questions).values()) == {10}
    assert [question.number for question in questions] == [str(number) for number in range(1, 11)] * 5
    assert {question.kind for question in questions[40:]} == {"behavioural"}
    assert "behavioural" not in {question.kind for question in questions[:40]}
    assert document.claimed is None
    for question in questions[40:]:
        starts = [
            line.split(":")[0] for line in question.answer.split("\n") if line[:1] in "STAR" and ":" in line
        ]
        assert [start for start in starts if start in ("Situation", "Task", "Action", "Result")] == [
            "Situation", "Task", "Action", "Result",
        ]  # fmt: skip


def test_code_cut_in_two_is_flagged_where_joining_is_not_certain():
    flagged = [question.ordinal for question in seed("004").questions if question.warnings]

    assert flagged == [13, 18, 33]


def test_lines_of_code_that_fell_out_of_their_fence_are_back_in_it():
    lines, questions = lines_of("004"), seed("004").questions

    assert f"{lines[65]}\n```" in questions[1].answer
    assert f")\n# {lines[224].strip()}\n```" in questions[6].answer


def test_fences_of_the_fifth_document_have_a_language_and_are_all_closed():
    for question in seed("004").questions:
        fences = [line for line in question.answer.split("\n") if line.startswith("```")]
        assert len(fences) == 2 * question.code_blocks
        assert all(fence in ("```python", "```json") for fence in fences[::2]), question.ordinal


@pytest.mark.parametrize("key", ["001", "003"])
def test_no_line_of_code_is_left_outside_a_fence(key):
    for question in seed(key).questions:
        inside = False
        for line in question.answer.split("\n"):
            inside = not inside if line.startswith("```") else inside
            assert inside or line.startswith("```") or not is_code(line), (question.ordinal, line[:40])
