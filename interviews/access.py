"""From an id to a row for this person, else 404. The only place in this app that fetches one row.

A loop is there for those who see all loops, for who made it, and for who sits in it now or was declared out
of a session of it; for everybody else it does not exist, and neither does what hangs on it. Whoever has a
conflict of interest with a candidate finds neither them nor any loop of theirs, whatever roles they hold.
"""

import uuid
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import Invitation, Membership
from interviews.enums import SeatState
from interviews.models import (
    Accommodation,
    Application,
    AvailabilityException,
    Ban,
    Blueprint,
    BlueprintRevision,
    Candidate,
    CandidateLink,
    ConflictOfInterest,
    InterviewerProfile,
    Kit,
    Loop,
    LoopChange,
    Module,
    Notice,
    Opening,
    PlannedQuestion,
    Qualification,
    Seat,
    Session,
)
from interviews.rules import may_plan, may_read, may_see_openings, sees_all_loops, sees_all_names
from interviews.screens import read_token

Row = TypeVar("Row", bound=Model)


def open_conflicts(actor: Membership) -> QuerySet[ConflictOfInterest]:
    """The actor's own conflicts of interest that nobody lifted."""
    return ConflictOfInterest.objects.filter(member=actor, lifted_at=None).order_by()


def clear_of_conflicts(actor: Membership, rows: QuerySet[Row], candidate: str = "candidate") -> QuerySet[Row]:
    """Those of the rows that are about nobody with whom the actor has a conflict; `candidate` leads there."""
    return rows.exclude(Exists(open_conflicts(actor).filter(candidate=OuterRef(candidate))))


def visible_loops(actor: Membership) -> QuerySet[Loop]:
    """The loops that this person may see, newest first."""
    rows = clear_of_conflicts(actor, Loop.objects.filter(organization_id=actor.organization_id))
    return rows if sees_all_loops(actor) else rows.filter(_mine(actor))


def _mine(actor: Membership) -> Q:
    seats = Seat.objects.filter(session__loop=OuterRef("pk"), member=actor)
    sits = seats.filter(state__in=[SeatState.SEATED, SeatState.EXCUSED])
    return Q(created_by=actor) | Q(Exists(sits))


def loops_that_name(actor: Membership) -> QuerySet[Loop]:
    """The loops that let this person know their candidate's name."""
    rows = clear_of_conflicts(actor, Loop.objects.filter(organization_id=actor.organization_id))
    return rows if sees_all_names(actor) else rows.filter(_mine(actor))


def visible_candidates(actor: Membership) -> QuerySet[Candidate]:
    """The candidates that this person may see: all, or those of the loops they made or sit in."""
    rows = clear_of_conflicts(actor, Candidate.objects.filter(organization_id=actor.organization_id), "pk")
    return rows if sees_all_loops(actor) else rows.filter(pk__in=visible_loops(actor).values("candidate"))


def loop_of(actor: Membership, loop_id: uuid.UUID, *, lock: bool = False) -> Loop:
    """A loop that this person may see, with level, candidate, application and blueprint; else 404."""
    rows = visible_loops(actor).select_related(
        "level", "candidate", "organization", "application", "blueprint_revision"
    )
    return _one(rows, loop_id, lock=("self",) if lock else ())


def session_of(actor: Membership, session_id: uuid.UUID, *, lock: bool = False) -> Session:
    """A session of a loop that this person may see; locks the loop first, then it; else 404."""
    rows = Session.objects.filter(loop__in=visible_loops(actor))
    rows = rows.select_related("loop__level", "loop__candidate", "loop__blueprint_revision", "stage__level")
    return _one(rows, session_id, lock=("loop", "self") if lock else ())


def planned_of(actor: Membership, planned_id: uuid.UUID, *, lock: bool = False) -> PlannedQuestion:
    """A planned question of a loop that this person may see; locks session and loop too; else 404."""
    rows = PlannedQuestion.objects.filter(session__loop__in=visible_loops(actor))
    rows = rows.select_related("session__loop__level", "session__loop__candidate", "revision__topic")
    return _one(rows, planned_id, lock=("session__loop", "session", "self") if lock else ())


def seat_of(actor: Membership, seat_id: uuid.UUID, *, lock: bool = False) -> Seat:
    """A seat in a loop that this person may see; locks session and loop too; else 404."""
    rows = Seat.objects.filter(session__loop__in=visible_loops(actor))
    rows = rows.select_related("session__loop", "member__user")
    return _one(rows, seat_id, lock=("session__loop", "session", "self") if lock else ())


def own_seat(actor: Membership, session: Session) -> Seat | None:
    """The actor's seat in this session, whatever its state; None if they never had one."""
    return Seat.objects.filter(session=session, member=actor).first()


def ban_of(loop: Loop, question_id: uuid.UUID) -> Ban:
    """The ban of this question in a loop that was found for somebody; else 404."""
    return get_object_or_404(Ban, loop=loop, question_id=question_id)


def change_of(loop: Loop, number: int) -> LoopChange:
    """The change of a loop that was found for somebody, by its number; else 404."""
    return get_object_or_404(LoopChange.objects.select_related("actor__user"), loop=loop, number=number)


def opening_of(actor: Membership, opening_id: uuid.UUID) -> Opening:
    """An opening with its blueprint; else 404, or 403 for those who may not read openings."""
    may_see_openings(actor).require()
    rows = Opening.objects.select_related("blueprint__current", "blueprint__level", "created_by__user")
    return _one(rows.filter(organization_id=actor.organization_id), opening_id)


