"""Every field of every body of the API, given what cannot stand in it: refused by name, nothing written."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from tests.bad_input.bodies import CALLS, Call
from tests.bad_input.sending import House, Sent

pytestmark = pytest.mark.django_db
Path = tuple[str | int, ...]

# What no field of any body takes. A null may mean "nothing", and a whole number may be right: see below.
NEVER = {
    "an object": {"a": {"b": 1}},
    "nested lists": [[[[]]]],
    "NUL": "a\x00b",
    "half a character": "a\ud800b",
    "far too long": "x" * 300_000,
}
NEVER_A_NUMBER = {"below zero": -1, "beyond every column": 10**30, "a fraction": 2.5, "words": "many"}
NEVER_AN_ID = {"no id": "not-an-id", "an id of nothing": "00000000-0000-4000-8000-00000000dead"}
ANY_NUMBER = {("seed", "below zero")}


def leaves(body: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value of a body that is no list and no object, with where it stands."""
    if isinstance(body, dict | list):
        pairs = body.items() if isinstance(body, dict) else enumerate(body)
        for key, value in pairs:
            yield from leaves(value, (*path, key))
    else:
        yield path, body


def replaced(body: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(body)
    place: Any = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return changed


def wrong_values(house: House, path: Path, right: Any) -> dict[str, Any]:
    wrong = dict(NEVER)
    if isinstance(right, int) and not isinstance(right, bool):
        wrong |= {what: value for what, value in NEVER_A_NUMBER.items() if (path[-1], what) not in ANY_NUMBER}
    known = {str(pk): name for name, pk in house.ids.items()}
    if right in known:
        wrong |= NEVER_AN_ID | {"an id of another organisation": str(house.foreign[known[right]])}
    return wrong


def complaint(sent: Sent) -> str:
    """What is not as it should be in the answer to a wrong value; empty when all is well."""
    if not 400 <= sent.status < 500:
        return f"{sent.status} {sent.text[:300]}"
    if not sent.wrote_nothing:
        return "something was written"
    if sent.error["code"] in ("invalid", "parse_error", "not_found", "conflict"):
        return ""
    return str(sent.error)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: f"{call.name}-{call.method}")
def test_the_right_request_is_taken(house: House, call: Call) -> None:
    sent = house.send_json(call.part, call.method, call.name, call.body(house.ids))
    assert sent.status in (200, 201), sent.text


# Each edit of a batch answers for itself, with 200: tests/scoring/actions/test_save_edits.py tries those.
WHOLE = [call for call in CALLS if call.name not in ("api_my_edits", "live_edits")]


@pytest.mark.parametrize("call", WHOLE, ids=lambda call: f"{call.name}-{call.method}")
def test_no_field_takes_what_cannot_stand_in_it(house: House, call: Call) -> None:
    body = call.body(house.ids)
    problems = {
        f"{'.'.join(map(str, path))} = {what}": wrong
        for path, right in leaves(body)
        for what, value in wrong_values(house, path, right).items()
        if (
            wrong := complaint(
                house.send_json(call.part, call.method, call.name, replaced(body, path, value))
            )
        )
    }
    assert not problems, "\n".join(f"{where}: {what}" for where, what in problems.items())


@pytest.mark.parametrize("call", CALLS, ids=lambda call: f"{call.name}-{call.method}")
def test_no_whole_field_may_be_of_another_kind(house: House, call: Call) -> None:
    body = call.body(house.ids)
    problems = {
        f"{name} = {value!r}": f"{sent.status} {sent.text[:200]}"
        for name in body
        for value in (7.5, {"x": 1}, [[1]], "\ud800")
        if (sent := house.send_json(call.part, call.method, call.name, body | {name: value})).status >= 500
        or (sent.status >= 400 and not (sent.wrote_nothing and sent.error))
    }
    assert not problems, "\n".join(f"{where}: {what}" for where, what in problems.items())
