import pytest
from django.urls import reverse

from interviews.actions.decline_seat import decline_seat
from interviews.actions.seat_panel import seat_panel
from interviews.models import ConflictOfInterest, RaterStanding, Seat
from tests.cast import World, make_seat, sign_in
from tests.interviews.helpers import in_scope
from tests.interviews.panels import (
    held,
    in_days,
    interviewers,
    limited,
    module_for,
    open_loop,
    session_of,
    wanted,
)


def url(world: World, name: str, *ids: object) -> str:
    return reverse(name, args=[world.slug, *ids])


def page(world: World, loop, member=None) -> str:
    return sign_in(member or world.coordinator).get(url(world, "loop_panel", loop.pk)).content.decode()


def lenient(world: World, *members) -> None:
    for member in members:
        RaterStanding.objects.create(
            organization=world.organization, member=member, severity=-0.47, error=0.1, n=40, run=world.loop.pk
        )


def test_a_proposal_is_shown_with_reasons_and_nothing_is_written(acme):
    with in_scope(acme):
        loop = open_loop(acme, module=module_for(acme, acme.lead, acme.second))
    text = page(acme, loop)
    assert "2 to fill" in text
    assert "Somebody is proposed for each. Nothing is written until you accept." in text
    assert "Approved for Coding; 1 this week, 0 in the last four weeks." in text
    with in_scope(acme):
        assert not Seat.objects.filter(session__loop=loop).exists()


def test_all_are_seated_as_chosen_with_the_reason_shown(acme):
    with in_scope(acme):
        loop = open_loop(acme)
        key = f"{session_of(loop).pk}"
    answer = sign_in(acme.coordinator).post(
        url(acme, "loop_panel", loop.pk),
        {
            "version": loop.version,
            f"seat:{key}:lead:0": acme.second.pk,
            f"seat:{key}:second:0": acme.lead.pk,
        },
        follow=True,
    )
    assert "Seated: Sam Second, Lea Lead." in answer.content.decode()
    with in_scope(acme):
        assert held(session_of(loop)) == {"lead": "Sam Second", "second": "Lea Lead"}
        assert Seat.objects.get(session__loop=loop, kind="lead").why.startswith("1 this week")


def test_only_the_seat_whose_button_is_pressed_is_filled(acme):
    with in_scope(acme):
        loop = open_loop(acme)
        key = f"{session_of(loop).pk}"
    sign_in(acme.coordinator).post(
        url(acme, "loop_panel", loop.pk),
        {
            f"seat:{key}:lead:0": acme.lead.pk,
            f"seat:{key}:second:0": acme.second.pk,
            "only": f"{key}:second:0",
        },
    )
    with in_scope(acme):
        assert held(session_of(loop)) == {"second": "Sam Second"}


def test_somebody_at_their_limit_is_offered_only_with_a_reason(acme):
    with in_scope(acme):
        limited(acme.second, most_a_week=0)
        loop = open_loop(acme)
        key = f"{session_of(loop).pk}:second:0"
    text = page(acme, loop)
    assert '<optgroup label="Only with a reason">' in text
    assert "Sam Second: at the limit of 0 a week" in text
    assert "1 qualified" not in text

    client, address = sign_in(acme.coordinator), url(acme, "loop_panel", loop.pk)
    asked = {f"seat:{key}": acme.second.pk}
    assert (
        "Give a reason to seat them all the same" in client.post(address, asked, follow=True).content.decode()
    )
    client.post(address, asked | {f"override:{key}": "Agreed."})
    with in_scope(acme):
        assert Seat.objects.get(session__loop=loop).why == "Seated although at the limit of 0 a week: Agreed."


def test_why_nobody_can_take_a_seat_is_counted(acme):
    with in_scope(acme):
        loop = open_loop(acme, module=module_for(acme, acme.lead))
        ConflictOfInterest.objects.create(
            organization=acme.organization,
            member=acme.lead,
            candidate=loop.candidate,
            kind="declared",
            reason="They are married.",
        )
    text = page(acme, loop)
    assert "1 qualified: 1 with a conflict of interest." in text
    assert 'Lea Lead: <span class="muted">has a conflict of interest' in text
    assert "married" not in text


def test_a_seat_given_back_shows_the_reason_and_one_click_seats_the_next(acme):
    with in_scope(acme):
        interviewers(acme, 1)
        loop = open_loop(acme)
        seat = make_seat(session_of(loop), acme.second, "second")
        make_seat(session_of(loop), acme.lead)
        decline_seat(actor=acme.second, seat_id=seat.pk, reason="On leave that week")
    text = page(acme, loop)
    assert "Sam Second: “On leave that week”" in text
    assert "Seat Iris 00 instead" in text
    assert "gave this seat back" in text

    with in_scope(acme):
        iris = acme.organization.memberships.get(user__name="Iris 00")
    answer = sign_in(acme.coordinator).post(
        url(acme, "seat_replace", seat.pk), {"member": iris.pk, "version": loop.version + 1}, follow=True
    )
    assert "Iris 00 sits in Queues interview in place of Sam Second." in answer.content.decode()
    assert "On leave" not in page(acme, loop)


