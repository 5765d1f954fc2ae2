"""Prompts in folds."""

from questionbank.importing import Document, parse_document


def parse(text: str, name: str = "notes.md") -> Document:
    return parse_document(name, text.encode())


def test_folded_answers():
    document = parse(
        "## Wool\n\n<details>\n<summary><b>1. What is felt?</b></summary>\n\nMatted wool.\n\n</details>\n\n"
        "<details><summary>What is tweed?</summary>\nWoven wool.\n</details>\n"
    )

    assert document.reader == "folded-details"
    assert [(q.number, q.prompt, q.answer) for q in document.questions] == [
        ("1", "What is felt?", "Matted wool."),
        (None, "What is tweed?", "Woven wool."),
    ]
    assert {question.section for question in document.questions} == {"Wool"}
    assert document.unaccounted == ()


def test_first_folds_without_an_answer_are_questions_too():
    folds = "".join(
        f"<details>\n<summary>What is wool {at}?</summary><br><b>\n{'' if at < 5 else 'Hair.'}\n"
        "</b></details>\n\n"
        for at in range(1, 12)
    )

    document = parse(f"# Wool\n\n{folds}")

    assert [bool(question.answer) for question in document.questions] == [False] * 4 + [True] * 7
    assert document.unanswered == ()
