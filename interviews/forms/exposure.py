"""The shape of what the ledger and the leak report take in."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.models import Membership
from interviews.queries.exposure import WHATS


class LedgerForm(forms.Form):
    """Which lines of the ledger; what makes no sense is not asked for."""

    what = forms.ChoiceField(required=False, choices=[("", "Everything"), *WHATS.items()])
    member = forms.TypedChoiceField(required=False, coerce=uuid.UUID, empty_value=None)

    def __init__(self, members: Iterable[Membership], data: Any) -> None:
        super().__init__(data)
        people = [(str(member.pk), str(member)) for member in members]
        self.fields["member"].choices = [("", "Everybody"), *people]  # type: ignore[attr-defined]  # a choice field

    def wanted(self) -> dict[str, Any]:
        """The filter, for `ledger_of`."""
        self.is_valid()
        return {"what": self.cleaned_data.get("what") or "", "member_id": self.cleaned_data.get("member")}


class LeakForm(forms.Form):
    """Where a question was found."""

    where = forms.CharField(
        label="Where was it found, and by whom?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="An address, a book, a candidate who said so. It stays in the record.",
    )
