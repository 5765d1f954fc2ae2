"""What the live sheet says of the candidate's screen: its address, and whether the prompt is hidden."""

from typing import Any

from django import template
from django.urls import reverse

from interviews.enums import LoopState, SessionState
from interviews.models import Session
from interviews.queries.screen import is_hidden
from interviews.rules import may_show
from interviews.screens import token_of
from scoring.queries.live import Sheet

register = template.Library()


@register.simple_tag(takes_context=True)
def screen_address(context: dict[str, Any], session: Session) -> str:
    """The whole address of the candidate's screen; empty while there is no link."""
    if not session.screen_key:
        return ""
    path = reverse("screen", args=[token_of(session.pk, session.screen_key)])
    return str(context["request"].build_absolute_uri(path))


@register.filter
def offers_screen(sheet: Sheet) -> bool:
    """Whether this person may give the candidate a screen now."""
    is_open = sheet.session.state in (SessionState.SCHEDULED, SessionState.LIVE)
    return is_open and sheet.session.loop.state == LoopState.PLANNED and bool(may_show(sheet.seat))


@register.filter
def hides_prompt(sheet: Sheet) -> bool:
    """Whether the prompt of the question that runs is hidden on the screen. No query."""
    running = next((question.planned for question in sheet.questions if question.running), None)
    return running is not None and is_hidden(sheet.session, running)
