"""The shape of what the pages of this app take in."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms

from accounts.enums import NameOpens, Role


class SignInForm(LoginForm):
    """Email and password; who comes here can type at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autofocus"] = True


class InviteForm(forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(label="Email")
    roles = forms.MultipleChoiceField(
        label="Roles", choices=Role.choices, widget=forms.CheckboxSelectMultiple, required=False
    )


class RolesForm(forms.Form):
    """What a member may do."""

    roles = forms.MultipleChoiceField(
        label="Roles", choices=Role.choices, widget=forms.CheckboxSelectMultiple, required=False
    )


class JoinForm(forms.Form):
    """A new person's name and password; the address is the invitation's."""

    name = forms.CharField(label="Your name", max_length=120)
    password = forms.CharField(
        label="Choose a password",
        help_text="At least ten characters.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class SettingsForm(forms.Form):
    """What holds for the whole organisation."""

    name = forms.CharField(label="Name", max_length=120)
    show_adjusted = forms.BooleanField(
        label="Show adjusted scores beside raw ones in the packet",
        help_text="Off unless you switch it on. They inform and never decide; raw scores are always shown.",
        required=False,
    )
    name_opens = forms.ChoiceField(
        label="Show the candidate's name in the packet",
        choices=NameOpens.choices,
        widget=forms.RadioSelect,
        initial=NameOpens.RELEASE,
        help_text="Until then there is the pseudonym only. What is kept of a decision never holds the name.",
    )
    veto = forms.BooleanField(
        label="A facilitator may veto a hire",
        help_text="With a reason, in the record. While it stands, no decision to hire can be recorded.",
        required=False,
    )
