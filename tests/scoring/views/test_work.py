"""My work."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.ground.tenancy import organization_scope
from interviews.enums import LoopState, SeatKind, SeatState, SessionState
from scoring.queries.work import my_work
from tests.cast import World, make_candidate, make_loop, make_seat, sign_in
from tests.scoring.sheets import hand_in


def page(world: World, part: str = "lead") -> str:
    return sign_in(world.people()[part]).get(reverse("my_work", args=[world.slug])).content.decode()


def put(world: World, state: SessionState, *, hours_ago: int = 0) -> None:
    with organization_scope(world.organization):
        world.session.state = state
        world.session.ended_at = timezone.now() - timedelta(hours=hours_ago) if hours_ago else None
        world.session.save()


def test_a_session_moves_through_the_lists(acme: World) -> None:
    for state, hours, heading in (
        (SessionState.SCHEDULED, 0, "To prepare"),
        (SessionState.LIVE, 0, "Live now"),
        (SessionState.AWAITING, 1, "Cards to finish"),
    ):
        put(acme, state, hours_ago=hours)
        html = page(acme)
        assert heading in html
        assert "Robin Acme" in html
        assert "Overdue" not in html
    put(acme, SessionState.AWAITING, hours_ago=25)
    assert "Overdue" in page(acme)
    hand_in(acme.lead, acme.session)
    html = page(acme)
    assert "Lately submitted" in html
    assert "Overdue" not in html
    assert "Cards to finish" in page(acme, "second")


def test_the_longest_overdue_comes_first(acme: World) -> None:
    with organization_scope(acme.organization):
        for hours in (30, 90, 2):
            loop = make_loop(
                acme, make_candidate(acme.organization, f"After {hours}"), questions=[], title=f"T{hours}"
            )
            session = loop.sessions.get()
            session.state, session.ended_at = SessionState.AWAITING, timezone.now() - timedelta(hours=hours)
            session.save()
            make_seat(session, acme.lead)
        order = [item.candidate for item in my_work(acme.lead).finish]
    assert order == ["After 90", "After 30", "After 2"]


def test_what_no_longer_waits_is_not_shown(acme: World) -> None:
    with organization_scope(acme.organization):
        for change in ("declined", "cancelled", "loop cancelled", "loop decided", "proposal"):
            loop = make_loop(
                acme, make_candidate(acme.organization, f"Gone {change}"), questions=[], title=change
            )
            seat = make_seat(loop.sessions.get(), acme.lead)
            if change == "declined":
                seat.state = SeatState.DECLINED
                seat.save()
            elif change == "cancelled":
                loop.sessions.update(state=SessionState.CANCELLED)
            else:
                states = {"loop cancelled": LoopState.CANCELLED, "loop decided": LoopState.DECIDED}
                loop.state = states.get(change, LoopState.PROPOSED)
                loop.save()
    html = page(acme)
    assert "Robin Acme" in html
    assert "Gone" not in html


def test_each_person_sees_their_own_work_only(acme: World, zenith: World) -> None:
    assert "Robin Acme" not in page(acme, "committee")
    assert "Robin Zenith" not in page(acme)
    assert sign_in(zenith.lead).get(reverse("my_work", args=[acme.slug])).status_code == 404


def test_an_empty_page_says_what_to_do_next(acme: World) -> None:
    assert "someone seats you" in page(acme, "nobody")
    html = page(acme, "admin")
    assert "Nothing waits for you" in html
    assert f'href="{reverse("loop_quick", args=[acme.slug])}"' in html
    assert "Quick loop" not in page(acme, "nobody")


def test_the_committee_sees_how_many_packets_wait_for_it(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    assert "for a decision" not in page(acme, "committee")
    hand_in(acme.second, acme.session)
    html = page(acme, "committee")
    assert "1 packet waits for a decision" in html
    assert reverse("packet_list", args=[acme.slug]) in html
    assert "for a decision" not in page(acme, "lead")


def test_a_committee_member_who_sits_on_the_panel_is_not_told_of_its_packet(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    hand_in(acme.second, acme.session)
    with organization_scope(acme.organization):
        make_seat(acme.session, acme.committee, SeatKind.SHADOW)
    assert "for a decision" not in page(acme, "committee")
