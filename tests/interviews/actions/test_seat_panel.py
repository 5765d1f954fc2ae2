import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from interviews.actions.seat_panel import seat_panel
from interviews.models import ConflictOfInterest, LoopChange, Seat
from tests.interviews.panels import held, in_days, limited, module_for, open_loop, session_of, wanted


def test_a_proposal_is_accepted_whole_with_its_reasons(in_acme):
    loop = open_loop(in_acme)
    session = session_of(loop)

    lead, second = seat_panel(
        actor=in_acme.coordinator,
        loop_id=loop.pk,
        seats=[
            wanted(session, in_acme.lead, why="Least loaded."),
            wanted(session, in_acme.second, "second"),
        ],
        seen=loop.version,
    )

    assert (lead.why, second.why) == ("Least loaded.", "")
    assert held(session) == {"lead": "Lea Lead", "second": "Sam Second"}
    assert LoopChange.objects.get(loop=loop).told == "Seated Lea Lead, Sam Second"
    assert AuditEvent.objects.get(verb="seat_panel").data["overrides"] == []


def test_all_of_it_or_nothing(in_acme):
    loop = open_loop(in_acme)
    session = session_of(loop)
    limited(in_acme.second, most_a_week=0)

    with pytest.raises(
        Conflict, match=r"Sam Second, Queues interview: at the limit of 0 a week\. Give a reason"
    ):
        seat_panel(
            actor=in_acme.coordinator,
            loop_id=loop.pk,
            seats=[wanted(session, in_acme.lead), wanted(session, in_acme.second, "second")],
        )

    assert not Seat.objects.filter(session=session).exists()
    assert not LoopChange.objects.filter(loop=loop).exists()


def test_a_reason_overrides_a_limit_and_is_kept_on_the_seat(in_acme):
    loop = open_loop(in_acme)
    limited(in_acme.lead, most_a_week=0)
    asked = wanted(session_of(loop), in_acme.lead, override="She agreed.")

    [seat] = seat_panel(actor=in_acme.coordinator, loop_id=loop.pk, seats=[asked])

    assert seat.why == "Seated although at the limit of 0 a week: She agreed."
    assert AuditEvent.objects.get(verb="seat_panel").data["overrides"] == ["She agreed."]


def test_who_is_not_approved_needs_a_reason_too(in_acme):
    loop = open_loop(in_acme, module=module_for(in_acme, in_acme.lead))
    session = session_of(loop)
    seat_panel(actor=in_acme.coordinator, loop_id=loop.pk, seats=[wanted(session, in_acme.lead)])

    with pytest.raises(Conflict, match="not approved for Coding"):
        seat_panel(
            actor=in_acme.coordinator, loop_id=loop.pk, seats=[wanted(session, in_acme.second, "second")]
        )


def test_no_reason_overrides_a_conflict_of_interest_or_another_interview_then(in_acme):
    loop, other = open_loop(in_acme), open_loop(in_acme, "Uma Test")
    session, elsewhere = session_of(loop, in_days(2)), session_of(other, in_days(2))
    asked = [wanted(session, in_acme.lead, override="It must be.")]
    seat_panel(actor=in_acme.coordinator, loop_id=other.pk, seats=[wanted(elsewhere, in_acme.lead)])

    with pytest.raises(Conflict, match="in another interview then"):
        seat_panel(actor=in_acme.coordinator, loop_id=loop.pk, seats=asked)

    ConflictOfInterest.objects.create(
        organization=in_acme.organization,
        member=in_acme.lead,
        candidate=loop.candidate,
        kind="declared",
        reason="A secret of the two.",
    )
    with pytest.raises(Conflict, match="conflict of interest") as refused:
        seat_panel(actor=in_acme.coordinator, loop_id=loop.pk, seats=asked)
    assert "secret" not in refused.value.reason


def test_what_another_coordinator_did_meanwhile_is_not_written_over(in_acme):
    loop = open_loop(in_acme)
    session = session_of(loop)
    seen = loop.version
    seat_panel(actor=in_acme.admin, loop_id=loop.pk, seats=[wanted(session, in_acme.lead)], seen=seen)

    with pytest.raises(Conflict, match="Ada Admin has just changed this loop: Seated Lea Lead"):
        seat_panel(
            actor=in_acme.coordinator,
            loop_id=loop.pk,
            seats=[wanted(session, in_acme.second, "second")],
            seen=seen,
        )


def test_who_has_no_say_seats_nobody_and_strangers_are_not_there(in_acme, zenith):
    loop = open_loop(in_acme)
    session = session_of(loop)

    with pytest.raises(Denied):
        seat_panel(actor=in_acme.committee, loop_id=loop.pk, seats=[wanted(session, in_acme.lead)])
    with pytest.raises(Http404):
        seat_panel(actor=in_acme.coordinator, loop_id=loop.pk, seats=[wanted(session, zenith.lead)])
    with pytest.raises(Invalid, match="no such interview in this loop"):
        seat_panel(actor=in_acme.coordinator, loop_id=loop.pk, seats=[wanted(in_acme.session, in_acme.lead)])


def test_nobody_twice_no_seat_that_does_not_exist_and_not_nothing(in_acme):
    loop = open_loop(in_acme)
    session = session_of(loop)
    for seats, words in (
        ([], "at least one seat"),
        ([wanted(session, in_acme.lead, "judge")], "no such seat"),
        ([wanted(session, in_acme.lead), wanted(session, in_acme.lead, "second")], "two seats"),
    ):
        with pytest.raises(Invalid, match=words):
            seat_panel(actor=in_acme.coordinator, loop_id=loop.pk, seats=seats)


def test_a_cancelled_session_has_no_seats_to_take(in_acme):
    loop = open_loop(in_acme)
    session = session_of(loop)
    session.state = "cancelled"
    session.save()
    with pytest.raises(Conflict, match="over or cancelled"):
        seat_panel(actor=in_acme.coordinator, loop_id=loop.pk, seats=[wanted(session, in_acme.lead)])
