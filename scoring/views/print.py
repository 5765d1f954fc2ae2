"""Paper: the kit of an interview and a card, as PDF."""

import uuid

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.ground.request import MemberRequest
from questionbank.actions.log_answer_view import log_answer_view
from scoring.actions.note_packet_opening import note_packet_opening
from scoring.printing.card import card_pdf as make_card
from scoring.printing.kit import kit_pdf as make_kit
from scoring.queries.cards import loop_of_colleague
from scoring.queries.printing import kit_revisions, printed_card, printed_kit


@never_cache
@require_safe
def kit_pdf(request: MemberRequest, org: str, session: uuid.UUID) -> HttpResponse:
    """The kit of an interview; `?answers=1` with the model answers, and that they were read is logged."""
    answers = request.GET.get("answers") == "1"
    kit = printed_kit(request.member, session, timezone.now(), answers=answers)
    if answers:
        log_answer_view(actor=request.member, revision_ids=kit_revisions(request.member, session))
    return _pdf(f"kit-{kit.code}.pdf", make_kit(kit))


@never_cache
@require_safe
def card_pdf(request: MemberRequest, org: str, card: uuid.UUID) -> HttpResponse:
    """A card that the reader may read; `?private=1` with their own private note, if it is their own."""
    private = request.GET.get("private") == "1"
    printed = printed_card(request.member, card, timezone.now(), private=private)
    if loop := loop_of_colleague(request.member, card):
        note_packet_opening(actor=request.member, loop=loop)
    return _pdf(f"card-{card.hex[:8]}.pdf", make_card(printed))


def _pdf(name: str, content: bytes) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
