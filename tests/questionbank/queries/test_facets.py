import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionbank.models import Topic
from questionbank.queries import facets
from questionbank.queries.narrowing import chosen_of
from questionbank.searching import FACETS, Search, shorten, tally
from tests.cast import World, make_question

VALUES = ("a", "b", None)
cells = st.tuples(*(st.sampled_from(VALUES) for _ in FACETS))
choices = st.dictionaries(st.sampled_from(FACETS), st.frozensets(st.sampled_from(VALUES), min_size=1))


@settings(max_examples=200, deadline=None)
@given(st.lists(cells, max_size=30), choices)
def test_a_facet_counts_what_all_other_facets_let_through(
    rows: list[tuple], chosen: dict[str, frozenset]
) -> None:
    counts = tally({row: rows.count(row) for row in rows}, chosen)

    def passes(row: tuple, but: str = "") -> bool:
        return all(
            row[place] in chosen[name] for place, name in enumerate(FACETS) if name in chosen and name != but
        )

    assert counts.total == sum(passes(row) for row in rows)
    for place, name in enumerate(FACETS):
        for value in VALUES:
            plain = sum(passes(row, name) for row in rows if row[place] == value)
            assert counts.by[name][value] == plain


def ask(world: World, search: Search) -> object:
    return facets.count_of(search, chosen_of(search, Topic.objects.all()), world.lead)


@pytest.mark.parametrize("narrowed", [{}, {"state": ("live",)}, {"kind": ("case",), "used": ("never",)}])
def test_the_ledger_and_the_rows_count_alike(in_acme: World, narrowed: dict) -> None:
    for number in range(6):
        make_question(
            in_acme.organization,
            f"Part {number}?",
            kind="case" if number % 2 else "coding",
            state="live" if number % 3 else "draft",
        )

    by_ledger = ask(in_acme, Search(**narrowed))
    by_rows = ask(in_acme, Search(text="model", **narrowed))  # every answer says so

    assert by_ledger.total == by_rows.total
    assert {n: +c for n, c in by_ledger.by.items()} == {n: +c for n, c in by_rows.by.items()}


def test_counting_stops_and_says_so(in_acme: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "MOST", 3)

    counts = ask(in_acme, Search(text="model"))

    assert (counts.total, counts.exact) == (3, False)
    assert ask(in_acme, Search()).exact


def test_a_text_is_cut_between_words_and_a_hit_stays_whole() -> None:
    assert shorten("one two three", 100) == "one two three"
    assert shorten("one two three", 9) == "one two …"
    assert shorten("one \x02two\x03 three four", 14) == "one \x02two\x03 three …"
