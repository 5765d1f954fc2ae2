"""Who may pass which door: the words of the table. Its rows stand in a module per app.

A row is a URL's name and, for each method that it takes, who is let in, and for whom the thing does not exist
(404). Everybody else of the organisation is told why not (403). Strangers get 404 and the signed-out are sent
to sign in; that holds for every row and is not repeated in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Ids = dict[str, Any]
Body = Callable[[Ids], dict[str, Any]]

# The parts of the cast. `lead` is an interviewer seated in the session, `other` one who is not;
# `nobody` is a member without a role.
ROLES = frozenset({"admin", "curator", "coordinator", "committee", "lead", "other"})
ALL = ROLES | {"nobody"}
NOBODY: frozenset[str] = frozenset()


def some(names: str) -> frozenset[str]:
    """The parts named, separated by blanks."""
    found = frozenset(names.split())
    assert found <= ALL
    return found


ADMIN = some("admin")
CURATORS = some("admin curator")
PROPOSERS = some("admin curator lead other")
PLANNERS = some("admin coordinator")
INTERVIEWERS = some("admin coordinator lead other")
SEES_ALL = some("admin coordinator committee")
IN_LOOP = SEES_ALL | {"lead"}


@dataclass(frozen=True)
class Door:
    """One method of one URL. `body` is what is sent, where nothing would be refused for being nothing."""

    inside: frozenset[str]
    unseen: frozenset[str]
    body: Body | None

    def expects(self, part: str) -> str:
        """What this part of the cast meets: in, 404 or 403."""
        if part in self.inside:
            return "in"
        return "404" if part in self.unseen else "403"


Row = dict[str, Door]


def door(*methods: str) -> Callable[..., Row]:
    """A maker of rows for these methods."""

    def row(inside: frozenset[str], unseen: frozenset[str] = NOBODY, body: Body | None = None) -> Row:
        assert not inside & unseen
        return {method: Door(inside, unseen, body) for method in methods}

    return row


get, post, both = door("GET"), door("POST"), door("GET", "POST")
put, patch, delete = door("PUT"), door("PATCH"), door("DELETE")
