"""Prompts and states in a line of text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionbank.templatetags.prompts import state_word, with_code


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("What is `d[k]`?", "What is <code>d[k]</code>?"),
        ("``a ` b``", "<code>a ` b</code>"),
        ("a ` alone", "a ` alone"),
        ("`<script>` & <b>", "<code>&lt;script&gt;</code> &amp; &lt;b&gt;"),
        ("", ""),
    ],
)
def test_back_quotes_become_code_and_all_else_is_text(text: str, html: str) -> None:
    assert with_code(text) == html


@given(st.text(alphabet="`<>&\"'a "))
def test_nothing_but_code_is_an_element(text: str) -> None:
    left = with_code(text).replace("<code>", "").replace("</code>", "")
    assert "<" not in left
    assert ">" not in left


def test_a_state_is_a_word_and_what_is_none_stays() -> None:
    assert (state_word("in_review"), state_word("gone")) == ("In review", "gone")
