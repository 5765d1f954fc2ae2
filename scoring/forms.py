"""Reads what the pages of this app post."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from accounts.ground.verdict import Invalid
from scoring.card_fields import BadField, parse_field
from scoring.incoming import HIGHEST_NUMBER

# --- live sheet ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SheetForm:
    """The live sheet as a browser without script posts it."""

    form: str
    base: int
    values: dict[str, str]
    seat: uuid.UUID | None
    sent_by_script: bool  # the journal has sent every field already


def read_sheet_form(post: QueryDict) -> SheetForm:
    """The fields of a card among what was posted; everything else is left."""
    base = post.get("base", "0")
    return SheetForm(
        form=post.get("form", ""),
        base=min(int(base), HIGHEST_NUMBER) if base.isdecimal() else 0,
        values={name: str(post[name]) for name in post if _is_field(name)},
        seat=read_uuid(post.get("seat"), "seat"),
        sent_by_script=post.get("journal") == "sent",
    )


def read_json(request: HttpRequest) -> dict[str, Any]:
    """The JSON object in the request's body; Invalid when there is none."""
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Invalid("The body is not JSON.") from None
    if not isinstance(body, dict):
        raise Invalid("The body is not a JSON object.")
    return body


def read_uuid(value: object, name: str) -> uuid.UUID | None:
    """A UUID, or None when nothing was sent; Invalid when it is something else."""
    if not value:
        return None
    try:
        return uuid.UUID(str(value))
    except ValueError:
        raise Invalid(f"The {name} is not a UUID.", {name: "Must be a UUID."}) from None


def _is_field(name: str) -> bool:
    try:
        return bool(parse_field(name))
    except BadField:
        return False
