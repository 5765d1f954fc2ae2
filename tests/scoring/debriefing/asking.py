"""Who somebody is in a debrief, and how it stands, asked of the database once for many attempts."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import copy
from typing import Any
from unittest.mock import patch

from django.http import Http404

from accounts.ground.verdict import Denied
from scoring.queries import debrief_facts, debriefs

REFUSALS = (Denied, Http404)
STANDING = ("scoring.queries.debriefs", "scoring.queries.debrief_protocol")


@contextmanager
def asked_once() -> Iterator[None]:
    """Inside, actions and protocol ask for each person once whether the debrief is open to them and which
    parts they have, and once how it stands. For attempts that are undone: nothing changes between them.
    What an action does besides is its own, and so is what it asks after it has written (`settle`).
    """
    actions = [name for name in list(sys.modules) if name.startswith("scoring.actions.")]
    with ExitStack() as patched:
        for function, modules in (
            (debriefs.open_debrief, actions),
            (debriefs.parts_of, [*actions, "scoring.queries.debriefs"]),
            (debrief_facts.facts_of, list(STANDING)),
        ):
            asked = _once(function)
            for name in modules:
                if getattr(sys.modules[name], function.__name__, None) is function:
                    patched.enter_context(patch.object(sys.modules[name], function.__name__, asked))
        yield


def _once(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, whose answers and refusals are kept by what it was asked."""
    kept: dict[str, Any] = {}

    def answer(*args: Any, **options: Any) -> Any:
        key = repr([_named(one) for one in args]) + repr(options)
        if key not in kept:
            try:
                kept[key] = function(*args, **options)
            except REFUSALS as refusal:
                kept[key] = refusal
        if isinstance(kept[key], REFUSALS):
            raise kept[key]
        return copy(kept[key])  # a loop is the caller's own to change

    return answer


def _named(argument: Any) -> str:
    return str(getattr(argument, "pk", argument))
