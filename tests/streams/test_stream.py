"""The stream of a session as a real web process sends it, over a real broker."""

from collections.abc import Callable

from tests.cast import World
from tests.streams.listening import Stream

Listen = Callable[..., Stream]


def here(state: dict, name: str) -> bool:
    return next(one["here"] for one in state["people"] if one["name"] == name)


def test_two_people_see_that_the_other_is_there(acme: World, listen: Listen) -> None:
    lead = listen(acme.lead)
    first = lead.until(lambda state: True)
    assert (here(first, str(acme.lead)), here(first, str(acme.second))) == (True, False)
    listen(acme.second)
    lead.until(lambda state: here(state, str(acme.second)))
