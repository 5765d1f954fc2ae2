"""Who is to be told what about a session, written down as letters that are due: the outbox.

A letter is a row first and goes out after the commit (send_notice); a mail server that is down loses none.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from accounts.ground.enqueue import enqueue
from interviews.enums import NoticeKind, SessionState
from interviews.models import Loop, Notice, Session
from interviews.post.facts import Facts
from interviews.queries.letters import LETTERS, Recipient, people_to_tell, recipient_of

REPLACED = "A newer letter took its place."
NOT_NEEDED = "Not needed any more."


@dataclass
class Known:
    """What one person was told so far: by their last letter, and what waits to be sent."""

    last: Notice | None = None  # sent, or being sent at this moment
    waiting: Notice | None = None
    sequences: frozenset[int] = frozenset()

    @property
    def facts(self) -> Facts | None:
        """What they have in their calendar; None for nothing."""
        if self.last is None or self.last.kind == NoticeKind.CANCELLATION:
            return None
        return Facts.from_json(self.last.facts)


def session_changed(session: Session) -> list[Notice]:
    """The letters that are due because the session is as it is now; none if everybody knows.

    Compares what everybody must know with what they were told: whoever is expected and knows nothing gets an
    invitation, whoever knows another time, place or part an update, whoever is not expected any more a
    cancellation; what was not sent yet is replaced. Calling it again changes nothing. A change that somebody
    was told of raises the session's `invite_sequence`. Call it in the transaction of the change, the session
    locked, after all writes; sessions that have begun need no letters.
    """
    if session.state not in (SessionState.SCHEDULED, SessionState.CANCELLED):
        return []
    now = timezone.now()
    wanted, known = people_to_tell(session, now), _known(session)
    due: dict[Recipient, tuple[str, Facts]] = {}
    for person in [*wanted, *(person for person in known if person not in wanted)]:
        there = known.get(person, Known())
        letter = _letter(wanted.get(person), there.facts, now)
        if letter is None:
            _drop(there.waiting, NOT_NEEDED, now)
        elif not _waits_already(there.waiting, letter):
            _drop(there.waiting, REPLACED, now)
            due[person] = letter
    return _write(session, due, known, now)


def loop_changed(loop: Loop) -> None:
    """The same for every session of a loop that was changed as a whole; `loop` as it is now, and locked."""
    for session in Session.objects.select_for_update().filter(loop=loop):
        session.loop = loop
        session_changed(session)


def _known(session: Session) -> dict[Recipient, Known]:
    rows = Notice.objects.filter(session=session, kind__in=LETTERS).order_by("sequence", "created_at", "step")
    unsent = Notice.objects.filter(session=session, kind__in=LETTERS, sent_at=None, dropped_at=None)
    # One that is locked is being sent at this moment: its reader is told.
    free = set(unsent.select_for_update(skip_locked=True).values_list("pk", flat=True))
    known: dict[Recipient, Known] = {}
    for notice in rows:
        person = known.setdefault(recipient_of(notice), Known())
        person.sequences |= {notice.sequence}
        if notice.pk in free:
            person.waiting = notice
        elif notice.dropped_at is None:
            person.last = notice
    return known


def _letter(wanted: Facts | None, known: Facts | None, now: datetime) -> tuple[str, Facts] | None:
    if wanted is None:
        return (NoticeKind.CANCELLATION, known) if known is not None and known.ends_at > now else None
    if known is None:
        return NoticeKind.INVITATION, wanted
    if wanted.differs(known):
        was = known.starts_at if known.starts_at != wanted.starts_at else None
        return NoticeKind.UPDATE, replace(wanted, was=was)
    return None


def _waits_already(waiting: Notice | None, letter: tuple[str, Facts]) -> bool:
    kind, facts = letter
    return waiting is not None and waiting.kind == kind and not Facts.from_json(waiting.facts).differs(facts)


def _drop(notice: Notice | None, why: str, now: datetime) -> None:
    if notice is not None:
        notice.dropped_at, notice.why = now, why
        notice.save(update_fields=["dropped_at", "why"])


def _write(
    session: Session, due: dict[Recipient, tuple[str, Facts]], known: dict[Recipient, Known], now: datetime
) -> list[Notice]:
    changed = any(
        kind != NoticeKind.INVITATION or session.invite_sequence in known.get(person, Known()).sequences
        for person, (kind, _) in due.items()
    )
    if changed:
        session.invite_sequence += 1
        session.save(update_fields=["invite_sequence"])
    return [
        write_notice(session, person, kind, facts, sequence=session.invite_sequence, at=now)
        for person, (kind, facts) in due.items()
    ]


def write_notice(
    session: Session,
    person: Recipient,
    kind: str,
    facts: Facts,
    *,
    sequence: int,
    at: datetime,
    step: int = 0,
) -> Notice:
    """One letter that is due at this moment; it is sent once the transaction has committed."""
    notice = new_notice(session, person, kind, facts, sequence=sequence, at=at, step=step)
    enqueue("interviews.send_notice", organization_id=notice.organization_id, notice_id=notice.pk)
    return notice


def new_notice(
    session: Session,
    person: Recipient,
    kind: str,
    facts: Facts,
    *,
    sequence: int,
    at: datetime,
    step: int = 0,
) -> Notice:
    """One letter that is due at this moment. The caller has it sent."""
    member, candidate = person
    return Notice.objects.create(
        organization_id=session.organization_id,
        session=session,
        member_id=member,
        candidate_id=candidate,
        kind=kind,
        step=step,
        sequence=sequence,
        due_at=at,
        facts=facts.to_json(),
        created_at=at,
    )
