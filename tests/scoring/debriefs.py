"""Debriefs in any state, brought there by the real actions, for the tests of the committee's work."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from accounts.enums import Role
from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from interviews.models import Application, BlueprintRevision, Loop, Seat
from scoring.actions._stepping import settle
from scoring.actions.confirm_reading import confirm_reading
from scoring.actions.move_debrief import move_debrief
from scoring.actions.name_facilitator import name_facilitator
from scoring.actions.take_committee_seat import take_committee_seat
from scoring.enums import DebriefState as State
from scoring.models import Debrief
from scoring.queries.debriefs import debrief_of
from tests.cast import World

ORDER = list(State)
FORCED = "The test wants it so."  # reason of an override


def to_state(
    loop: Loop,
    state: str,
    committee: Sequence[Membership] = (),
    *,
    facilitator: Membership | None = None,
    ballot: str = "yes",
    **decision: Any,
) -> Debrief:
    """The debrief of a loop whose cards are in, brought to this state; from wherever it stands, forward.

    `committee` takes part, reads, votes `ballot`, and the first of it decides with the fields of `decision`;
    without any, it is the organisation's first committee member who did not interview in the loop.
    """
    with organization_scope(loop.organization):
        people = list(committee) or ([] if state == State.COLLECTING else [_somebody(loop)])
        if facilitator is not None:
            name_facilitator(actor=facilitator, loop_id=loop.pk, member_id=facilitator.pk)
        if debrief_of(loop).state in (State.COLLECTING, State.READING, State.VOTING):
            for member in people:
                take_committee_seat(actor=member, loop_id=loop.pk)
        while (now := State(debrief_of(loop).state)) != state and ORDER.index(now) < ORDER.index(
            State(state)
        ):
            _STEPS[now](loop, people, ballot, decision)
        loop.refresh_from_db()
        return debrief_of(loop)


def move(actor: Membership, loop: Loop, target: str, reason: str = "", seen: int | None = None) -> Debrief:
    """A move by somebody who has just looked."""
    seen = debrief_of(loop).version if seen is None else seen
    return move_debrief(actor=actor, loop_id=loop.pk, target=target, reason=reason, version_seen=seen)


def gated(world: World, loop: Loop, **gates: Any) -> Loop:
    """The loop, of a blueprint that asks for this before a debrief goes on, for the world's opening."""
    organization, blueprint = world.organization, world.opening.blueprint
    revision = BlueprintRevision.objects.create(
        organization=organization, blueprint=blueprint, number=blueprint.revisions.count() + 1, **gates
    )
    application, _ = Application.objects.get_or_create(
        organization=organization, candidate=loop.candidate, opening=world.opening
    )
    Loop.objects.filter(pk=loop.pk).update(blueprint_revision=revision, application=application)
    return Loop.objects.select_related("organization").get(pk=loop.pk)


def _somebody(loop: Loop) -> Membership:
    sat = Seat.objects.filter(session__loop=loop).values("member")
    people = Membership.objects.filter(organization=loop.organization, roles__contains=[Role.COMMITTEE])
    return people.exclude(pk__in=sat).select_related("user", "organization").order_by("created_at").first()


def _begin(loop: Loop, people: Sequence[Membership], *_: Any) -> None:
    with transaction.atomic():
        settle(loop)
    if debrief_of(loop).state == State.COLLECTING:
        move(people[0], loop, State.READING)


def _read(loop: Loop, people: Sequence[Membership], *_: Any) -> None:
    for member in people:
        confirm_reading(actor=member, loop_id=loop.pk)
    if debrief_of(loop).state == State.READING:
        move(people[0], loop, State.VOTING)


def _vote(loop: Loop, people: Sequence[Membership], ballot: str, _: Any) -> None:
    from scoring.actions.cast_vote import cast_vote

    for member in people:
        cast_vote(actor=member, loop_id=loop.pk, ballot=ballot, reason="The evidence says so.")
    if debrief_of(loop).state == State.VOTING:
        move(people[0], loop, State.DISCUSSING)


def _decide(loop: Loop, people: Sequence[Membership], _: Any, decision: dict[str, Any]) -> None:
    from tests.scoring.packets import decide

    decide(people[0], loop, release=False, **decision)


def _release(loop: Loop, people: Sequence[Membership], *_: Any) -> None:
    from scoring.actions.release_decision import release_decision

    release_decision(actor=people[0], loop_id=loop.pk)


_STEPS = {
    State.COLLECTING: _begin,
    State.READING: _read,
    State.VOTING: _vote,
    State.DISCUSSING: _decide,
    State.DECIDED: _release,
}
