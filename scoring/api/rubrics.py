"""Rubrics under review over the API, through the same queries and actions as the pages."""

import uuid

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from questionbank import access
from questionbank.actions.approve_proposal import approve_proposal
from questionbank.actions.comment_on_anchor import comment_on_anchor
from questionbank.actions.decline_proposal import decline_proposal
from questionbank.actions.propose_anchors import propose_anchors
from questionbank.actions.settle_comment import settle_comment
from questionbank.actions.withdraw_proposal import withdraw_proposal
from questionbank.queries.rubric_proposals import proposals_on
from questionbank.rubric_change import NewAnchor
from questionbank.rules import may_read_rubric_reviews
from scoring.queries.rubric_review_list import rubric_rows
from scoring.queries.rubric_review_page import rubric_page
from scoring.queries.rubric_review_proposal import proposal_page
from scoring.serializers.gate import ReasonSerializer
from scoring.serializers.rubrics import (
    AnchorCommentSerializer,
    NewCommentSerializer,
    NewRubricProposalSerializer,
    RubricPageSerializer,
    RubricProposalPageSerializer,
    RubricProposalSerializer,
    RubricRowSerializer,
)


class Rubrics(MemberMixin):
    """All rubrics that questions are put with."""

    @extend_schema(
        parameters=[OpenApiParameter("q", description="Words of its name, or of its first question.")],
        responses=RubricRowSerializer(many=True),
    )
    def get(self, request: Request, org: str) -> Response:
        """What wants attention first."""
        may_read_rubric_reviews(self.member).require()
        rows = rubric_rows(self.member, words=request.GET.get("q", ""))
        return Response(RubricRowSerializer(rows, many=True).data)


class OneRubric(MemberMixin):
    """A rubric with its anchors."""

    @extend_schema(responses=RubricPageSerializer)
    def get(self, request: Request, org: str, rubric: uuid.UUID) -> Response:
        """With evidence beside them for committee members and curators."""
        row = access.rubric_of(self.member, rubric)
        return Response(RubricPageSerializer(rubric_page(self.member, row)).data)


class RubricComments(MemberMixin):
    """Comments on a criterion of a rubric."""

    @extend_schema(request=NewCommentSerializer, responses={201: AnchorCommentSerializer})
    def post(self, request: Request, org: str, line: uuid.UUID) -> Response:
        """Remarks on it, or on one of its anchors."""
        shape = NewCommentSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        made = comment_on_anchor(actor=self.member, line_id=line, **shape.validated_data)
        return Response(AnchorCommentSerializer(made).data, status=status.HTTP_201_CREATED)


class SettleComment(MemberMixin):
    """Settling a comment."""

    @extend_schema(request=None, responses=AnchorCommentSerializer)
    def post(self, request: Request, org: str, comment: uuid.UUID) -> Response:
        """By its author or a curator; again, it changes nothing."""
        row = settle_comment(actor=self.member, comment_id=comment)
        return Response(AnchorCommentSerializer(row).data)


class RubricProposals(MemberMixin):
    """Proposals to change a rubric."""

    @extend_schema(responses=RubricProposalSerializer(many=True))
    def get(self, request: Request, org: str, rubric: uuid.UUID) -> Response:
        """Newest first."""
        rows = proposals_on(access.rubric_of(self.member, rubric))
        return Response(RubricProposalSerializer(rows, many=True).data)

    @extend_schema(request=NewRubricProposalSerializer, responses={201: RubricProposalPageSerializer})
    def post(self, request: Request, org: str, rubric: uuid.UUID) -> Response:
        """Proposes a change, answered with what it would do. 409 where nothing has the rubric any more."""
        shape = NewRubricProposalSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        typed = shape.validated_data
        anchors = [
            NewAnchor(one["criterion"], one["level"], one["point"], one["text"]) for one in typed["anchors"]
        ]
        made = propose_anchors(
            actor=self.member,
            rubric_id=rubric,
            anchors=anchors,
            why=typed["why"],
            meaning=typed["meaning"],
            proposal_id=typed["id"],
        )
        page = RubricProposalPageSerializer(proposal_page(self.member, made)).data
        return Response(page, status=status.HTTP_201_CREATED)


class _Proposal(MemberMixin):
    """Answers with the proposal as it stands."""

    def standing(self, proposal: uuid.UUID) -> Response:
        """404 for who may not read it."""
        row = access.proposal_of(self.member, proposal)
        return Response(RubricProposalPageSerializer(proposal_page(self.member, row)).data)


class OneProposal(_Proposal):
    """One proposal."""

    @extend_schema(responses=RubricProposalPageSerializer)
    def get(self, request: Request, org: str, proposal: uuid.UUID) -> Response:
        """What it changes, what it would do, and who stands behind it."""
        return self.standing(proposal)


class ApproveProposal(_Proposal):
    """Standing behind a proposal."""

    @extend_schema(request=None, responses=RubricProposalPageSerializer)
    def post(self, request: Request, org: str, proposal: uuid.UUID) -> Response:
        """The second approval puts it into force; 409 where a question has another rubric since."""
        approve_proposal(actor=self.member, proposal_id=proposal)
        return self.standing(proposal)


class DeclineProposal(_Proposal):
    """Declining a proposal."""

    @extend_schema(request=ReasonSerializer, responses=RubricProposalPageSerializer)
    def post(self, request: Request, org: str, proposal: uuid.UUID) -> Response:
        """With a reason."""
        shape = ReasonSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        decline_proposal(actor=self.member, proposal_id=proposal, reason=shape.validated_data["reason"])
        return self.standing(proposal)


class WithdrawProposal(_Proposal):
    """Withdrawing a proposal."""

    @extend_schema(request=None, responses=RubricProposalPageSerializer)
    def post(self, request: Request, org: str, proposal: uuid.UUID) -> Response:
        """By its author."""
        withdraw_proposal(actor=self.member, proposal_id=proposal)
        return self.standing(proposal)
