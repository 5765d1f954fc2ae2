"""The shape of what the pages of a question's life take in."""

from django import forms


class RestForm(forms.Form):
    """Until when a question rests; open without a day."""

    until = forms.DateField(required=False)


class PolicyForm(forms.Form):
    """An organisation's rules for its bank."""

    second_eyes = forms.BooleanField(
        required=False,
        label="Nothing goes live unless a second person approved it",
        help_text="Whoever wrote a revision cannot approve it.",
    )
    rest_after = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=1000,
        label="Bring a question to rest after so many uses",
        help_text="Counted since it last became live. Empty: never by itself.",
    )
    rest_days = forms.IntegerField(min_value=1, max_value=1000, label="It then rests for so many days")


class EnemyForm(forms.Form):
    """Which question is never asked beside this one, and why."""

    other = forms.UUIDField(error_messages={"required": "Choose the other question."})
    reason = forms.CharField(
        max_length=300,
        label="How does one give the other away?",
        error_messages={"required": "Say how one gives the other away."},
    )
