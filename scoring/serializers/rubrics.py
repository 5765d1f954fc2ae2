"""Rubrics under review, as the API gives and takes them."""

from typing import Any

from rest_framework import serializers

from questionbank.enums import Meaning
from questionbank.models import AnchorComment, RubricProposal


class RubricRowSerializer(serializers.Serializer[Any]):
    """One rubric in use, those first that want somebody's attention."""

    id = serializers.UUIDField(source="rubric_id")
    name = serializers.CharField()
    title = serializers.CharField(help_text="Of the first question that is put with it.")
    questions = serializers.IntegerField()
    want = serializers.CharField(source="want.name", help_text="Why to look at it, in one word.")
    proposals = serializers.IntegerField(source="open_proposals", help_text="Waiting for approval.")
    yours = serializers.IntegerField(help_text="Proposals that wait for you.")
    comments = serializers.IntegerField(help_text="Not settled.")
    drafts = serializers.IntegerField(help_text="Anchors that nobody stands behind.")
    ratings = serializers.IntegerField(source="n")
    use = serializers.ListField(
        child=serializers.IntegerField(), help_text="How often each point was given; empty: too little data."
    )
    remarks = serializers.ListField(child=serializers.CharField())
    missing = serializers.CharField(allow_blank=True, help_text="What is missing before anything is said.")


class AnchorSerializer(serializers.Serializer[Any]):
    """What one point looks like, at one level or at all (null)."""

    id = serializers.UUIDField(source="pk")
    level = serializers.UUIDField(source="level_id", allow_null=True)
    text = serializers.CharField()
    is_draft = serializers.BooleanField()


class ShownPointSerializer(serializers.Serializer[Any]):
    """One point: its anchors, and pseudonymous evidence for who reviews rubrics."""

    point = serializers.IntegerField()
    anchors = AnchorSerializer(many=True)
    examples = serializers.ListField(child=serializers.CharField())


class AnchorCommentSerializer(serializers.ModelSerializer[AnchorComment]):
    """A comment on a criterion, or on one anchor of it."""

    author = serializers.CharField(source="author.user.name", read_only=True)

    class Meta:
        model = AnchorComment
        fields = ["id", "line", "anchor", "author", "text", "created_at", "settled_at"]


class ShownCriterionSerializer(serializers.Serializer[Any]):
    """One criterion of a rubric with its points and open comments."""

    line = serializers.UUIDField(source="line.pk")
    criterion = serializers.UUIDField(source="line.criterion_id")
    name = serializers.CharField(source="line.criterion.name")
    weight = serializers.IntegerField(source="line.weight")
    points = ShownPointSerializer(many=True)
    comments = serializers.SerializerMethodField()

    def get_comments(self, shown: Any) -> list[dict[str, Any]]:
        """Those that are not settled."""
        rows = [remark.comment for remark in shown.open]
        return [dict(row) for row in AnchorCommentSerializer(rows, many=True).data]


class RubricPageSerializer(serializers.Serializer[Any]):
    """A rubric with anchors, evidence and comments."""

    drafts = serializers.IntegerField()
    questions = serializers.IntegerField(source="used", help_text="That are put with it now.")
    missing = serializers.CharField(allow_blank=True, help_text="Why there are no examples.")
    criteria = ShownCriterionSerializer(many=True)


class NewCommentSerializer(serializers.Serializer[Any]):
    """A remark; without an anchor on the criterion."""

    text = serializers.CharField(max_length=2000)
    anchor_id = serializers.UUIDField(required=False, allow_null=True, default=None)


class NewAnchorSerializer(serializers.Serializer[Any]):
    """What one anchor is to say; an empty text takes it away, no level: for all."""

    criterion = serializers.UUIDField()
    level = serializers.UUIDField(required=False, allow_null=True, default=None)
    point = serializers.IntegerField(min_value=1, max_value=4)
    text = serializers.CharField(allow_blank=True, max_length=2000)


class NewRubricProposalSerializer(serializers.Serializer[Any]):
    """A change of a rubric's anchors. The id may be made up by the sender: sent twice it is one."""

    id = serializers.UUIDField(required=False, default=None, allow_null=True)
    why = serializers.CharField(max_length=2000)
    meaning = serializers.ChoiceField(choices=[Meaning.SAME.value, Meaning.NOT_COMPARABLE.value])
    anchors = NewAnchorSerializer(many=True, default=list)


class RubricProposalSerializer(serializers.ModelSerializer[RubricProposal]):
    """A proposal and where it stands; `made` is the rubric that it became."""

    author = serializers.CharField(source="author.user.name", read_only=True)

    class Meta:
        model = RubricProposal
        fields = [
            *("id", "rubric", "author", "why", "meaning", "state", "created_at", "closed_at"),
            *("closed_reason", "made"),
        ]


class EffectSerializer(serializers.Serializer[Any]):
    """What a change would do: on how many questions; how many ratings it ends the comparison of if it is not
    comparable; how many open loops have interviews ahead that keep the anchors as they are.
    """

    questions = serializers.IntegerField()
    ratings = serializers.IntegerField()
    loops = serializers.IntegerField()
    sessions = serializers.IntegerField()


class AnchorDifferenceSerializer(serializers.Serializer[Any]):
    """One anchor before and after."""

    criterion = serializers.CharField()
    level = serializers.CharField(allow_blank=True)
    point = serializers.IntegerField()
    before = serializers.CharField(allow_blank=True)
    after = serializers.CharField(allow_blank=True)


class RubricProposalPageSerializer(serializers.Serializer[Any]):
    """A proposal with what it changes, what it would do, and who stands behind it."""

    proposal = RubricProposalSerializer()
    differences = AnchorDifferenceSerializer(many=True)
    approvers = serializers.ListField(child=serializers.CharField())
    missing = serializers.IntegerField(help_text="Approvals that it still takes.")
    effect = EffectSerializer(allow_null=True, help_text="Of an open one.")
    may_approve = serializers.BooleanField()
