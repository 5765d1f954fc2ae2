"""What the panel's page sends: one field a seat, each with a reason beside it."""

import uuid
from collections.abc import Callable, Mapping

from django import forms

from accounts.ground.verdict import Invalid
from interviews.actions._changing import LONGEST_REASON
from interviews.actions._seating import Wanted
from interviews.enums import SeatKind

Why = Callable[[uuid.UUID, uuid.UUID, str], str]  # member, session, kind -> why they were proposed


class DeclineForm(forms.Form):
    """Why somebody gives a seat back."""

    reason = forms.CharField(
        label="Why you give it back",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whoever plans the interviews reads it, and nobody else. A word is enough.",
    )


class SeatPersonForm(forms.Form):
    """Who takes a seat instead, and why in spite of what speaks against them."""

    member = forms.UUIDField(error_messages={"required": "Choose somebody.", "invalid": "Choose somebody."})
    override = forms.CharField(max_length=LONGEST_REASON, required=False)
    version = forms.IntegerField(required=False, min_value=0)


class SwapForm(forms.Form):
    """With whose seat it is swapped."""

    other = forms.UUIDField(error_messages={"required": "Choose a seat.", "invalid": "Choose a seat."})
    override = forms.CharField(max_length=LONGEST_REASON, required=False)
    version = forms.IntegerField(required=False, min_value=0)


def chosen_seats(data: Mapping[str, str], why: Why) -> list[Wanted]:
    """The seats that the page names somebody for; only the one whose button was pressed, if it was.

    A field is `seat:<session>:<kind>:<number>`. Invalid for one that says no session, kind or member.
    """
    only = data.get("only", "")
    found = []
    for name, value in data.items():
        if not name.startswith("seat:") or not value or (only and name != f"seat:{only}"):
            continue
        found.append(_wanted(name.removeprefix("seat:"), value, data, why))
    return found


def _wanted(key: str, value: str, data: Mapping[str, str], why: Why) -> Wanted:
    session, kind, *_ = [*key.split(":"), "", ""]
    if kind not in SeatKind.values:
        raise Invalid("There is no such seat.", {"seats": "No such seat."})
    try:
        session_id, member_id = uuid.UUID(session), uuid.UUID(value)
    except ValueError:
        raise Invalid("There is no such seat.", {"seats": "No such seat or person."}) from None
    override = data.get(f"override:{key}", "")
    return Wanted(session_id, kind, member_id, why(member_id, session_id, kind), override)


def version_of(data: Mapping[str, str]) -> int | None:
    """The loop's version that the page showed; None if it says none."""
    text = data.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
