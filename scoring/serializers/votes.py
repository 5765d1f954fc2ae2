"""Votes as the API gives and takes them."""

from typing import Any

from rest_framework import serializers

from scoring.actions.cast_vote import LONGEST
from scoring.enums import Ballot, DebriefState
from scoring.models import Vote


class VoteSerializer(serializers.ModelSerializer[Vote]):
    """One vote. `number` counts a member's votes in one round: the last counts, all are kept."""

    class Meta:
        model = Vote
        fields = ["round", "number", "stage", "ballot", "reason"]


class MemberVotesSerializer(serializers.Serializer[Any]):
    """A committee member in one round. What may not be read yet is null or empty."""

    member = serializers.UUIDField(source="member.pk")
    name = serializers.CharField(source="member.user.name")
    voted = serializers.BooleanField()
    replaced = VoteSerializer(many=True)
    second = VoteSerializer(allow_null=True)
    changes = VoteSerializer(many=True)


class FirstSerializer(serializers.Serializer[Any]):
    """An interviewer's first verdict."""

    name = serializers.CharField()
    recommendation = serializers.CharField(source="code")
    counted = serializers.BooleanField()


class VoteChoiceSerializer(serializers.Serializer[Any]):
    """How many chose it; of the committee null while the vote is hidden."""

    ballot = serializers.CharField(source="code")
    first = serializers.IntegerField()
    second = serializers.IntegerField(allow_null=True)
    now = serializers.IntegerField(allow_null=True)


class VotesSerializer(serializers.Serializer[Any]):
    """First and second votes of a loop. `open` says whether the votes of this round may be read."""

    state = serializers.ChoiceField(choices=DebriefState.choices, source="debrief.state")
    round = serializers.IntegerField(source="debrief.round")
    open = serializers.BooleanField()
    firsts = FirstSerializer(many=True)
    members = MemberVotesSerializer(many=True)
    choices = VoteChoiceSerializer(many=True)
    own = VoteSerializer(allow_null=True)
    earlier = serializers.SerializerMethodField()

    def get_earlier(self, reading: Any) -> list[dict[str, Any]]:
        """The rounds before this one."""
        return [
            {"round": number, "members": MemberVotesSerializer(rows, many=True).data}
            for number, rows in reading.rounds
        ]


class CastVoteSerializer(serializers.Serializer[Any]):
    """A vote to cast."""

    ballot = serializers.ChoiceField(choices=Ballot.choices)
    reason = serializers.CharField(max_length=LONGEST)
