"""Proposed anchors stay drafts until a person touches them."""

import pytest

from questionbank.anchor_drafts import PROPOSALS, drafts_among, proposed
from questionbank.content import NO_ANCHORS
from questionbank.enums import Kind


def test_there_is_a_set_for_each_kind_and_no_text_twice() -> None:
    assert set(PROPOSALS) == set(Kind.values)
    texts = [text for anchors in PROPOSALS.values() for text in anchors]
    assert len(set(texts)) == len(texts) == 24
    assert all(text.endswith(".") and len(text) < 120 for text in texts)


def test_only_empty_points_are_filled() -> None:
    found = proposed(Kind.CODING, ("mine", " ", "", ""))
    assert found == ("mine", *PROPOSALS[Kind.CODING][1:])
    assert proposed("riddle", NO_ANCHORS) == NO_ANCHORS


def test_what_a_template_says_is_a_draft_and_what_a_person_changed_is_not() -> None:
    texts = proposed(Kind.CASE, ("mine", "", "", ""))
    assert drafts_among(texts) == (2, 3, 4)
    assert drafts_among((*texts[:3], texts[3] + " And why.")) == (2, 3)
    assert drafts_among(NO_ANCHORS) == ()


@pytest.mark.parametrize(("now", "drafts"), [("as it was", (1,)), ("changed", ()), ("", ())])
def test_a_draft_from_elsewhere_stays_one_while_it_is_unchanged(now: str, drafts: tuple[int, ...]) -> None:
    before = ("as it was", "b", "c", "d")
    assert drafts_among((now, "b", "c", "d"), before=before, drafts=(1,)) == drafts
