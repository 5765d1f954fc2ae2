"""A prompt on one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionbank.content import shortened


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("What is a `queue`?", "What is a queue?"),
        ("Two\n  lines", "Two lines"),
        ("What does it print?\n\n```python\nprint(1)\n```\nWhy?", "What does it print?"),
        ("```python\nprint(1)\n```", "python print(1)"),
        ("one two three four five six", "one two three four…"),
        ("one two three four, five six", "one two three four…"),
        ("one two three four f", "one two three four f"),
        ("internationalisations", "internationalisatio…"),
        ("", ""),
    ],
)
def test_it_is_cut_between_words_and_code_is_left_out(text: str, line: str) -> None:
    assert shortened(text, 20) == line


@given(st.text(), st.integers(5, 50))
def test_it_is_one_line_and_never_longer(text: str, longest: int) -> None:
    line = shortened(text, longest)
    assert len(line) <= longest
    assert "\n" not in line
