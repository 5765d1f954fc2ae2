import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionbank.comparison import IN, OUT, SAME, Piece, passages, word_difference

TEXT = st.text(alphabet="ab .\n*é", max_size=60)


def test_a_changed_word_is_the_only_change() -> None:
    assert word_difference("a bounded queue", "a full queue") == [
        Piece(SAME, "a "),
        Piece(OUT, "bounded"),
        Piece(IN, "full"),
        Piece(SAME, " queue"),
    ]


def test_equal_texts_have_one_piece_and_empty_ones_none() -> None:
    assert word_difference("same\nlines", "same\nlines") == [Piece(SAME, "same\nlines")]
    assert word_difference("", "") == []


@given(TEXT, TEXT)
def test_both_texts_can_be_read_out_of_the_difference(before: str, after: str) -> None:
    pieces = word_difference(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind != IN) == before
    assert "".join(piece.text for piece in pieces if piece.kind != OUT) == after


def test_a_very_long_changed_passage_is_shown_as_a_whole() -> None:
    before, after = "a " * 50_000, "b " * 50_000

    assert word_difference(before, after) == [Piece(OUT, before), Piece(IN, after)]


def test_a_blank_between_changed_words_does_not_cut_the_sentence_up() -> None:
    assert word_difference("the old plan holds", "the new idea holds") == [
        Piece(SAME, "the "),
        Piece(OUT, "old plan"),
        Piece(IN, "new idea"),
        Piece(SAME, " holds"),
    ]


def test_long_unchanged_parts_are_folded_but_for_two_lines_beside_a_change() -> None:
    lines = [f"line {n}\n" for n in range(20)]
    changed = [*lines[:10], "another\n", *lines[11:]]

    found = passages("".join(lines), "".join(changed))

    assert [(passage.folded, passage.changed, passage.lines) for passage in found] == [
        (True, False, 8),
        (False, False, 2),
        (False, True, 1),
        (False, False, 2),
        (True, False, 7),
    ]
    assert [piece.text for piece in found[2].before] == ["line 10", "\n"]
    assert [piece.text for piece in found[2].after] == ["another", "\n"]


def test_equal_texts_are_not_folded() -> None:
    [passage] = passages("a\n" * 50, "a\n" * 50)
    assert not passage.folded
    assert passages("", "") == []


@given(TEXT, TEXT)
def test_both_texts_can_be_read_out_of_the_passages(before: str, after: str) -> None:
    found = passages(before, after)

    assert "".join(piece.text for passage in found for piece in passage.before) == before
    assert "".join(piece.text for passage in found for piece in passage.after) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n" * 100_000 + "x", "y" + "\n" * 100_000),
        ("a b " * 50_000, "b a " * 50_000 + "c"),
        ("(" * 100_000, ")(" * 50_000),
    ],
    ids=["empty lines", "two words", "brackets"],
)
def test_hostile_texts_are_compared_at_once(before: str, after: str) -> None:
    begun = time.process_time()
    found = passages(before, after)
    assert time.process_time() - begun < 5
    assert "".join(piece.text for passage in found for piece in passage.after) == after


def test_a_paragraph_that_is_added_is_the_change_and_not_the_full_stop_before_it() -> None:
    assert word_difference("One. Two.", "One. Two.\n\nThree.") == [
        Piece(SAME, "One. Two."),
        Piece(IN, "\n\nThree."),
    ]
    assert word_difference("An one.", "The one.\n\nTwo.")[-1] == Piece(IN, "\n\nTwo.")
    assert word_difference("One.\n\nThree.", "One.") == [Piece(SAME, "One."), Piece(OUT, "\n\nThree.")]
