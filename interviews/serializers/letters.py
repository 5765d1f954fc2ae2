"""Letters and the link to a candidate's page as the API gives them."""

from typing import Any

from rest_framework import serializers

from interviews.enums import NoticeKind
from interviews.models import Notice
from interviews.queries.letters import letter_of


class LetterSerializer(serializers.ModelSerializer[Notice]):
    """A letter word for word; the secret of a candidate's page is left out of it."""

    kind = serializers.ChoiceField(choices=NoticeKind.choices)
    to = serializers.SerializerMethodField()
    address = serializers.SerializerMethodField()
    subject = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField()

    class Meta:
        model = Notice
        fields = (
            "id",
            "session",
            "kind",
            "sequence",
            "to",
            "address",
            "subject",
            "text",
            "due_at",
            "tries",
            "sent_at",
            "dropped_at",
            "why",
        )

    def get_to(self, notice: Notice) -> str:
        """The recipient's name."""
        return letter_of(notice).to.name

    def get_address(self, notice: Notice) -> str:
        """Their email address; empty if there is none any more."""
        return letter_of(notice).to.email

    def get_subject(self, notice: Notice) -> str:
        """The subject."""
        return letter_of(notice).subject

    def get_text(self, notice: Notice) -> str:
        """The words."""
        return letter_of(notice).text


class LinkSerializer(serializers.Serializer[Any]):
    """A link to a candidate's page. `address` is in this answer and never again."""

    address = serializers.URLField()
    expires_at = serializers.DateTimeField()
