"""The shape of a search over the API: what it takes, and a page of what it finds."""

import uuid
from typing import Any

from rest_framework import serializers

from questionbank.enums import Difficulty, Health, Kind, Order, State, Used
from questionbank.exporting import FORMATS
from questionbank.forms_search import NONE
from questionbank.searching import FACETS, Search
from questionbank.serializers import QuestionRowSerializer


class IdOrNoneField(serializers.UUIDField):
    """An id, or "none": without one."""

    def to_internal_value(self, data: Any) -> uuid.UUID | None:  # type: ignore[override]  # "none" is no id
        """None for "none"."""
        return None if data == NONE else super().to_internal_value(data)


class SearchSerializer(serializers.Serializer[Any]):
    """What is looked for; every filter may be given several times, which means "or"."""

    q = serializers.CharField(
        default="",
        allow_blank=True,
        max_length=300,
        help_text='"a phrase", or, -without.',
    )
    topic = serializers.ListField(
        child=IdOrNoneField(), default=list, help_text="With all topics below it; `none`: without one."
    )
    level = serializers.ListField(child=IdOrNoneField(), default=list, help_text="`none`: without one.")
    kind = serializers.ListField(child=serializers.ChoiceField(choices=Kind.choices), default=list)
    state = serializers.ListField(child=serializers.ChoiceField(choices=State.choices), default=list)
    difficulty = serializers.ListField(
        child=serializers.ChoiceField(choices=Difficulty.choices), default=list
    )
    health = serializers.ListField(child=serializers.ChoiceField(choices=Health.choices), default=list)
    used = serializers.ListField(child=serializers.ChoiceField(choices=Used.choices), default=list)
    sort = serializers.ChoiceField(
        choices=Order.choices, default="", help_text="`best` with words, else `topic`, unless told."
    )
    after = serializers.CharField(default="", help_text="As given in `next`.")
    before = serializers.CharField(default="", help_text="As given in `previous`.")
    size = serializers.IntegerField(default=50, min_value=1, max_value=200)

    def search(self) -> Search:
        """What is looked for; call it when it is valid."""
        sent = self.validated_data
        return Search(text=sent["q"], order=sent["sort"], **{name: tuple(sent[name]) for name in FACETS})


class ExportSerializer(serializers.Serializer[Any]):
    """In which format questions leave."""

    format = serializers.ChoiceField(choices=list(FORMATS))


class QuestionPageSerializer(serializers.Serializer[Any]):
    """A page of questions; `count` is the least that there are where `count_is_exact` is false."""

    count = serializers.IntegerField()
    count_is_exact = serializers.BooleanField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = QuestionRowSerializer(many=True)
