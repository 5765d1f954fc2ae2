"""Reports that a question is public, and takes it out of the loops that have not asked it yet."""

import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership, Organization
from interviews.actions._changes import loop_change
from interviews.actions._holding import hold_openings_of
from interviews.actions._swapping import put_in_place, take_out
from interviews.assembly import alternatives, why_none
from interviews.enums import SeatKind, SeatState
from interviews.models import Candidate, PlannedQuestion, Seat
from interviews.queries.bank import request_of
from interviews.queries.leaks import places_live, places_waiting
from questionbank.actions.mark_leaked import hold_question, mark_leaked
from questionbank.models import LeakReport, Question, QuestionRevision
from questionbank.rules import may_curate, may_read_bank

REASON = "It was found in public."


@dataclass(frozen=True)
class Consequence:
    """What the report did to one place in a loop, as LeakReport.consequences keeps it."""

    loop: str
    session: str
    did: str  # replaced, removed, or left
    words: str
    told: list[str]  # memberships


@transaction.atomic
def report_leak(*, actor: Membership, question_id: uuid.UUID, where: str) -> LeakReport:
    """The report. The question is leaked; in each session that has not begun the best other question stands
    in its place, or none, which the loop then names as a gap.

    A live session is not touched. Who planned a loop and who leads the session is told, by name, on their
    own pages. Refuses all but curators (Denied), a missing place (Invalid), a question that is leaked
    already, and a loop that took the question this very moment (Conflict).
    """
    may_read_bank(actor).require()
    may_curate(actor).require()
    # One report at a time: two could each want the other's question as the replacement.
    Organization.objects.select_for_update(no_key=True).get(pk=actor.organization_id)
    question = Question(pk=question_id)
    # Loops, candidates and openings first, the question last: the order of all who plan and replace.
    held = _hold_places(question)
    candidates = _hold_candidates(held)
    hold_openings_of({place.session.loop_id for place in held})
    question = hold_question(actor, question_id)
    waiting = list(places_waiting(question))
    if not {place.pk for place in waiting} <= {place.pk for place in held}:
        raise Conflict(
            "A loop took this question at this very moment. Nothing was done yet: report it again."
        )
    told = _leads([place.session_id for place in held])
    done = []
    for place in waiting:
        words = f"A question of {place.session.title} was found in public"
        with loop_change(place.session.loop, actor=actor, verb="report_leak", told=words):
            done.append(_swap(place, candidates, told))
    done += [_leave(place, told) for place in places_live(question)]
    report = mark_leaked(
        actor=actor, question_id=question_id, where=where, consequences=[asdict(entry) for entry in done]
    )
    counts = {did: sum(entry.did == did for entry in done) for did in ("replaced", "removed", "left")}
    record("report_leak", organization=actor.organization, actor=actor, on=question, data=counts)
    return report


def _hold_places(question: Question) -> list[PlannedQuestion]:
    """Where the question stands in sessions not over, held with their session and loop."""
    of = ("self", "session", "session__loop")
    waiting = list(places_waiting(question).select_for_update(of=of))
    return waiting + list(places_live(question).select_for_update(of=of))


def _hold_candidates(places: Collection[PlannedQuestion]) -> dict[uuid.UUID, Candidate]:
    ids = {place.session.loop.candidate_id for place in places}
    rows = Candidate.objects.filter(pk__in=[pk for pk in ids if pk])
    return {row.pk: row for row in rows.order_by("pk").select_for_update(no_key=True)}


def _leads(session_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The membership that leads each session."""
    seats = Seat.objects.filter(session__in=session_ids, kind=SeatKind.LEAD, state=SeatState.SEATED)
    return {session: str(member) for session, member in seats.values_list("session", "member")}


def _swap(
    place: PlannedQuestion, candidates: dict[uuid.UUID, Candidate], leads: dict[uuid.UUID, str]
) -> Consequence:
    session, loop = place.session, place.session.loop
    request, placed = request_of(loop)
    old = place.revision.question_id
    found = alternatives(request, placed, session.position, replacing=old, limit=1)
    begin = f"{session.title}: “{_short(place.revision.prompt)}” was found in public"
    if found:
        candidate = candidates.get(loop.candidate_id) if loop.candidate_id else None
        why = f"In place of a leaked question. {found[0].why}"[:300]
        new = put_in_place(place, found[0].question, candidate, why=why, reason=REASON)
        prompt = QuestionRevision.objects.values_list("prompt", flat=True).get(pk=new.revision_id)
        return _consequence(place, "replaced", f"{begin}. “{_short(prompt)}” stands in its place.", leads)
    take_out(place, REASON)
    none = why_none(request, placed, session.position, replacing=old)
    words = f"{begin} and taken out; nothing could take its place. {none}"
    loop.gaps = [*loop.gaps, words]
    loop.save(update_fields=["gaps"])
    return _consequence(place, "removed", words, leads)


def _leave(place: PlannedQuestion, leads: dict[uuid.UUID, str]) -> Consequence:
    words = (
        f"{place.session.title} is live and was not touched: “{_short(place.revision.prompt)}” was found in "
        "public. Skip it or replace it, unless it was asked already."
    )
    return _consequence(place, "left", words, leads)


def _consequence(place: PlannedQuestion, did: str, words: str, leads: dict[uuid.UUID, str]) -> Consequence:
    session = place.session
    people = [str(session.loop.created_by_id or ""), leads.get(session.pk, "")]
    told = [person for person in dict.fromkeys(people) if person]
    return Consequence(str(session.loop_id), str(session.pk), did, words, told)


def _short(prompt: str) -> str:
    line = " ".join(prompt.split())
    return line if len(line) <= 120 else f"{line[:119]}…"
