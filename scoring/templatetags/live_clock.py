"""Times of a live interview, in templates."""

from datetime import datetime

from django import template

from interviews.models import Session

register = template.Library()


@register.filter
def minute_of(at: datetime | None, session: Session) -> str:
    """Which minute of the interview a moment was in ("minute 13"); empty if either is not known."""
    if at is None or session.started_at is None:
        return ""
    return f"minute {max(0, int((at - session.started_at).total_seconds()) // 60) + 1}"
