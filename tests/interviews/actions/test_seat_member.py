import pytest
from django.http import Http404

from accounts.enums import Role
from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.cancel_loop import cancel_loop
from interviews.actions.decline_seat import decline_seat
from interviews.actions.seat_member import seat_member
from tests.cast import make_member
from tests.interviews.helpers import audited, live, proposed


def test_a_colleague_is_seated_as_asked(in_acme):
    third = make_member(in_acme.organization, "Tess Third", Role.INTERVIEWER)

    seat = seat_member(
        actor=in_acme.coordinator, session_id=in_acme.session.pk, member_id=third.pk, kind="shadow"
    )

    assert (seat.member, seat.kind, seat.state) == (third, "shadow", "seated")
    assert audited("seat_member") == 1


def test_seating_again_changes_only_the_kind(in_acme):
    seat_member(
        actor=in_acme.coordinator,
        session_id=in_acme.session.pk,
        member_id=in_acme.second.pk,
        kind="reverse_shadow",
    )

    [seat] = in_acme.session.seats.filter(member=in_acme.second)
    assert seat.kind == "reverse_shadow"


def test_a_session_has_one_lead(in_acme):
    with pytest.raises(Conflict, match="Lea Lead leads Queues in depth already"):
        seat_member(
            actor=in_acme.coordinator,
            session_id=in_acme.session.pk,
            member_id=in_acme.second.pk,
            kind="lead",
        )


def test_who_declined_can_be_seated_again_but_not_who_is_recused(in_acme):
    seat = in_acme.session.seats.get(member=in_acme.second)
    decline_seat(actor=in_acme.second, seat_id=seat.pk)
    asked = {"session_id": in_acme.session.pk, "member_id": in_acme.second.pk, "kind": "second"}

    assert seat_member(actor=in_acme.coordinator, **asked).state == "seated"

    in_acme.session.seats.filter(member=in_acme.second).update(state="recused")
    with pytest.raises(Conflict, match="is recused"):
        seat_member(actor=in_acme.coordinator, **asked)


def test_who_made_a_loop_seats_colleagues_in_it_and_nowhere_else(in_acme):
    own = proposed(in_acme).sessions.get()

    assert seat_member(actor=in_acme.lead, session_id=own.pk, member_id=in_acme.second.pk, kind="second").pk
    with pytest.raises(Denied, match="Only a coordinator"):
        seat_member(
            actor=in_acme.lead, session_id=in_acme.session.pk, member_id=in_acme.second.pk, kind="second"
        )


@pytest.mark.parametrize("part", ["committee", "curator", "nobody"])
def test_who_does_not_interview_is_not_seated(in_acme, part):
    with pytest.raises(Invalid, match="is not an interviewer"):
        seat_member(
            actor=in_acme.coordinator,
            session_id=in_acme.session.pk,
            member_id=getattr(in_acme, part).pk,
            kind="second",
        )


def test_a_seat_that_does_not_exist_is_refused(in_acme):
    with pytest.raises(Invalid) as refused:
        seat_member(
            actor=in_acme.coordinator,
            session_id=in_acme.session.pk,
            member_id=in_acme.admin.pk,
            kind="judge",
        )
    assert list(refused.value.fields) == ["kind"]


def test_while_the_session_is_live_a_second_may_join_but_not_after_a_cancellation(in_acme):
    live(in_acme)
    seat_member(
        actor=in_acme.coordinator, session_id=in_acme.session.pk, member_id=in_acme.admin.pk, kind="second"
    )
    other = proposed(in_acme)
    cancel_loop(actor=in_acme.lead, loop_id=other.pk)

    with pytest.raises(Conflict, match="cancelled"):
        seat_member(
            actor=in_acme.lead,
            session_id=other.sessions.get().pk,
            member_id=in_acme.second.pk,
            kind="second",
        )


def test_members_and_sessions_of_another_organisation_do_not_exist(in_acme, zenith):
    for session, member in (
        (in_acme.session, zenith.second),
        (zenith.session, in_acme.second),
        (zenith.session, zenith.second),
    ):
        with pytest.raises(Http404):
            seat_member(actor=in_acme.coordinator, session_id=session.pk, member_id=member.pk, kind="shadow")
