"""The address where the live sheet's script asks what stands on the card now."""

import uuid
from dataclasses import asdict

from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.ground.request import MemberRequest
from scoring.queries.own_fields import own_fields


@require_GET
@never_cache
def live_fields(request: MemberRequest, org: str, session: uuid.UUID) -> JsonResponse:
    """{"versions": {field: version}, "values": {field: text}} of one's own card, each field ever written.

    Another window or device of the same person may have changed them. Says nothing of anybody else's card.
    """
    return JsonResponse(asdict(own_fields(request.member, session)))
