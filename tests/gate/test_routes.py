"""The walk goes by the resolver: a new route is walked by itself, or named here."""

from tests.gate.walking import unknown


def test_the_walk_knows_what_to_send_to_every_route() -> None:
    assert unknown() == {}
