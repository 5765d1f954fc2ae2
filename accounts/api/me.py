"""The API's front door: who am I, and tokens."""

from typing import cast

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.authtoken.views import ObtainAuthToken
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from rest_framework.views import APIView

from accounts.models import User
from accounts.queries.organizations import organizations_of


class OrganizationLink(serializers.Serializer[dict[str, str]]):
    """One organisation of mine."""

    name = serializers.CharField()
    slug = serializers.CharField()


class MeSerializer(serializers.Serializer[dict[str, object]]):
    """Who I am."""

    email = serializers.EmailField()
    name = serializers.CharField()
    organizations = OrganizationLink(many=True)
    docs = serializers.CharField()


class Me(APIView):
    """Who is signed in, and which organisations they belong to."""

    permission_classes = [IsAuthenticated]

    @extend_schema(responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """Answers with the person and their organisations."""
        user = cast(User, request.user)
        organizations = organizations_of(user)
        body: dict[str, object] = {
            "email": user.email,
            "name": user.name,
            "organizations": [{"name": o.name, "slug": o.slug} for o in organizations],
            "docs": reverse("api_docs"),
        }
        return Response(MeSerializer(body).data)


class SignInRate(AnonRateThrottle):
    """As slow for guesses at passwords as the sign-in page."""

    rate = "5/min"


class TokenView(ObtainAuthToken):
    """An API token for an email and a password (`username` is the email)."""

    permission_classes = [AllowAny]
    throttle_classes = [SignInRate]
