"""What the letters of a debrief say, and which of them is due. Pure: moments and names in, words out.

No word of a judgement, and the candidate by pseudonym only.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from interviews.post.calendars import one_line
from interviews.post.words import zone_words
from scoring.enums import LetterKind

BEGAN, NEAR, PASSED = 0, 1, 2  # the rungs of what is asked of one person
SOON = timedelta(hours=4)  # before the deadline, or the last quarter of a time that is shorter than 16 hours
SUBJECTS = {
    LetterKind.READ: "Packet to read",
    LetterKind.VOTE: "Vote wanted",
    LetterKind.MOVE: "A debrief waits",
}
OPENINGS = {
    (LetterKind.READ, BEGAN): "the packet of {about} is there to be read in silence.",
    (LetterKind.READ, NEAR): "the time to read the packet of {about} is nearly over.",
    (LetterKind.READ, PASSED): "the time to read the packet of {about} is over.",
    (LetterKind.VOTE, BEGAN): "your vote on {about} is wanted.",
    (LetterKind.VOTE, NEAR): "the time to vote on {about} is nearly over.",
    (LetterKind.VOTE, PASSED): "the time to vote on {about} is over.",
}
ASKED = {
    LetterKind.READ: "Say on its page that you have read it, before anybody talks about it.",
    LetterKind.VOTE: "Nobody sees anybody's vote before the vote has closed.",
    LetterKind.MOVE: "Somebody has to ask for what is missing, or take it on with a reason.",
}


@dataclass(frozen=True)
class Told:
    """What one letter is about. `waits` are sentences of what is missing, for who has to act."""

    kind: LetterKind
    step: int
    name: str  # of the reader
    loop: str
    candidate: str  # the pseudonym
    organization: str
    zone: ZoneInfo
    until: datetime | None = None
    waits: tuple[str, ...] = ()
    link: str = ""


def rung(began: datetime, deadline: datetime | None, now: datetime) -> int:
    """Which reminder is due of something that began then and has this deadline, or none."""
    if deadline is None:
        return BEGAN
    if now >= deadline:
        return PASSED
    return NEAR if now >= deadline - min(SOON, (deadline - began) / 4) else BEGAN


def subject_of(told: Told) -> str:
    """One line: what is wanted, about whom."""
    return one_line(f"{SUBJECTS[told.kind]}: {told.candidate}, {told.loop}")


def text_of(told: Told) -> str:
    """The letter, paragraph by paragraph."""
    about = one_line(f"“{told.loop}” with {told.candidate}")
    parts = [f"Hello {one_line(told.name)},", _opening(told, about), _until(told), *told.waits]
    parts += [ASKED[told.kind], told.link, one_line(told.organization)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _opening(told: Told, about: str) -> str:
    if told.kind == LetterKind.MOVE:
        return f"the debrief of {about} does not go on, and its time is over."
    return OPENINGS[told.kind, told.step].format(about=about)


def _until(told: Told) -> str:
    if told.until is None:
        return ""
    local = told.until.astimezone(told.zone)
    words = "It was due" if told.step == PASSED or told.kind == LetterKind.MOVE else "Until"
    when = f"{local:%A} {local.day} {local:%B %Y}, {local:%H:%M}"
    return f"{words}: {when} ({zone_words(told.until, told.zone)})"
