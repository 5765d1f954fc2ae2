"""Drift over the API."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from accounts.ground.verdict import Invalid
from scoring import rules
from scoring.queries.calibration import latest_run
from scoring.queries.calibration_drift import CHARTED, drift_of
from scoring.serializers.calibration_drift import DriftSerializer

FACETS = [str(facet) for facet in CHARTED]


class CalibrationDrift(MemberMixin):
    """What has changed over time."""

    @extend_schema(
        parameters=[OpenApiParameter("facet", enum=FACETS, description="The first one you may read.")],
        responses={200: DriftSerializer, 204: None},
    )
    def get(self, request: Request, org: str) -> Response:
        """Alerts, use of the scale and charts of the run that counts; 204 while there is no run."""
        wanted = request.GET.get("facet", "")
        if wanted and wanted not in FACETS:
            raise Invalid("There are no charts of that.", {"facet": f"One of {', '.join(FACETS)}."})
        rules.may_read_calibration(self.member, wanted).require()
        run = latest_run(self.organization)
        if run is None:
            return Response(status=status.HTTP_204_NO_CONTENT)
        drift = drift_of(run, rules.calibration_facets(self.member))
        facet = wanted or next(iter(drift.rows))
        return Response(DriftSerializer(drift, context={"facet": facet}).data)
