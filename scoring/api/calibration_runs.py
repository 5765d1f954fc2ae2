"""Requests for calibrations and comparisons of runs over the API."""

import uuid

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from accounts.ground.verdict import Invalid
from scoring import rules
from scoring.access import run_of
from scoring.actions.retry_calibration import retry_calibration
from scoring.enums import Facet
from scoring.models import CalibrationRequest
from scoring.queries.calibration_comparison import compare_runs
from scoring.queries.calibration_requests import dead_requests, open_requests
from scoring.serializers.calibration_runs import ComparisonSerializer, RequestSerializer

FACETS = [str(facet) for facet in (Facet.INTERVIEWER, *rules.ABOUT_QUESTIONS)]


@extend_schema_view(
    get=extend_schema(
        parameters=[OpenApiParameter("state", enum=["open", "dead"], description="Open unless told.")]
    )
)
class Requests(MemberMixin, generics.ListAPIView[CalibrationRequest]):
    """What is being calculated or waits for it, or what failed for good."""

    serializer_class = RequestSerializer
    queryset = CalibrationRequest.objects.none()
    filter_backends = []

    def get_queryset(self) -> QuerySet[CalibrationRequest]:
        """Newest first."""
        rules.may_read_calibration(self.member).require()
        wanted = self.request.GET.get("state", "open")
        if wanted not in ("open", "dead"):
            raise Invalid("There is no such state.", {"state": "One of open, dead."})
        return open_requests(self.organization) if wanted == "open" else dead_requests(self.organization)


class RetryRequest(MemberMixin):
    """Has a calibration that failed for good tried once more."""

    @extend_schema(request=None, responses=RequestSerializer)
    def post(self, request: Request, org: str, asked: uuid.UUID) -> Response:
        """Administrators only; 409 while it is not dead."""
        return Response(RequestSerializer(retry_calibration(actor=self.member, request_id=asked)).data)


class CompareRuns(MemberMixin):
    """What changed from one run to another."""

    @extend_schema(
        parameters=[OpenApiParameter("facet", enum=FACETS, description="Question unless told.")],
        responses=ComparisonSerializer,
    )
    def get(self, request: Request, org: str, run: uuid.UUID, later: uuid.UUID) -> Response:
        """From `run` to `later`: inputs, settings, thresholds, and the measures of one facet."""
        wanted = request.GET.get("facet", Facet.QUESTION)
        if wanted not in FACETS:
            raise Invalid("There is no such facet.", {"facet": f"One of {', '.join(FACETS)}."})
        rules.may_read_calibration(self.member, wanted).require()
        found = compare_runs(run_of(self.member, run), run_of(self.member, later), Facet(wanted))
        return Response(ComparisonSerializer(found).data)
