import pytest

from interviews.queries.standing import standing_of


@pytest.mark.parametrize(
    ("proof", "words"),
    [
        (("optimal", 5.0, 5.0), "No better loop exists under the rules"),
        (("feasible", 4.9, 5.0), "Keeps every rule, within 2 % of the best there can be"),
        (("feasible", 5.0, 5.0), "Keeps every rule, within 1 % of the best there can be"),
        (("feasible", None, None), "Keeps every rule; a better one may exist"),
        (("nearest", 3.0, 3.0), "The nearest to what the rules ask for"),
        (("", None, None), "Put together by hand"),
        (("", None, 5.0), "Changed by hand since it was put together"),
    ],
)
def test_how_a_loop_stands_is_said_in_words(proof, words):
    assert standing_of(*proof).words == words
