"""How a question is used in loops, over the API: its priority, and what is never asked beside it."""

import uuid

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from questionbank import access
from questionbank.actions.mark_enemies import mark_enemies
from questionbank.actions.set_priority import set_priority
from questionbank.actions.unmark_enemies import unmark_enemies
from questionbank.queries.enemies import enemies_with
from questionbank.serializers_life import EnemyInput, EnemySerializer, PrioritySerializer


class SetPriority(MemberMixin):
    """How gladly a question is seen in loops."""

    @extend_schema(request=PrioritySerializer, responses=PrioritySerializer)
    def post(self, request: Request, org: str, question: uuid.UUID) -> Response:
        """Says so."""
        shape = PrioritySerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        row = set_priority(actor=self.member, question_id=question, priority=shape.validated_data["priority"])
        return Response(PrioritySerializer(row).data)


class Enemies(MemberMixin):
    """The questions that no loop asks beside this one."""

    @extend_schema(responses=EnemySerializer(many=True))
    def get(self, request: Request, org: str, question: uuid.UUID) -> Response:
        """Those that a curator named, then those that are alike."""
        row = access.question_of(self.member, question)
        return Response(EnemySerializer(enemies_with(self.member, row), many=True).data)

    @extend_schema(request=EnemyInput, responses={201: EnemySerializer(many=True)})
    def post(self, request: Request, org: str, question: uuid.UUID) -> Response:
        """Names one more; answers with all."""
        shape = EnemyInput(data=request.data)
        shape.is_valid(raise_exception=True)
        values = shape.validated_data
        mark_enemies(
            actor=self.member, question_id=question, other_id=values["other"], reason=values["reason"]
        )
        row = access.question_of(self.member, question)
        body = EnemySerializer(enemies_with(self.member, row), many=True).data
        return Response(body, status=status.HTTP_201_CREATED)


class OneEnemies(MemberMixin):
    """Two questions of which one gives the other away."""

    @extend_schema(responses={204: None})
    def delete(self, request: Request, org: str, enemies: uuid.UUID) -> Response:
        """Takes it back: loops may ask both again."""
        unmark_enemies(actor=self.member, pair_id=enemies)
        return Response(status=status.HTTP_204_NO_CONTENT)
