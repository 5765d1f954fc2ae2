"""What a packet's page shows of its data."""

from scoring.snapshot import digest_of
from scoring.spread import Spread, spread_of


def rating(value: int | None) -> dict:
    state = "rated" if value else "not_assessed"
    return {"state": state, "value": value, "reason": "" if value else "no time", "evidence": ""}


def spread(*values: int | None, counted: tuple[bool, ...] = (), votes: tuple[str, ...] = ()) -> Spread:
    """One question, one criterion, a card for each value."""
    cards = [
        {
            "id": str(n),
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
    return spread_of({"cards": cards, "sessions": [{"id": "s", "title": "One", "questions": [question]}]})


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
    assert found.given == [(1, ["Card 0"]), (3, ["Card 1", "Card 2"])]


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


def test_the_digest_knows_content_and_not_the_order_of_keys():
    assert digest_of({"a": 1, "b": [1, 2]}) == digest_of({"b": [1, 2], "a": 1})
    assert digest_of({"b": [1, 2]}) != digest_of({"b": [2, 1]})
