"""Letters about a loop, and the link to the candidate's page, over the API."""

import uuid

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from interviews import rules
from interviews.access import loop_of
from interviews.actions.make_candidate_link import make_candidate_link
from interviews.actions.resend_notice import resend_notice
from interviews.actions.withdraw_candidate_link import withdraw_candidate_link
from interviews.models import Notice
from interviews.queries.letters import letters_of, loaded
from interviews.serializers.letters import LetterSerializer, LinkSerializer


class Letters(MemberMixin, generics.ListAPIView[Notice]):
    """What was sent to whom about a loop, the latest first. For coordinators and administrators."""

    serializer_class = LetterSerializer
    queryset = Notice.objects.none()

    def get_queryset(self) -> QuerySet[Notice]:
        """404 for a loop that they may not see, then a refusal for who may not plan."""
        if getattr(self, "swagger_fake_view", False):
            return self.queryset
        loop = loop_of(self.member, self.kwargs["loop"])
        rules.may_plan(self.member).require()
        return letters_of(loop)


class LetterAgain(MemberMixin):
    """A letter once more."""

    @extend_schema(request=None, responses={202: LetterSerializer})
    def post(self, request: Request, org: str, notice: uuid.UUID) -> Response:
        """Sends it again, word for word; refused (409) if nobody needs it any more."""
        row = resend_notice(actor=self.member, notice_id=notice)
        again = loaded(Notice.objects.filter(pk=row.pk)).get()
        return Response(LetterSerializer(again).data, status=status.HTTP_202_ACCEPTED)


class CandidateLinkView(MemberMixin):
    """The link to the candidate's own page."""

    @extend_schema(request=None, responses={201: LinkSerializer})
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Makes a new one, good for thirty days; the one before opens nothing any more."""
        made = make_candidate_link(actor=self.member, loop_id=loop)
        address = request.build_absolute_uri(reverse("candidate_page", args=[made.secret]))
        body = {"address": address, "expires_at": made.link.expires_at}
        return Response(LinkSerializer(body).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Takes it back."""
        withdraw_candidate_link(actor=self.member, loop_id=loop)
        return Response(status=status.HTTP_204_NO_CONTENT)
