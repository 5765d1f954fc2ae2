"""Questions as a file over the API."""

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from accounts.ground.api import MemberMixin
from accounts.ground.downloads import download
from questionbank import rules
from questionbank.actions.export_questions import export_questions
from questionbank.queries.exports import matching_ids
from questionbank.queries.topics import topics_query
from questionbank.serializers_search import ExportSerializer, SearchSerializer


class QuestionExport(MemberMixin):
    """Questions as a file."""

    @extend_schema(
        parameters=[SearchSerializer], request=ExportSerializer, responses={200: OpenApiTypes.BINARY}
    )
    def post(self, request: Request, org: str) -> StreamingHttpResponse:
        """Sends what the search finds, with model answers, in the format asked for; that is written down."""
        rules.may_curate(self.member).require()
        shape, wanted = SearchSerializer(data=request.query_params), ExportSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        wanted.is_valid(raise_exception=True)
        ids = matching_ids(self.member, shape.search(), list(topics_query(self.organization.pk)))
        export = export_questions(
            actor=self.member,
            organization=self.organization,
            question_ids=ids,
            format_name=wanted.validated_data["format"],
        )
        return download(*export)