def blueprint_of(actor: Membership, blueprint_id: uuid.UUID, *, lock: bool = False) -> Blueprint:
    """A blueprint with its current revision; else 404."""
    may_read(actor).require()
    rows = Blueprint.objects.select_related("current__written_by__user", "level")
    return _one(
        rows.filter(organization_id=actor.organization_id), blueprint_id, lock=("self",) if lock else ()
    )


def blueprint_revision_of(actor: Membership, blueprint: Blueprint, number: int) -> BlueprintRevision:
    """The revision of this blueprint with this number; else 404."""
    may_read(actor).require()
    rows = BlueprintRevision.objects.select_related("written_by__user")
    return get_object_or_404(rows, blueprint=blueprint, number=number)


def candidate_of(actor: Membership, candidate_id: uuid.UUID, *, lock: bool = False) -> Candidate:
    """A candidate that this person may see; else 404. Locked, nobody else reserves questions for them."""
    rows = visible_candidates(actor)
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    return get_object_or_404(rows, pk=candidate_id)


def application_of(actor: Membership, application_id: uuid.UUID) -> Application:
    """An application of a candidate that this person may see; else 404, or 403 as `opening_of`."""
    may_see_openings(actor).require()
    rows = Application.objects.filter(candidate__in=visible_candidates(actor)).select_related("candidate")
    return _one(rows, application_id)


def conflict_of(actor: Membership, conflict_id: uuid.UUID, *, lock: bool = False) -> ConflictOfInterest:
    """A conflict about a candidate that this person may see; else 404, or 403 for who does not plan loops."""
    may_plan(actor).require()
    rows = ConflictOfInterest.objects.filter(candidate__in=visible_candidates(actor))
    rows = rows.select_related("member__user", "candidate")
    return _one(rows, conflict_id, lock=("self",) if lock else ())


def module_of(actor: Membership, module_id: uuid.UUID, *, lock: bool = False) -> Module:
    """A module; else 404."""
    may_read(actor).require()
    rows = Module.objects.filter(organization_id=actor.organization_id)
    return _one(rows, module_id, lock=("self",) if lock else ())


def qualification_of(actor: Membership, qualification_id: uuid.UUID, *, lock: bool = False) -> Qualification:
    """Somebody's qualification with member and module; else 404."""
    may_read(actor).require()
    rows = Qualification.objects.filter(organization_id=actor.organization_id)
    rows = rows.select_related("member__user", "module")
    return _one(rows, qualification_id, lock=("self",) if lock else ())


def exception_of(actor: Membership, exception_id: uuid.UUID, *, lock: bool = False) -> AvailabilityException:
    """A time off or on of the actor's own, or anybody's for who plans loops; else 404."""
    rows = AvailabilityException.objects.filter(organization_id=actor.organization_id)
    if not may_plan(actor):
        rows = rows.filter(member=actor)
    return _one(rows.select_related("member__user"), exception_id, lock=("self",) if lock else ())


def kit_of(actor: Membership, kit_id: uuid.UUID) -> Kit:
    """A kit; else 404."""
    may_read(actor).require()
    rows = Kit.objects.select_related("level", "created_by__user")
    return _one(rows.filter(organization_id=actor.organization_id), kit_id)


def notice_of(actor: Membership, notice_id: uuid.UUID, *, lock: bool = False) -> Notice:
    """A letter about a loop that this person may see; locks its session too; else 404."""
    rows = Notice.objects.filter(session__loop__in=visible_loops(actor))
    rows = rows.select_related("session__loop__organization")
    return _one(rows, notice_id, lock=("self", "session") if lock else ())


def accommodation_of(actor: Membership, accommodation_id: uuid.UUID, *, lock: bool = False) -> Accommodation:
    """What a candidate asked for; else 404, or 403 for those who may not read it."""
    may_plan(actor).require()
    rows = Accommodation.objects.filter(candidate__in=visible_candidates(actor))
    return _one(rows, accommodation_id, lock=("self",) if lock else ())


def open_candidate_link(secret: str) -> CandidateLink:
    """The link that this secret opens, loop loaded; 404 if withdrawn, expired or unknown: all the same."""
    rows = CandidateLink.unscoped.select_related("organization", "loop__application__opening")
    found = rows.filter(token_hash=Invitation.hash_token(secret)).first()
    if found is None or not found.is_open():
        raise Http404("This link is not open.")
    return found


def open_screen(token: str) -> Session:
    """The session whose candidate's screen this token opens, loop loaded, be it over or not; 404 if the token
    was withdrawn, is damaged, or was signed for anything else: all the same.
    """
    try:
        session_id, key = read_token(token)
    except ValueError:
        raise Http404("This screen is not open.") from None
    rows = Session.unscoped.select_related("organization", "loop").exclude(screen_key="")
    return get_object_or_404(rows, pk=session_id, screen_key=key)


def feed_owner(secret: str) -> InterviewerProfile:
    """Whose calendar feed this secret opens; 404 if it was withdrawn, is unknown, or its owner has left."""
    rows = InterviewerProfile.unscoped.select_related("member__organization", "member__user")
    rows = rows.filter(member__left_at=None, member__user__is_active=True)
    return get_object_or_404(rows, feed_hash=Invitation.hash_token(secret))


def _one(rows: QuerySet[Row], row_id: uuid.UUID, *, lock: tuple[str, ...] = ()) -> Row:
    if lock:
        rows = rows.select_for_update(of=lock)
    return get_object_or_404(rows, pk=row_id)
