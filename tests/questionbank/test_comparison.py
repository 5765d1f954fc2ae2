from hypothesis import given
from hypothesis import strategies as st

from questionbank.comparison import IN, OUT, SAME, Piece, word_difference

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
