"""Which card came late, in words. Pure: moments in, sentences out."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from scoring.enums import DebriefState

LATE = timedelta(hours=24)  # after the interview a card is late
Steps = Sequence[tuple[datetime, str]]  # when a debrief took each step, and into which state, in order


def late_words(submitted: datetime | None, over: datetime | None, steps: Steps = ()) -> str:
    """Why a card that was submitted then is late, a sentence or two; empty if it is not.

    Late is what came more than 24 hours after its interview was over, and what came while the others' were
    read already. `steps` are those of the loop's debrief, or the last before the card. When a debrief was
    taken back to collecting, the cards that it waited for are not late for that reason.
    """
    if submitted is None:
        return ""
    told = [_after(submitted - over)] if over is not None and submitted - over > LATE else []
    before = [state for moment, state in steps if moment < submitted]
    if before and before[-1] != DebriefState.COLLECTING:
        told.append("Handed in after reading had begun.")
    return " ".join(told)


def _after(time: timedelta) -> str:
    return f"Handed in {time.days} day{'' if time.days == 1 else 's'} after the interview."
