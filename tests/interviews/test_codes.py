"""The code on an interview's paper."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.codes import code_of, ids_of

ID = uuid.UUID("3f9a21c7-0000-4000-8000-000000000001")


def test_it_is_short_enough_to_be_typed():
    assert code_of(ID) == "3F9A-21C7"


@pytest.mark.parametrize("written", ["3F9A-21C7", "3f9a21c7", " 3f9a 21c7 ", "3F9A–21C7"])
def test_it_is_read_in_any_way(written):
    found = ids_of(written)
    assert found is not None
    assert found[0] <= ID <= found[1]


@pytest.mark.parametrize("wrong", ["", "3F9A", "3F9A-21C7-0", "XXXX-XXXX", "3F9A_21C7", "' OR 1"])
def test_what_is_no_code_finds_nothing(wrong):
    assert ids_of(wrong) is None


@given(st.uuids())
def test_every_interview_is_found_by_its_own(one):
    found = ids_of(code_of(one))
    assert found is not None
    assert found[0] <= one <= found[1]


@given(st.text(max_size=30))
def test_nothing_typed_stops_it(text):
    ids_of(text)
