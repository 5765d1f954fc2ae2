"""Whether a decision is still what it was: its digest, its own columns, and every row that was behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist

from accounts.models import AuditEvent
from scoring.models import Debrief, Decision
from scoring.queries.source_rows import came_later, digests_now
from scoring.queries.sources import Behind
from scoring.snapshot import Packet, decided_in, digest_of, is_whole, packet_in

# Columns of the decision's own row, and where its snapshot says the same.
OWN = ("loop", "number", "outcome", "reasons", "dissent", "present", "override", "run")


@dataclass(frozen=True)
class Verification:
    """What a verification found. `rows` were compared; `differences` are sentences, none if nothing differs;
    `notes` say what could not be compared, or what differs rightly.
    """

    decision: Decision
    rows: int
    differences: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing differs."""
        return not self.differences

    @property
    def words(self) -> str:
        """The result in a sentence."""
        checked = f"{self.rows} row{'' if self.rows == 1 else 's'} checked"
        if self.sound:
            return f"Nothing differs: {checked}."
        found = len(self.differences)
        return f"{found} difference{'' if found == 1 else 's'} found, {checked}."


def verify(decision: Decision) -> Verification:
    """Compares a decision with what it was when it was recorded. It writes nothing, and asks as many queries
    as there are tables behind a decision, however many rows.
    """
    snapshot = decision.snapshot
    found = [*_digest_faults(decision), *_own_faults(decision)]
    if not is_whole(snapshot):
        found += _packet_faults(decision)
        note = "It was recorded before the rows behind a decision were kept: the packet was checked alone."
        return Verification(decision, 1, tuple(found), (note,))
    sources = snapshot["sources"]
    found += _source_faults(sources, digests_now(sources, snapshot["columns"]))
    in_force = _in_force(decision)
    if in_force:
        found += _additions(decision, sources)
    notes = () if in_force else ("It was reopened since: what the committee did afterwards differs rightly.",)
    return Verification(decision, len(sources) + 1, tuple(found), notes)


def _in_force(decision: Decision) -> bool:
    """Whether nothing of its loop has been taken up again since."""
    later = Decision.objects.filter(loop=decision.loop_id, number__gt=decision.number)
    decided = Debrief.objects.filter(loop=decision.loop_id, state__in=["decided", "released"])
    return decided.exists() and not later.exists()


def _digest_faults(decision: Decision) -> Iterator[str]:
    if digest_of(decision.snapshot) != decision.digest:
        yield "The snapshot: its content is not what it was."
    events = AuditEvent.objects.filter(
        organization=decision.organization_id, verb="record_decision", subject_id=str(decision.pk)
    )
    recorded = [event.data.get("digest") for event in events]
    if recorded and decision.digest not in recorded:
        yield "The digest: the audit trail recorded another."


def _own_faults(decision: Decision) -> Iterator[str]:
    """Where the row says something else than its snapshot; of the packet alone there is little to compare."""
    kept = decided_in(decision.snapshot)
    if not kept:
        return
    topics = [str(pk) for pk in decision.topics.order_by("pk").values_list("pk", flat=True)]
    pairs = {name: (_own(decision, name), kept[name]) for name in OWN}
    pairs["level"] = (_id(decision.level_id), (kept["level"] or {"id": None})["id"])
    pairs["topics"] = (sorted(topics), sorted(topic["id"] for topic in kept["topics"]))
    pairs["recorder"] = (str(decision.decided_by_id), kept["by"]["member"])
    pairs["time"] = (decision.created_at.isoformat(), kept["at"])
    cites = [{name: cite[name] for name in ("card", "planned", "criterion")} for cite in kept["cites"]]
    pairs["evidence"] = (decision.cites, cites)
    for name, (now, then) in pairs.items():
        if now != then:
            yield f"The decision's {name}: not what it was."


def _own(decision: Decision, name: str) -> object:
    return _id(getattr(decision, f"{name}_id")) if name in ("loop", "run") else getattr(decision, name)


def _id(key: object) -> str | None:
    return str(key) if key else None


def _packet_faults(decision: Decision) -> Iterator[str]:
    if packet_in(decision.snapshot)["loop"]["id"] != str(decision.loop_id):
        yield "The decision's loop: not what it was."


def _additions(decision: Decision, sources: list[Packet]) -> list[str]:
    try:
        behind = Behind(decision.loop, decision.run)
    except ObjectDoesNotExist:
        return []  # loop or run is gone, which is told already
    return [f"{words}: it was not there." for words in came_later(behind, sources)]


def _source_faults(sources: list[Packet], now: dict[tuple[str, str], str]) -> Iterator[str]:
    for one in sources:
        digest = now.get((one["table"], one["id"]))
        if digest is None:
            yield f"{one['words']}: it is gone."
        elif digest != one["digest"]:
            yield f"{one['words']}: its content is not what it was."
