"""What a packet's page shows of its data."""

from typing import Any

from scoring.pictures_packet import dots
from scoring.snapshot import digest_of
from scoring.spread import Spread, spread_of


def rating(value: int | None) -> dict:
    state = "rated" if value else "not_assessed"
    return {"state": state, "value": value, "reason": "" if value else "no time", "evidence": ""}


def spread(*values: int | None, **fields: Any) -> Spread:
    """Of `packet`."""
    return spread_of(packet(*values, **fields))


def packet(
    *values: int | None, counted: tuple[bool, ...] = (), votes: tuple[str, ...] = (), **more: Any
) -> dict:
    """One question, one criterion, a card for each value."""
    cards = [
        {
            "id": str(n),
            "interviewer": str(n),
            "name": f"Card {n}",
            "session": "s",
            "counted": counted[n] if counted else True,
            "recommendation": votes[n] if votes else "yes",
        }
        for n in range(len(values))
    ]
    ratings = {str(n): rating(value) for n, value in enumerate(values)}
    criterion = {"id": "c", "name": "Depth", "weight": 1, "anchors": {}, "ratings": ratings}
    question = {"planned": "p", "prompt": "Why?", "state": "asked", "reason": "", "criteria": [criterion]}
    return {"cards": cards, "sessions": [{"id": "s", "title": "One", "questions": [question]}]} | more


def test_the_mean_is_of_what_was_rated_and_says_of_how_many():
    found = spread(4, None, 2)
    assert (found.summary.mean, found.summary.n, found.summary.not_assessed) == (3, 2, 1)
    assert found.grid[0].summary.values == [4, None, 2]


def test_where_nothing_was_rated_there_is_no_mean():
    found = spread(None, None)
    assert (found.summary.mean, found.summary.n, found.disagreements) == (None, 0, [])


def test_two_points_are_a_disagreement_and_one_is_not():
    assert spread(2, 3).disagreements == []
    (found,) = spread(1, 3, 3).disagreements
    assert found.gap == 2
    sides = [(side.value, [cell.card["name"] for cell in side.cells]) for side in found.sides]
    assert sides == [(1, ["Card 0"]), (3, ["Card 1", "Card 2"])]


def test_a_trainees_card_makes_neither_mean_nor_disagreement_nor_split():
    found = spread(3, 3, 1, counted=(True, True, False), votes=("yes", "yes", "strong_no"))
    assert (found.summary.mean, found.disagreements, found.split) == (3, [], False)
    assert [cell.rating["value"] for cell in found.parts[0].questions[0].lines[0].cells] == [3, 3, 1]


def test_recommendations_for_and_against_are_a_split():
    assert spread(3, 3, votes=("yes", "no")).split
    assert not spread(3, 3, votes=("yes", "strong_yes")).split
    assert spread(3, 3, votes=("strong_yes", "yes")).votes == [
        ("yes", "Yes", 1),
        ("strong_yes", "Strong yes", 1),
    ]


def test_the_grid_knows_the_bar_where_the_packet_does():
    assert spread(3, 4).grid[0].bar is None, "packets of earlier formats have none"
    assert spread(3, 4, bars=[]).grid[0].bar == 3
    (row,) = spread(3, 4, bars=[{"id": "c", "name": "Depth", "points": 2}]).grid
    assert row.bar == 2
    assert row.picture.words == "2 ratings: 3, 4; mean 3.50; the bar is 2"


def test_the_cards_of_one_interviewer_are_one_column_but_those_that_do_not_count_are_another():
    content = packet(3, 4, 1, counted=(True, True, False))
    for card in content["cards"]:
        card["interviewer"] = "i"
    found = spread_of(content)
    assert [(rater.counted, len(rater.cards)) for rater in found.raters] == [(True, 2), (False, 1)]
    assert [summary.mean for _, summary in found.grid[0].cells] == [3.5, 1]


def test_the_first_mean_stands_beside_only_where_it_is_another_one():
    content = packet(3, 4)
    assert spread_of(content).grid[0].first_mean is None
    ratings = content["sessions"][0]["questions"][0]["criteria"][0]["ratings"]
    ratings["0"]["first"] = {"state": "rated", "value": 1}
    found = spread_of(content)
    assert (found.grid[0].summary.mean, found.grid[0].first_mean, found.amended) == (3.5, 2.5, 1)
    (apart,) = found.disagreements
    assert (apart.gap, apart.closed, apart.amended) == (3, True, True)


def test_a_replaced_question_has_no_number_and_names_what_came_instead():
    content = packet(3)
    question = content["sessions"][0]["questions"][0]
    replaced = question | {"planned": "q", "state": "replaced", "replaced_by": "p", "criteria": []}
    content["sessions"][0]["questions"] = [replaced, question]
    first, second = spread_of(content).parts[0].questions
    assert (first.place, first.instead, second.place) == ("Replaced question", question, "Question 1")


def test_the_picture_of_nothing_says_so():
    picture = dots([None], 3)
    assert (picture.known, picture.words) == (False, "No ratings; the bar is 3; 1 not assessed")
    assert picture.mean_x == ""


def test_the_digest_knows_content_and_not_the_order_of_keys():
    assert digest_of({"a": 1, "b": [1, 2]}) == digest_of({"b": [1, 2], "a": 1})
    assert digest_of({"b": [1, 2]}) != digest_of({"b": [2, 1]})
