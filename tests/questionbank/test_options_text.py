"""Options as text and back."""

from hypothesis import given
from hypothesis import strategies as st

from questionbank.content import Choice
from questionbank.options_text import read_options, write_options

TEXT = st.text(alphabet="ab*-> \\\n", min_size=1, max_size=20).map(str.strip).filter(bool)


def test_a_person_writes_options_with_a_star_before_the_right_one() -> None:
    text = "A list\r\n* A limit\r\n> Because memory ends.\r\n    It always does.\r\n\r\nNothing\r\n"
    assert read_options(text) == (
        Choice("A list", False),
        Choice("A limit", True, "Because memory ends.\nIt always does."),
        Choice("Nothing", False),
    )


def test_without_any_mark_nobody_knows_the_key() -> None:
    assert read_options("One\nTwo") == (Choice("One"), Choice("Two"))
    assert read_options("- One\nTwo") == (Choice("One", False), Choice("Two"))
    assert read_options(" \n") == ()


def test_an_option_of_several_lines_stays_one() -> None:
    option = Choice("def f():\n    return 1", True)
    assert read_options(write_options([option])) == (option,)


@given(st.lists(st.tuples(TEXT, st.booleans(), st.just("") | TEXT), max_size=5))
def test_options_with_a_key_survive_the_way_through_the_form(rows: list[tuple[str, bool, str]]) -> None:
    options = tuple(Choice(*row) for row in rows)
    assert read_options(write_options(options)) == options


@given(st.lists(st.builds(Choice, TEXT, st.none(), st.just("") | TEXT), max_size=5))
def test_options_without_a_key_do_too(options: list[Choice]) -> None:
    assert read_options(write_options(options)) == tuple(options)


@given(st.text(max_size=60))
def test_any_text_is_read_and_no_option_is_empty(text: str) -> None:
    assert all(option.text for option in read_options(text))
