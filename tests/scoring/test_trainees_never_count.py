"""The cards of shadows and reverse shadows, and of recused seats, change nothing that a decision rests on."""

from typing import Any

import pytest

from interviews.enums import SeatKind, SeatState
from interviews.models import Loop, Seat
from scoring.enums import Outcome
from scoring.queries.own_calibration import own_ratings
from scoring.queries.packet import read_packet
from scoring.queries.packets import packet_row, packets
from scoring.queries.ratings import calibration_inputs
from scoring.spread import spread_of
from scoring.visibility import readable_cards
from tests.cast import World, make_seat
from tests.scoring.packets import complete_loop, decide, hand_in_at_once

TRAINING = [SeatKind.SHADOW, SeatKind.REVERSE_SHADOW]


def evidence(world: World, loop: Loop) -> dict[str, Any]:
    """Everything that a decision and the statistics rest on."""
    spread = spread_of(read_packet(world.committee, loop.pk).packet)
    (row,) = [packet_row(one) for one in packets(world.committee) if one.pk == loop.pk]
    inputs = calibration_inputs(world.organization)
    return {
        "votes": spread.votes,
        "split": spread.split,
        "disagreements": len(spread.disagreements),
        "means": [
            (line.summary.mean, line.gap)
            for part in spread.parts
            for asked in part.questions
            for line in asked.lines
        ],
        "row": (row.group, row.cards_in, row.cards_due, row.gap),
        "ratings": (len(inputs.ratings), inputs.watermark),
    }


@pytest.mark.parametrize("kind", TRAINING)
def test_a_card_in_training_that_says_the_opposite_changes_no_figure(in_acme: World, kind: SeatKind) -> None:
    loop = complete_loop(in_acme, [4, 4, 4, 4], [4, 4, 4, 4])
    before = evidence(in_acme, loop)
    hand_in_at_once(loop, in_acme.admin, [1, 1, 1, 1], kind=kind, recommendation="strong_no")
    assert evidence(in_acme, loop) == before
    assert own_ratings(in_acme.admin).n == 0


@pytest.mark.parametrize("kind", [SeatKind.SECOND])
def test_the_same_card_on_a_counting_seat_would_have(in_acme: World, kind: SeatKind) -> None:
    loop = complete_loop(in_acme, [4, 4, 4, 4], [4, 4, 4, 4])
    before = evidence(in_acme, loop)
    hand_in_at_once(loop, in_acme.admin, [1, 1, 1, 1], kind=kind, recommendation="strong_no")
    changed = {name for name, value in evidence(in_acme, loop).items() if value != before[name]}
    assert changed == set(before)


@pytest.mark.parametrize("kind", TRAINING)
def test_no_decision_waits_for_a_card_in_training(in_acme: World, kind: SeatKind) -> None:
    loop = complete_loop(in_acme, [4, 4, 4, 4], [4, 4, 4, 4])
    make_seat(loop.sessions.get(), in_acme.admin, kind)
    assert read_packet(in_acme.committee, loop.pk).packet["missing"] == []
    assert packet_row(packets(in_acme.committee).get(pk=loop.pk)).all_in
    assert decide(in_acme.committee, loop).outcome == Outcome.HIRE


@pytest.mark.parametrize("kind", TRAINING)
def test_cards_in_training_alone_are_nothing_to_decide_on(in_acme: World, kind: SeatKind) -> None:
    hand_in_at_once(in_acme.loop, in_acme.admin, [4, 4, 4, 4], kind=kind)
    Seat.objects.filter(session=in_acme.session).exclude(member=in_acme.admin).update(state="declined")
    assert not packets(in_acme.committee).filter(pk=in_acme.loop.pk).exists()


def test_under_watch_the_watchers_card_counts_and_the_trainees_does_not(in_acme: World) -> None:
    loop = complete_loop(in_acme, [2, 2, 2, 2], [2, 2, 2, 2])
    hand_in_at_once(loop, in_acme.admin, [4, 4, 4, 4], kind=SeatKind.REVERSE_SHADOW)
    packet = read_packet(in_acme.committee, loop.pk).packet
    assert {card["seat"]: card["counted"] for card in packet["cards"]} == {
        "lead": True,
        "second": True,
        "reverse_shadow": False,
    }


def test_who_is_recused_leaves_the_packet_and_the_statistics(in_acme: World) -> None:
    loop = complete_loop(in_acme, [4, 4, 4, 4], [1, 1, 1, 1])
    Seat.objects.filter(session__loop=loop, member=in_acme.second).update(state=SeatState.RECUSED)
    packet = read_packet(in_acme.committee, loop.pk).packet
    assert [card["name"] for card in packet["cards"]] == ["Lea Lead"]
    after = evidence(in_acme, loop)
    assert (after["split"], after["disagreements"], after["ratings"][0]) == (False, 0, 4)
    assert own_ratings(in_acme.second).n == 0
    readers = (in_acme.committee, in_acme.admin, in_acme.lead)
    for reader in readers:
        authors = readable_cards(reader, loop).values_list("seat__member", flat=True)
        assert in_acme.second.pk not in authors
