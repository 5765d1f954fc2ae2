"""Openings, candidates and kits over the API, through the same actions as the pages."""

import uuid
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from interviews import rules
from interviews.access import candidate_of, kit_of, opening_of
from interviews.actions.create_candidate import create_candidate
from interviews.actions.create_opening import create_opening
from interviews.actions.save_kit import save_kit
from interviews.actions.save_loop_kit import save_loop_kit
from interviews.actions.use_kit import use_kit
from interviews.models import Candidate, CandidatePerson, Kit, Opening
from interviews.queries.blueprints import openings_of
from interviews.queries.candidates import candidates_of, names_for
from interviews.queries.kits import kits_of
from interviews.queries.loops import fill_loop
from interviews.serializers.loops import KitCreate, KitSerializer, KitUse, LoopDetail
from interviews.serializers.plans import (
    CandidateCreate,
    CandidateSerializer,
    OpeningCreate,
    OpeningSerializer,
)


class Openings(MemberMixin, generics.ListAPIView[Opening]):
    """All openings, for those who may see who applied."""

    serializer_class = OpeningSerializer
    queryset = Opening.objects.none()

    def get_queryset(self) -> QuerySet[Opening]:
        """Open ones first."""
        rules.may_see_openings(self.member).require()
        return openings_of(self.member)

    @extend_schema(request=OpeningCreate, responses={201: OpeningSerializer})
    def post(self, request: Request, org: str) -> Response:
        """Opens a job."""
        shape = OpeningCreate(data=request.data)
        shape.is_valid(raise_exception=True)
        values = shape.validated_data
        row = create_opening(
            actor=self.member,
            title=values["title"],
            blueprint_id=values["blueprint"],
            team=values["team"],
        )
        return Response(OpeningSerializer(row).data, status=status.HTTP_201_CREATED)


class OneOpening(MemberMixin):
    """One opening."""

    @extend_schema(responses=OpeningSerializer)
    def get(self, request: Request, org: str, opening: uuid.UUID) -> Response:
        """What it is."""
        return Response(OpeningSerializer(opening_of(self.member, opening)).data)


class Candidates(MemberMixin, generics.ListAPIView[Candidate]):
    """The candidates that this member may see, by pseudonym; names where they may know them."""

    serializer_class = CandidateSerializer
    queryset = Candidate.objects.none()
    names: dict[uuid.UUID, CandidatePerson] = {}

    def get_queryset(self) -> QuerySet[Candidate]:
        """The latest first; ?search= narrows."""
        rules.may_read(self.member).require()
        return candidates_of(self.member, self.request.query_params.get("search", "").strip())

    def paginate_queryset(self, queryset: Any) -> list[Any] | None:
        """A page, with the names of its candidates looked up at once."""
        page = super().paginate_queryset(queryset)
        self.names = names_for(self.member, [row.pk for row in page or []])
        return page

    def get_serializer_context(self) -> dict[str, Any]:
        """With the names."""
        return {**super().get_serializer_context(), "names": self.names}

    @extend_schema(request=CandidateCreate, responses={201: CandidateSerializer})
    def post(self, request: Request, org: str) -> Response:
        """Enters a candidate; those who do not plan name theirs with a loop, as on the pages."""
        rules.may_plan(self.member).require()
        shape = CandidateCreate(data=request.data)
        shape.is_valid(raise_exception=True)
        row = create_candidate(actor=self.member, **shape.validated_data)
        names = {row.pk: row.person}
        body = CandidateSerializer(row, context={"names": names}).data
        return Response(body, status=status.HTTP_201_CREATED)


class OneCandidate(MemberMixin):
    """One candidate."""

    @extend_schema(responses=CandidateSerializer)
    def get(self, request: Request, org: str, candidate: uuid.UUID) -> Response:
        """With the name, where this member may know it."""
        rules.may_read(self.member).require()
        row = candidate_of(self.member, candidate)
        context = {"names": names_for(self.member, [row.pk])}
        return Response(CandidateSerializer(row, context=context).data)


class Kits(MemberMixin, generics.ListAPIView[Kit]):
    """All kits in use."""

    serializer_class = KitSerializer
    queryset = Kit.objects.none()

    def get_queryset(self) -> QuerySet[Kit]:
        """By name."""
        rules.may_read(self.member).require()
        return kits_of(self.member)

    @extend_schema(request=KitCreate, responses={201: KitSerializer})
    def post(self, request: Request, org: str) -> Response:
        """Saves the questions of a session, or of a whole loop, as a kit."""
        shape = KitCreate(data=request.data)
        shape.is_valid(raise_exception=True)
        values = shape.validated_data
        words = {"name": values["name"], "purpose": values["purpose"]}
        if values["loop"]:
            row = save_loop_kit(actor=self.member, loop_id=values["loop"], **words)
        else:
            row = save_kit(actor=self.member, session_id=values["session"], **words)
        made = kits_of(self.member).get(pk=row.pk)
        return Response(KitSerializer(made).data, status=status.HTTP_201_CREATED)


class UseKit(MemberMixin):
    """A loop out of a kit."""

    @extend_schema(request=KitUse, responses={201: LoopDetail})
    def post(self, request: Request, org: str, kit: uuid.UUID) -> Response:
        """Makes a loop with the kit's questions."""
        shape = KitUse(data=request.data)
        shape.is_valid(raise_exception=True)
        values = shape.validated_data
        row = use_kit(
            actor=self.member,
            kit_id=kit_of(self.member, kit).pk,
            start=values["start"],
            loop_id=values["id"],
            **shape.who(),
        )
        return Response(LoopDetail(fill_loop(row)).data, status=status.HTTP_201_CREATED)
