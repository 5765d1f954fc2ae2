"""The address where the live sheet's script sends what was typed."""

import uuid
from dataclasses import asdict

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import JsonResponse
from django.views.decorators.http import require_POST

from accounts.ground.pace import Pace
from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Denied, Invalid
from scoring.actions.save_edits import Saved, save_edits
from scoring.forms import read_json, read_uuid

SPAN = 10  # seconds in which a person's batches are counted
_pace = Pace(SPAN)


@require_POST
def live_edits(request: MemberRequest, org: str, session: uuid.UUID) -> JsonResponse:
    """Takes a batch of edits from the page's script. Errors have the API's shape.

    413 for a body that is too large, 429 with Retry-After for who sends far more often than anybody types.
    """
    if seconds := _pace.wait(request.user.pk, settings.AUTOSAVES_A_MINUTE * SPAN // 60):
        answer = _error("throttled", f"Too many saves at once. Try again in {seconds} seconds.", 429)
        answer["Retry-After"] = str(seconds)
        return answer
    try:
        return JsonResponse(asdict(_save(request, session)))
    except RequestDataTooBig:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024
        return _error("too_large", f"At most {limit:,} KB at once. Send fewer edits.", 413)
    except Invalid as error:
        return _error("invalid", error.reason, 400, error.fields)
    except Denied as error:
        return _error("denied", error.reason, 403)
    except Conflict as error:
        return _error("conflict", error.reason, 409)


def _save(request: MemberRequest, session: uuid.UUID) -> Saved:
    body = read_json(request)
    return save_edits(
        actor=request.member,
        session_id=session,
        client=body.get("client"),
        edits=body.get("edits"),
        seat_id=read_uuid(body.get("seat"), "seat"),
        now=body.get("now"),
    )


def _error(code: str, detail: str, status: int, fields: dict[str, str] | None = None) -> JsonResponse:
    return JsonResponse({"error": {"code": code, "detail": detail, "fields": fields or {}}}, status=status)
