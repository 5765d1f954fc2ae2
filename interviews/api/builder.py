"""Building a loop over the API, through the same actions as the pages. `seen` refuses stale changes (409)."""

import uuid
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from interviews import rules
from interviews.access import loop_of
from interviews.actions.ban_question import ban_question
from interviews.actions.lift_ban import lift_ban
from interviews.actions.pin_question import pin_question
from interviews.actions.reassemble_loop import reassemble_loop
from interviews.actions.relax_loop import relax_loop
from interviews.actions.tighten_loop import tighten_loop
from interviews.actions.undo_change import undo_change
from interviews.actions.unpin_question import unpin_question
from interviews.actions.weigh_loop import weigh_loop
from interviews.models import Loop, LoopChange
from interviews.queries.bank import replan
from interviews.queries.changes import changes_of
from interviews.queries.loops import fill_loop
from interviews.queries.proposals import proposal_of, seal
from interviews.queries.relaxations import as_row
from interviews.serializers.builder import (
    BanInput,
    ChangeSerializer,
    PinInput,
    ProposalSerializer,
    RelaxInput,
    TakeInput,
    TightenInput,
    UndoInput,
    WeightsInput,
)
from interviews.serializers.loops import LoopDetail, PlannedSerializer, SeenInput


def _values(shape: serializers.Serializer[Any]) -> dict[str, Any]:
    shape.is_valid(raise_exception=True)
    return dict(shape.validated_data)


def _loop(row: Loop) -> Response:
    return Response(LoopDetail(fill_loop(row)).data)


class PinQuestion(MemberMixin):
    """Whether a proposal may touch a question."""

    @extend_schema(request=PinInput, responses=PlannedSerializer)
    def post(self, request: Request, org: str, planned: uuid.UUID) -> Response:
        """Pins it where it is, or unpins it."""
        values = _values(PinInput(data=request.data))
        verb = pin_question if values["pinned"] else unpin_question
        row = verb(actor=self.member, planned_id=planned, seen=values["seen"])
        return Response(PlannedSerializer(row).data)


class BanQuestion(MemberMixin):
    """A question that is not wanted in its loop."""

    @extend_schema(request=BanInput, responses=PlannedSerializer)
    def post(self, request: Request, org: str, planned: uuid.UUID) -> Response:
        """Bans it; `replaced_by` is what stands in its place."""
        row = ban_question(actor=self.member, planned_id=planned, **_values(BanInput(data=request.data)))
        return Response(PlannedSerializer(row).data)


class LoopBan(MemberMixin):
    """One ban of a loop."""

    @extend_schema(parameters=[SeenInput], responses={204: None})
    def delete(self, request: Request, org: str, loop: uuid.UUID, banned: uuid.UUID) -> Response:
        """Lifts it; `banned` is the question."""
        values = _values(SeenInput(data=request.query_params))
        lift_ban(actor=self.member, loop_id=loop, question_id=banned, **values)
        return Response(status=status.HTTP_204_NO_CONTENT)


class LoopProposal(MemberMixin):
    """What the assembly would make of a loop as it stands."""

    @extend_schema(responses=ProposalSerializer)
    def get(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Computes it; changes nothing."""
        row = loop_of(self.member, loop)
        rules.may_change_loop(self.member, row).require()
        plan = replan(row)
        proposal = proposal_of(plan)
        body = {
            "proposal": seal(row, proposal),
            "status": proposal.status,
            "value": proposal.value,
            "bound": proposal.bound,
            "gaps": proposal.gaps,
            "questions": proposal.wanted,
            "relaxations": [as_row(one) for one in plan.relaxations],
        }
        return Response(ProposalSerializer(body).data)

    @extend_schema(request=TakeInput, responses=LoopDetail)
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Takes it."""
        values = _values(TakeInput(data=request.data))
        return _loop(reassemble_loop(actor=self.member, loop_id=loop, **values))


class RelaxLoop(MemberMixin):
    """Rules given up for a loop."""

    @extend_schema(request=RelaxInput, responses=LoopDetail)
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Gives one up; the next proposal may set it aside."""
        values = _values(RelaxInput(data=request.data))
        seen = values.pop("seen")
        values["topic"] = str(values["topic"]) if values["topic"] else None
        return _loop(relax_loop(actor=self.member, loop_id=loop, relaxation=values, seen=seen))


class TightenLoop(MemberMixin):
    """Rules held to again."""

    @extend_schema(request=TightenInput, responses=LoopDetail)
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Holds to one again."""
        values = _values(TightenInput(data=request.data))
        return _loop(tighten_loop(actor=self.member, loop_id=loop, **values))


class WeighLoop(MemberMixin):
    """What counts how much when a loop is put together."""

    @extend_schema(request=WeightsInput, responses=LoopDetail)
    def put(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Sets it for this loop."""
        values = _values(WeightsInput(data=request.data))
        return _loop(weigh_loop(actor=self.member, loop_id=loop, **values))


class LoopChanges(MemberMixin, generics.ListAPIView[LoopChange]):
    """What was changed in a loop, newest first."""

    serializer_class = ChangeSerializer
    queryset = LoopChange.objects.none()

    def get_queryset(self) -> QuerySet[LoopChange]:
        """Of a loop that this member may see."""
        rules.may_read(self.member).require()
        return changes_of(loop_of(self.member, self.kwargs["loop"]))


class UndoChange(MemberMixin):
    """The way back."""

    @extend_schema(request=UndoInput, responses=ChangeSerializer)
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Takes a change back; the answer is the change that did."""
        values = _values(UndoInput(data=request.data))
        return Response(ChangeSerializer(undo_change(actor=self.member, loop_id=loop, **values)).data)
