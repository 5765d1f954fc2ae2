"""A change of anchors on plain values."""

import uuid

from questionbank.content import LevelAnchors, RubricLine
from questionbank.rubric_change import NewAnchor, changed_lines, real_changes, texts_of

DEPTH, CLARITY, SENIOR, MID = (uuid.uuid4() for _ in range(4))
LINES = (
    RubricLine(DEPTH, ("a", "b", "c", "d"), 2, (LevelAnchors(SENIOR, ("", "", "cc", ""), (3,)),), (2,)),
    RubricLine(CLARITY, ("e", "f", "g", "h")),
)


def new(text: str, point: int = 3, criterion: uuid.UUID = DEPTH, level: uuid.UUID | None = None) -> NewAnchor:
    return NewAnchor(criterion, level, point, text)


def test_what_says_the_same_is_no_change():
    assert real_changes(LINES, [new("c"), new(" c \r\n"), new("", 1, DEPTH, MID)]) == []


def test_standing_behind_a_draft_is_a_change():
    assert real_changes(LINES, [new("b", 2)]) == [new("b", 2)]
    assert changed_lines(LINES, [new("b", 2)])[0].drafts == ()


def test_the_last_word_on_a_place_counts():
    assert real_changes(LINES, [new("x"), new("y")]) == [new("y")]


def test_a_change_touches_its_own_place_only():
    depth, clarity = changed_lines(LINES, [new("C")])
    assert depth.anchors == ("a", "b", "C", "d")
    assert (depth.weight, depth.drafts, depth.by_level) == (2, (2,), LINES[0].by_level)
    assert clarity == LINES[1]


def test_a_level_can_get_and_lose_anchors_of_its_own():
    depth = changed_lines(LINES, [new("m", 1, DEPTH, MID), new("", 3, DEPTH, SENIOR)])[0]
    assert depth.by_level == (LevelAnchors(MID, ("m", "", "", "")),)


def test_places_come_in_the_order_of_the_rubric():
    assert [text for text, _ in texts_of(LINES).values()] == [*"abcd", "", "", "cc", "", *"efgh"]
    assert texts_of(LINES)[DEPTH, SENIOR, 3] == ("cc", True)
