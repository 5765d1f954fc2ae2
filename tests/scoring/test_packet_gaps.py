"""What a packet does not tell is gathered in one place."""

from scoring.packet_gaps import gaps_of
from scoring.spread import spread_of
from tests.scoring.test_spread import packet


def test_criteria_that_nobody_rated_are_named_whether_asked_or_wanted_by_the_blueprint():
    bars = [{"id": "d", "name": "Judgement", "points": 3}, {"id": "c", "name": "Depth", "points": 3}]
    rated = packet(3, bars=bars, uncovered_topics=["Storage"])
    found = gaps_of(rated, spread_of(rated))
    assert (found.criteria, found.topics, found.not_assessed) == (["Judgement"], ["Storage"], [])
    unrated = packet(None, bars=bars)
    found = gaps_of(unrated, spread_of(unrated))
    assert found.criteria == ["Depth", "Judgement"]
    assert [(one.criterion, one.card["name"], one.reason) for one in found.not_assessed] == [
        ("Depth", "Card 0", "no time")
    ]


def test_a_trainees_rating_covers_nothing():
    content = packet(3, counted=(False,))
    assert gaps_of(content, spread_of(content)).criteria == ["Depth"]


def test_nothing_left_open_says_nothing():
    content = packet(3)
    assert not gaps_of(content, spread_of(content)).any
