"""Parallel loops over the API."""

import uuid

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from interviews.access import opening_of, visible_loops
from interviews.queries.forms import forms_of
from interviews.serializers.forms import FormSerializer


class OpeningForms(MemberMixin):
    """Whether the loops of an opening are equally hard, long and broad."""

    @extend_schema(responses=FormSerializer(many=True))
    def get(self, request: Request, org: str, opening: uuid.UUID) -> Response:
        """Each planned or decided loop that the reader may see, by blueprint revision, the newest first."""
        row = opening_of(self.member, opening)
        seen = set(visible_loops(self.member).filter(application__opening=row).values_list("pk", flat=True))
        every = forms_of(self.member, row)
        rows = [one for forms in every for one in forms.rows if one.loop.pk in seen]
        topics = {pk: name for forms in every for pk, name in forms.topics.items()}
        context = {"seen": seen, "topics": topics}
        return Response(FormSerializer(rows, many=True, context=context).data)
