"""What the candidate's screen shows: the prompt that runs, and nothing else."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from interviews.enums import LoopState, PlannedState, SessionState
from interviews.models import PlannedQuestion, Session

EARLY, OPEN, OVER = "early", "open", "over"
OPENS_BEFORE = timedelta(hours=1)


@dataclass(frozen=True)
class Screen:
    """Everything on the screen. Early and over, and before the first question, there is no prompt."""

    state: str  # early, open or over
    prompt: str = ""  # Markdown
    options: tuple[str, ...] = ()  # of a choice question: the texts, without which of them are right


def screen_of(session: Session, now: datetime) -> Screen:
    """The screen of a session that `open_screen` found, loop loaded. One query while it is open, else none.

    Of the question asked last while the interview is live: no other question, no number, no time.
    """
    state = screen_state(session, now)
    if state != OPEN or session.state != SessionState.LIVE:
        return Screen(state)
    asked = PlannedQuestion.objects.filter(session=session, state=PlannedState.ASKED, asked_at__isnull=False)
    running = asked.select_related("revision").order_by("-asked_at", "-position").first()
    if running is None or is_hidden(session, running):
        return Screen(state)
    return Screen(state, running.revision.prompt, _option_texts(running.revision.options))


def is_hidden(session: Session, running: PlannedQuestion) -> bool:
    """Whether the prompt of this question is hidden; one that is asked afterwards shows by itself."""
    hidden = session.screen_blank_at
    return hidden is not None and running.asked_at is not None and running.asked_at <= hidden


def screen_state(session: Session, now: datetime) -> str:
    """From an hour before the planned time, or the start, until the session ends or is called off."""
    if session.loop.state != LoopState.PLANNED:
        return EARLY if session.loop.state == LoopState.PROPOSED else OVER
    if session.state == SessionState.LIVE:
        return OPEN
    if session.state != SessionState.SCHEDULED:
        return OVER
    planned = session.scheduled_at
    return OPEN if planned is not None and now >= planned - OPENS_BEFORE else EARLY


def _option_texts(options: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(str(option["text"]) for option in options)
