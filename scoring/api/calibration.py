"""Calibration over the API: mine, the organisation's measures, runs."""

import uuid
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from accounts.ground.verdict import Invalid
from scoring import rules
from scoring.access import run_of
from scoring.actions.request_calibration import request_calibration
from scoring.enums import Facet
from scoring.models import CalibrationRun
from scoring.queries.calibration import latest_run, runs
from scoring.queries.calibration_tables import MeasureRow, measure_table
from scoring.queries.own_calibration import own_calibration
from scoring.queries.run_facts import run_facts
from scoring.serializers.calibration import (
    MeasureSerializer,
    OwnCalibrationSerializer,
    RunDetailSerializer,
    RunSerializer,
)

FACETS = [str(facet) for facet in (Facet.INTERVIEWER, *rules.ABOUT_QUESTIONS)]


class MyCalibration(MemberMixin):
    """My own results."""

    @extend_schema(responses=OwnCalibrationSerializer)
    def get(self, request: Request, org: str) -> Response:
        """Of the run that counts, and the last twelve."""
        return Response(OwnCalibrationSerializer(own_calibration(self.member)).data)


@extend_schema_view(
    get=extend_schema(
        parameters=[OpenApiParameter("facet", enum=FACETS, description="Question unless told.")]
    )
)
class Measures(MemberMixin, generics.ListAPIView[Any]):
    """Measures of one facet: of the run that counts, or of the run in the address."""

    serializer_class = MeasureSerializer
    filter_backends = []

    def get_queryset(self) -> list[MeasureRow]:  # type: ignore[override]  # rows with names, not bare ones
        """Harshest or hardest first."""
        wanted = self.request.GET.get("facet", Facet.QUESTION)
        if wanted not in Facet.values:
            raise Invalid("There is no such facet.", {"facet": f"One of {', '.join(FACETS)}."})
        rules.may_read_calibration(self.member, wanted).require()
        named: uuid.UUID | None = self.kwargs.get("run")
        run = run_of(self.member, named) if named else latest_run(self.organization)
        return measure_table(run, Facet(wanted)).rows if run else []


class Runs(MemberMixin, generics.ListAPIView[CalibrationRun]):
    """The history of runs."""

    serializer_class = RunSerializer
    queryset = CalibrationRun.objects.none()

    def get_queryset(self) -> QuerySet[CalibrationRun]:
        """Newest first."""
        rules.may_read_calibration(self.member).require()
        return runs(self.organization)

    @extend_schema(request=None, responses={202: None})
    def post(self, request: Request, org: str) -> Response:
        """Asks for a calibration; administrators only. Unchanged ratings make no second run."""
        request_calibration(actor=self.member)
        return Response(status=status.HTTP_202_ACCEPTED)


class OneRun(MemberMixin):
    """One frozen run."""

    @extend_schema(responses=RunDetailSerializer)
    def get(self, request: Request, org: str, run: uuid.UUID) -> Response:
        """What went in and what it says of itself."""
        row = run_of(self.member, run)
        facts = run_facts(row, rules.calibration_facets(self.member))
        row.facts = facts  # type: ignore[attr-defined]  # for the serializer alone
        return Response(RunDetailSerializer(row).data)
