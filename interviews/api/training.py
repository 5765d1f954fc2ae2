"""Modules and training over the API, through the same actions as the pages."""

import uuid

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from interviews import rules
from interviews.access import module_of
from interviews.actions.approve_qualification import approve_qualification
from interviews.actions.change_module import change_module
from interviews.actions.create_module import create_module
from interviews.actions.restore_module import restore_module
from interviews.actions.retire_module import retire_module
from interviews.actions.start_training import start_training
from interviews.actions.withdraw_qualification import withdraw_qualification
from interviews.models import Module
from interviews.queries.modules import modules_of, people_of
from interviews.queries.qualifications import own_steps
from interviews.serializers.training import (
    ApprovalInput,
    ModuleInput,
    ModuleSerializer,
    QualificationSerializer,
    TraineeInput,
    TrainingReason,
    TrainingStepSerializer,
)


class Modules(MemberMixin, generics.ListAPIView[Module]):
    """All modules, those in use first."""

    serializer_class = ModuleSerializer
    queryset = Module.objects.none()

    def get_queryset(self) -> QuerySet[Module]:
        """By name."""
        rules.may_read(self.member).require()
        return modules_of(self.member)

    @extend_schema(request=ModuleInput, responses={201: ModuleSerializer})
    def post(self, request: Request, org: str) -> Response:
        """Makes one."""
        shape = ModuleInput(data=request.data)
        shape.is_valid(raise_exception=True)
        values = shape.validated_data
        row = create_module(actor=self.member, topic_ids=values.pop("topics"), **values)
        return Response(ModuleSerializer(row).data, status=status.HTTP_201_CREATED)


class OneModule(MemberMixin):
    """One module."""

    @extend_schema(responses=ModuleSerializer)
    def get(self, request: Request, org: str, module: uuid.UUID) -> Response:
        """What it says."""
        return Response(ModuleSerializer(module_of(self.member, module)).data)

    @extend_schema(request=ModuleInput, responses=ModuleSerializer)
    def put(self, request: Request, org: str, module: uuid.UUID) -> Response:
        """Says something else from now on."""
        shape = ModuleInput(data=request.data)
        shape.is_valid(raise_exception=True)
        values = shape.validated_data
        row = change_module(actor=self.member, module_id=module, topic_ids=values.pop("topics"), **values)
        return Response(ModuleSerializer(row).data)


class RetireModule(MemberMixin):
    """Out of use."""

    @extend_schema(request=None, responses=ModuleSerializer)
    def post(self, request: Request, org: str, module: uuid.UUID) -> Response:
        """It bars and trains nobody any more."""
        return Response(ModuleSerializer(retire_module(actor=self.member, module_id=module)).data)


class RestoreModule(MemberMixin):
    """In use again."""

    @extend_schema(request=None, responses=ModuleSerializer)
    def post(self, request: Request, org: str, module: uuid.UUID) -> Response:
        """With everybody as they were in it."""
        return Response(ModuleSerializer(restore_module(actor=self.member, module_id=module)).data)


class ModulePeople(MemberMixin):
    """Who is on a module's way, as far as the reader may see it."""

    @extend_schema(responses=TrainingStepSerializer(many=True))
    def get(self, request: Request, org: str, module: uuid.UUID) -> Response:
        """In training, approved, withdrawn."""
        found = people_of(self.member, module_of(self.member, module))
        people = [*found.training, *found.approved, *found.withdrawn]
        return Response([TrainingStepSerializer(person.step).data for person in people])

    @extend_schema(request=TraineeInput, responses={201: QualificationSerializer})
    def post(self, request: Request, org: str, module: uuid.UUID) -> Response:
        """Puts somebody into training."""
        shape = TraineeInput(data=request.data)
        shape.is_valid(raise_exception=True)
        row = start_training(actor=self.member, module_id=module, member_id=shape.validated_data["member"])
        return Response(QualificationSerializer(row).data, status=status.HTTP_201_CREATED)


class ApproveMember(MemberMixin):
    """The approval by a named person."""

    @extend_schema(request=ApprovalInput, responses=QualificationSerializer)
    def post(self, request: Request, org: str, module: uuid.UUID) -> Response:
        """By the caller's name."""
        shape = ApprovalInput(data=request.data)
        shape.is_valid(raise_exception=True)
        row = approve_qualification(
            actor=self.member,
            module_id=module,
            member_id=shape.validated_data["member"],
            note=shape.validated_data["note"],
        )
        return Response(QualificationSerializer(row).data)


class WithdrawQualification(MemberMixin):
    """The end of an approval or a training."""

    @extend_schema(request=TrainingReason, responses=QualificationSerializer)
    def post(self, request: Request, org: str, qualification: uuid.UUID) -> Response:
        """With the reason."""
        shape = TrainingReason(data=request.data)
        shape.is_valid(raise_exception=True)
        row = withdraw_qualification(
            actor=self.member,
            qualification_id=qualification,
            reason=shape.validated_data["reason"],
        )
        return Response(QualificationSerializer(row).data)


class MyTraining(MemberMixin):
    """One's own way."""

    @extend_schema(responses=TrainingStepSerializer(many=True))
    def get(self, request: Request, org: str) -> Response:
        """Through every module in use."""
        rules.may_read(self.member).require()
        return Response([TrainingStepSerializer(step).data for step in own_steps(self.member.pk)])
