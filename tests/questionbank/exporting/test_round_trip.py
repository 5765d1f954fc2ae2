"""What is exported comes back exactly, whatever the texts hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionbank.exporting import ExportQuestion, write
from questionbank.importing import parse_document
from tests.questionbank.exporting.banks import QUESTIONS, came_back


@pytest.mark.parametrize(
    ("name", "suffix", "reader"), [("markdown", "md", "bank-markdown"), ("json", "json", "bank-json")]
)
@given(questions=st.lists(QUESTIONS, min_size=1, max_size=4))
def test_every_question_comes_back_as_it_was(
    name: str, suffix: str, reader: str, questions: list[ExportQuestion]
) -> None:
    document = parse_document(f"bank.{suffix}", b"".join(write(name, "Our bank", questions)))

    assert document.reader == reader and document.title == "Our bank"
    again = [came_back(parsed, like) for parsed, like in zip(document.questions, questions, strict=True)]
    assert again == questions
    assert document.unaccounted == () and document.unanswered == ()
    assert all(not parsed.warnings for parsed in document.questions)


def test_what_was_broken_by_hand_is_said() -> None:
    text = b"".join(write("markdown", "B", [ExportQuestion("1", "concept", "live", "What is it?")])).decode()
    broken = text.replace("### Prompt <!-- pl -->", "### Promt <!-- pl -->").replace("- Kind:", "Kind is")

    (question,) = parse_document("bank.md", broken.encode()).questions

    assert question.warnings == (
        "Not understood below the heading: Kind is concept",
        "The part “Promt” is not known and was left out.",
        "The prompt is missing.",
    )


def test_a_list_that_breaks_off_keeps_what_came_before() -> None:
    questions = [ExportQuestion(str(n), "concept", "live", f"What is {n}?") for n in (1, 2)]
    whole = b"".join(write("json", "B", questions))

    document = parse_document("bank.json", whole[: whole.rindex(b'"answer"')])

    assert [question.prompt for question in document.questions] == ["What is 1?"]
    assert any("no question can be read" in warning for warning in document.warnings)
