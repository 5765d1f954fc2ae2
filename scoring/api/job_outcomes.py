"""On the job over the API, for administrators: the same actions as the pages."""

import uuid

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from scoring.actions.note_job_outcome import note_job_outcome
from scoring.actions.remove_job_outcome import remove_job_outcome
from scoring.queries.job_outcomes import hired_loop_of, hired_loops, hired_of
from scoring.serializers.job_outcomes import HiredSerializer, JobOutcomeSerializer, NoteJobOutcomeSerializer


class HiredPeople(MemberMixin):
    """Everybody who was hired by a released decision."""

    @extend_schema(responses=HiredSerializer(many=True))
    def get(self, request: Request, org: str) -> Response:
        """With what is known of them since; the last ones first."""
        return Response(HiredSerializer(hired_of(hired_loops(self.member)), many=True).data)


class JobOutcomes(MemberMixin):
    """What is known of one of them."""

    @extend_schema(responses=HiredSerializer)
    def get(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """404 unless a released decision was to hire them."""
        (hired,) = hired_of([hired_loop_of(self.member, loop)])
        return Response(HiredSerializer(hired).data)

    @extend_schema(request=NoteJobOutcomeSerializer, responses={201: JobOutcomeSerializer})
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Notes one thing, in place of the former of its kind and months."""
        hired_loop_of(self.member, loop)
        shape = NoteJobOutcomeSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        row = note_job_outcome(actor=self.member, loop_id=loop, **shape.validated_data)
        return Response(JobOutcomeSerializer(row).data, status=status.HTTP_201_CREATED)


class OneJobOutcome(MemberMixin):
    """One thing that is known."""

    @extend_schema(responses={204: None})
    def delete(self, request: Request, org: str, loop: uuid.UUID, job_outcome: uuid.UUID) -> Response:
        """Takes it back."""
        remove_job_outcome(actor=self.member, loop_id=loop, outcome_id=job_outcome)
        return Response(status=status.HTTP_204_NO_CONTENT)
