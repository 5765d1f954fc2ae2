"""The address where the live sheet's script sends what was typed."""

import uuid
from dataclasses import asdict

from django.http import JsonResponse
from django.views.decorators.http import require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Denied, Invalid
from scoring.actions.save_edits import save_edits
from scoring.forms import read_json, read_uuid


@require_POST
def live_edits(request: MemberRequest, org: str, session: uuid.UUID) -> JsonResponse:
    """Takes a batch of edits from the page's script. Errors have the API's shape."""
    try:
        body = read_json(request)
        saved = save_edits(
            actor=request.member,
            session_id=session,
            client=body.get("client"),
            edits=body.get("edits"),
            seat_id=read_uuid(body.get("seat"), "seat"),
            now=body.get("now"),
        )
    except Invalid as error:
        return _error("invalid", error.reason, 400, error.fields)
    except Denied as error:
        return _error("denied", error.reason, 403)
    except Conflict as error:
        return _error("conflict", error.reason, 409)
    return JsonResponse(asdict(saved))


def _error(code: str, detail: str, status: int, fields: dict[str, str] | None = None) -> JsonResponse:
    return JsonResponse({"error": {"code": code, "detail": detail, "fields": fields or {}}}, status=status)
