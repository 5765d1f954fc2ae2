"""My work."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.ground.tenancy import organization_scope
from interviews.enums import LoopState, SeatKind, SeatState, SessionState
from interviews.models import Session
from scoring.models import Scorecard
from scoring.queries.work import my_work
from tests.cast import World, make_candidate, make_loop, make_seat, sign_in
from tests.scoring.sheets import begin, hand_in


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
        (SessionState.AWAITING, 1, "To score"),
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
    assert "Overdue for" in page(acme, "second")


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
        order = [item.candidate for item in my_work(acme.lead).overdue]
    assert order == ["After 90", "After 30"]


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
    assert "packet waits for you" not in page(acme, "committee")
    hand_in(acme.second, acme.session)
    html = page(acme, "committee")
    assert "1 packet waits for you" in html
    assert reverse("packet_list", args=[acme.slug]) in html
    assert "packet waits for you" not in page(acme, "lead")


def test_a_committee_member_who_sits_on_the_panel_is_not_told_of_its_packet(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    hand_in(acme.second, acme.session)
    with organization_scope(acme.organization):
        make_seat(acme.session, acme.committee, SeatKind.SHADOW)
    assert "packet waits for you" not in page(acme, "committee")


def test_what_is_to_be_prepared_comes_soonest_first_and_says_in_how_many_days(acme: World) -> None:
    with organization_scope(acme.organization):
        for days in (5, 2):
            loop = make_loop(
                acme, make_candidate(acme.organization, f"In {days}"), questions=[], title=f"T{days}"
            )
            loop.sessions.update(scheduled_at=timezone.now() + timedelta(days=days))
            make_seat(loop.sessions.get(), acme.lead)
        order = [item.candidate for item in my_work(acme.lead).prepare]
    html = page(acme)
    assert order == ["In 2", "In 5", "Robin Acme"]
    assert "in 2 days" in html
    assert "no time set" in html


def test_a_note_of_an_earlier_interviewer_is_announced_where_it_waits(acme: World) -> None:
    with organization_scope(acme.organization):
        second = Session.objects.create(
            organization=acme.organization, loop=acme.loop, position=1, title="Design", minutes=45
        )
        make_seat(second, acme.curator)
        make_seat(second, acme.nobody, SeatKind.SHADOW)
        Scorecard.objects.filter(pk=acme.lead_card.pk).update(handover="Ask about back-pressure.")
    assert "Note for you" not in page(acme, "curator")
    put(acme, SessionState.AWAITING, hours_ago=1)
    assert "Note for you" in page(acme, "curator")
    assert "back-pressure" not in page(acme, "curator")
    for part in ("nobody", "second", "lead"):
        assert "Note for you" not in page(acme, part)


def test_an_open_amendment_is_the_next_thing_to_do(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    begin(acme.lead, acme.session, {"notes": "Half done"})
    html = page(acme)
    assert "Being amended" in html
    assert "Finish the amendment" in html


def test_whoever_is_in_training_sees_that_their_card_does_not_count(acme: World) -> None:
    with organization_scope(acme.organization):
        make_seat(acme.session, acme.nobody, SeatKind.SHADOW)
    assert "Shadow: not counted" in page(acme, "nobody")
    assert "not counted" not in page(acme)


def test_an_interview_that_nobody_ended_is_overdue_in_the_end(acme: World) -> None:
    with organization_scope(acme.organization):
        acme.session.started_at = timezone.now() - timedelta(hours=30)
        acme.session.save()
    put(acme, SessionState.LIVE)
    assert "Overdue for" in page(acme)


def test_with_nothing_but_submitted_cards_it_says_that_nothing_waits(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    assert "Nothing to prepare, to hold or to write up." in page(acme)
