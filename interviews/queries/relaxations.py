"""Rules that a person gave up for a loop, between the assembly's rows and the JSON on the loop."""

import uuid
from collections.abc import Mapping
from typing import Any

from interviews.assembly import Relaxation

# What `Relaxation.kind` may be.
KINDS = (
    "minimum",
    "minutes",
    "kinds",
    "level",
    "reserved",
    "pilots",
    "twice",
    "hardness",
    "length",
    "topics",
    "pin",
    "barred",
)


def as_row(relaxation: Relaxation) -> dict[str, Any]:
    """As Loop.relaxed keeps it."""
    topic = str(relaxation.topic) if relaxation.topic else None
    return {
        "kind": relaxation.kind,
        "told": relaxation.told,
        "session": relaxation.session,
        "topic": topic,
        "to": relaxation.to,
    }


def as_relaxation(row: Mapping[str, Any]) -> Relaxation:
    """As the assembly takes it."""
    topic = uuid.UUID(row["topic"]) if row.get("topic") else None
    return Relaxation(row["kind"], row.get("told", ""), row.get("session"), topic, row.get("to"))


def same_rule(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether both loosen the same rule, however far."""
    return all(one.get(name) == other.get(name) for name in ("kind", "session", "topic"))