def test_people_who_sit_are_replaced_swapped_and_unseated(acme):
    with in_scope(acme):
        [iris] = interviewers(acme, 1)
        loop = open_loop(acme)
        session = session_of(loop)
        lead, second = make_seat(session, acme.lead), make_seat(session, acme.second, "second")
    client = sign_in(acme.coordinator)
    offered = page(acme, loop).split(f'name="member:{lead.pk}"')[1].split("</select>")[0]
    assert "Iris 00" in offered
    assert "Lea Lead" not in offered

    client.post(url(acme, "seat_swap", lead.pk), {f"other:{lead.pk}": second.pk})
    with in_scope(acme):
        assert held(session) == {"lead": "Sam Second", "second": "Lea Lead"}
        lead = Seat.objects.get(session=session, kind="lead")
    client.post(url(acme, "seat_replace", lead.pk), {f"member:{lead.pk}": iris.pk})
    with in_scope(acme):
        assert held(session)["lead"] == "Iris 00"
        lead = Seat.objects.get(session=session, kind="lead")
    answer = client.post(url(acme, "seat_unseat", lead.pk), {"back": "panel"})
    assert answer.url == url(acme, "loop_panel", loop.pk)
    for name in ("seat_replace", "seat_swap"):
        with in_scope(acme):
            seat = Seat.objects.get(session=session, kind="second")
        assert "Choose who" in client.post(url(acme, name, seat.pk), {}, follow=True).content.decode()


def test_two_coordinators_do_not_write_over_each_other(acme):
    with in_scope(acme):
        loop = open_loop(acme)
        key = f"{session_of(loop).pk}"
        seat_panel(actor=acme.admin, loop_id=loop.pk, seats=[wanted(session_of(loop), acme.lead)])
    answer = sign_in(acme.coordinator).post(
        url(acme, "loop_panel", loop.pk), {"version": 0, f"seat:{key}:second:0": acme.second.pk}, follow=True
    )
    assert "Ada Admin has just changed this loop: Seated Lea Lead" in answer.content.decode()


def test_how_a_panel_leans_is_told_to_who_plans_without_naming_anybody(acme):
    with in_scope(acme):
        loop = open_loop(acme)
        lenient(acme, acme.lead, acme.second)
    words = "Both rate, together, about half a point above colleagues: add somebody else if you can."
    text = page(acme, loop)
    assert words in text
    assert "0.47" not in text

    with in_scope(acme):
        make_seat(session_of(loop), acme.lead)
        make_seat(session_of(loop), acme.second, "second")
    assert words in page(acme, loop)
    for member in (acme.lead, acme.committee):
        assert "above colleagues" not in page(acme, loop, member)


def test_of_one_person_alone_no_lean_is_told(acme):
    with in_scope(acme):
        loop = open_loop(acme)
        lenient(acme, acme.lead)
    assert "above colleagues" not in page(acme, loop)


def test_who_sits_in_a_loop_sees_who_sits_there_and_no_more(acme):
    with in_scope(acme):
        loop = open_loop(acme)
        make_seat(session_of(loop), acme.lead)
    text = page(acme, loop, acme.lead)
    assert "Lea Lead" in text
    assert "Give your seat back" in text
    for secret in ("to fill", "this week,", "Sam Second", "Swap", "goes by"):
        assert secret not in text


def test_a_session_with_a_time_leaves_out_who_is_in_another_then(acme):
    with in_scope(acme):
        loop, other = open_loop(acme), open_loop(acme, "Uma Test")
        make_seat(session_of(other, in_days(4)), acme.lead)
        session_of(loop, in_days(4))
    text = page(acme, loop)
    assert "in another interview then" in text


def test_a_closed_loop_shows_who_sat_there(acme):
    with in_scope(acme):
        acme.loop.state = "decided"
        acme.loop.save()
    text = page(acme, acme.loop)
    assert "Sam Second" in text
    assert "to fill" not in text


def test_giving_a_seat_back_asks_why(acme):
    with in_scope(acme):
        own = acme.session.seats.get(member=acme.second)
    client, address = sign_in(acme.second), url(acme, "seat_decline", own.pk)
    assert "Somebody else is proposed for your seat" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 400
    client.post(address, {"reason": "On leave"})
    with in_scope(acme):
        own.refresh_from_db()
        assert (own.state, own.reason) == ("declined", "On leave")


@pytest.mark.parametrize("field", ["seat:x:lead:0", "seat:", "seat:x", "seat:{s}:judge:0"])
def test_fields_that_no_page_sends_change_nothing(acme, field):
    with in_scope(acme):
        loop = open_loop(acme)
        name = field.format(s=session_of(loop).pk)
    answer = sign_in(acme.coordinator).post(
        url(acme, "loop_panel", loop.pk), {name: "y", "version": "many"}, follow=True
    )
    assert "There is no such seat" in answer.content.decode()


def test_the_load_page_counts_weeks_limits_and_what_has_no_time(acme):
    with in_scope(acme):
        limited(acme.lead, most_a_week=1)
        for days in (7, 8):
            make_seat(session_of(open_loop(acme, f"Day {days}"), in_days(days)), acme.lead)
    text = sign_in(acme.coordinator).get(url(acme, "loop_load")).content.decode()
    row = text[text.index("Lea Lead") :]
    assert "At the limit this week" in row[: row.index("</tr>")]
    assert sign_in(acme.lead).get(url(acme, "loop_load")).status_code == 403
