"""What the demonstration shows of panels: limits, a seat given back, and seats that wait for somebody."""

from collections.abc import Mapping

from accounts.enums import Role
from accounts.models import Membership
from accounts.queries.organizations import members_of
from interviews.actions.decline_seat import decline_seat
from interviews.actions.plan_loop import plan_loop
from interviews.actions.set_profile import set_profile
from interviews.enums import SeatKind
from interviews.models import Loop, Opening, Seat

CANDIDATE = "Mara Lindqvist"
REASON = "I am at a conference that week."
LIMITS = (2, 3, 4)  # interviews a week, of those who cannot sign in, in turn


def limit_some(people: Mapping[str, Membership]) -> None:
    """Every other simulated interviewer says how much they take on in a week."""
    own = {member.pk for member in people.values()}
    others = [
        m for m in members_of(people["admin"].organization) if m.pk not in own and m.has(Role.INTERVIEWER)
    ]
    for number, member in enumerate(others[::2]):
        set_profile(
            actor=people["coordinator"],
            member_id=member.pk,
            time_zone="UTC",
            most_a_week=LIMITS[number % len(LIMITS)],
            most_a_day=2,
        )


def panel_to_fill(people: Mapping[str, Membership], opening: Opening, seed: int) -> Loop:
    """A loop of which one lead is seated, one second gave the seat back, and all else is to be filled."""
    loop = plan_loop(
        actor=people["coordinator"],
        opening_id=opening.pk,
        candidate_name=CANDIDATE,
        seats={0: {"lead": people["interviewer"].pk, "second": people["second"].pk}},
        seed=seed,
    )
    seat = Seat.objects.get(session__loop=loop, member=people["second"], kind=SeatKind.SECOND)
    decline_seat(actor=people["second"], seat_id=seat.pk, reason=REASON)
    return loop
