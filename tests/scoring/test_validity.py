"""Correlations with performance on the job, and what a snapshot says in figures."""

import pytest

from scoring.hired_figures import figures_of
from scoring.validity import FEWEST_PAIRS, Validity, validity

# n = 30, made so that r can be figured by hand: ten at each of (-1, -1), (0, 1), (1, 0): r = 1/2.
PAIRS = [(-1.0, -1.0), (0.0, 1.0), (1.0, 0.0)] * 10


def test_fewer_than_thirty_pairs_say_how_many_are_missing() -> None:
    found = validity(PAIRS[:29])
    assert (found.r, found.missing) == (None, 1)
    assert found.words == "29 pairs so far: 1 more before anything is said."
    assert validity([(1, 1)]).words.startswith("1 pair so far")


def test_the_interval_is_fishers() -> None:
    found = validity(PAIRS)
    assert found.r == pytest.approx(0.5)
    # atanh .5 = 0.549306; 1.959964/√27 = 0.377195; tanh 0.172111 = 0.170431; tanh 0.926501 = 0.728958
    assert found.low == pytest.approx(0.170431, abs=1e-5)
    assert found.high == pytest.approx(0.728958, abs=1e-5)
    assert found.words == "+0.50, 95 % interval +0.17 to +0.73, 30 pairs."


@pytest.mark.parametrize(
    "pairs", [[(1.0, float(n % 3)) for n in range(40)], [(float(n), 2.0 * n) for n in range(40)]]
)
def test_what_does_not_vary_or_lies_on_one_line_says_nothing(pairs: list[tuple[float, float]]) -> None:
    assert validity(pairs) == Validity(40)
    assert "do not vary enough" in validity(pairs).words


def test_the_floor_is_thirty() -> None:
    assert FEWEST_PAIRS == 30


def card(key: str, recommendation: str, first: str = "", *, counted: bool = True) -> dict[str, object]:
    return {"id": key, "counted": counted, "recommendation": recommendation, "first_recommendation": first}


def snapshot() -> dict[str, object]:
    def one(value: int | None) -> dict[str, object]:
        return {"state": "rated" if value else "not_assessed", "value": value}

    ratings = {"a": one(4), "b": one(None), "trainee": one(1)}
    criteria = [{"ratings": ratings}, {"ratings": {"a": one(2), "b": one(3)}}]
    packet = {
        "cards": [
            card("a", "yes", "no"),
            card("b", "strong_yes"),
            card("trainee", "strong_no", counted=False),
        ],
        "sessions": [{"questions": [{"criteria": criteria}]}],
        "adjusted": {"candidate": {"fair": 3.1, "low": 2.5, "high": 3.7}},
    }
    votes = [
        {"member": "m", "round": 1, "ballot": "no"},
        {"member": "m", "round": 2, "ballot": "no"},
        {"member": "n", "round": 2, "ballot": "abstain"},
        {"member": "o", "round": 2, "ballot": "strong_yes"},
        {"member": "m", "round": 2, "ballot": "yes"},
    ]
    return {
        "format": 3,
        "packet": packet,
        "protocol": {"round": 2, "votes": votes},
        "decision": {},
        "sources": {},
    }


def test_a_snapshot_in_figures() -> None:
    told = figures_of(snapshot())
    assert (told.votes, told.votes_mean, told.votes_spread) == (2, 3.5, 1)
    assert told.recommendations == "no strong_yes"
    assert told.recommendations_mean == 3
    assert (told.ratings, told.raw_mean) == (3, 3.0)
    assert told.fair == 3.1
    assert told.fair_error == pytest.approx(0.306)


def test_a_snapshot_of_the_packet_alone_has_no_votes() -> None:
    told = figures_of(snapshot()["packet"] | {"adjusted": None})  # type: ignore[operator]  # a dict
    assert (told.votes, told.votes_mean, told.fair) == (0, None, None)
    assert told.raw_mean == 3.0
