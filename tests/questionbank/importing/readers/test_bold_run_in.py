"""Bold questions whose answers go on in the same line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionbank.importing import Document, parse_document


def parse(text: str) -> Document:
    return parse_document("notes.md", text.encode())


@pytest.mark.parametrize("sign", ["", "- ", "* "])
def test_with_and_without_bullets(sign):
    document = parse(
        f"## Boats\n\n{sign}**What is a rope?** A line.\n\n{sign}**What is a sail?** - Cloth.\n\n"
        f"{sign}**Why a keel?**\nIt keeps us up.\n"
    )

    assert document.reader == "bold-run-in"
    assert [(q.prompt, q.answer, q.section) for q in document.questions] == [
        ("What is a rope?", "A line.", "Boats"),
        ("What is a sail?", "Cloth.", "Boats"),
        ("Why a keel?", "It keeps us up.", "Boats"),
    ]
    assert document.unaccounted == ()


def test_numbers_and_nested_lists():
    document = parse(
        "1. **What is a rope?** A line:\n   - laid\n   - plaited\n2. **What is a sail?** Cloth.\n"
    )

    assert [(q.number, q.answer) for q in document.questions] == [
        ("1", "A line:\n\n- laid\n- plaited"),
        ("2", "Cloth."),
    ]


WORDS = st.lists(st.sampled_from(["anchor", "sail", "f(x)", "\u6f6e", "C++"]), min_size=1, max_size=4)


@settings(deadline=None, max_examples=40)
@given(st.lists(WORDS.map(lambda words: f"What is the use of {' '.join(words)}?"), min_size=2, max_size=8))
def test_they_come_out_as_they_went_in(prompts):
    document = parse("".join(f"**{prompt}** It helps.\n\n" for prompt in prompts))

    assert [q.prompt for q in document.questions] == prompts
    assert {q.answer for q in document.questions} == {"It helps."}
