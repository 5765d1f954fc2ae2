"""How trainees' ratings agree with the leads'."""

from collections.abc import Sequence

import pytest

from accounts.models import Membership
from interviews.enums import SeatKind, SeatState
from interviews.models import Loop, Module, Seat
from scoring.queries.agreement import Agreement, module_agreement, own_agreement
from tests.cast import World, make_seat
from tests.interviews.conflict_rows import make_conflict
from tests.interviews.modules import first_stage, make_module, train
from tests.scoring.packets import another_loop, hand_in_at_once


@pytest.fixture
def module(in_acme: World) -> Module:
    made = make_module(in_acme, "Queues", in_acme.topic)
    train(in_acme.nobody, made)
    return made


def watched(
    world: World,
    lead: Sequence[int | None],
    trainee: Sequence[int | None] | None,
    *,
    kind: SeatKind = SeatKind.SHADOW,
    title: str = "Watched",
) -> Loop:
    """A loop of one session in which the trainee (`nobody` of the cast) sits beside the lead."""
    loop = another_loop(world, title=title)
    loop.sessions.update(stage=first_stage(world))
    hand_in_at_once(loop, world.lead, lead)
    if trainee is None:
        make_seat(loop.sessions.get(), world.nobody, kind)
    else:
        hand_in_at_once(loop, world.nobody, trainee, kind=kind)
    return loop


def of_trainee(reader: Membership, module: Module) -> Agreement:
    (found,) = module_agreement(reader, module)
    return found


def test_ratings_of_the_same_answers_are_compared(in_acme: World, module: Module) -> None:
    watched(in_acme, [1, 2, 3, 4], [1, 3, 3, 2])
    watched(in_acme, [2, 2, 2, 2], [2, 2, 2, 2], kind=SeatKind.REVERSE_SHADOW, title="Led")
    found = of_trainee(in_acme.admin, module)
    assert (found.n, found.interviews) == (8, 2)
    assert found.within_one == 7 / 8
    assert found.mean == pytest.approx(-1 / 8)
    assert "at least 20 are needed" in found.words
    assert own_agreement(in_acme.nobody) == [found]


def test_what_one_of_them_did_not_assess_is_no_number(in_acme: World, module: Module) -> None:
    watched(in_acme, [1, None, 3, 4], [1, 3, None, 4])
    assert of_trainee(in_acme.admin, module).n == 2


def test_nothing_is_told_before_both_cards_are_in(in_acme: World, module: Module) -> None:
    watched(in_acme, [1, 2, 3, 4], None)
    assert of_trainee(in_acme.admin, module).n == 0
    assert own_agreement(in_acme.nobody)[0].n == 0
    assert "Nothing to compare yet" in own_agreement(in_acme.nobody)[0].words


def test_a_trainee_who_owes_another_card_of_the_loop_is_told_nothing_of_it(
    in_acme: World, module: Module
) -> None:
    loop = watched(in_acme, [1, 2, 3, 4], [4, 4, 4, 4])
    first = loop.sessions.get()
    first.pk, first.position = None, 1
    first._state.adding = True
    first.save()
    make_seat(first, in_acme.nobody, SeatKind.SHADOW)
    assert own_agreement(in_acme.nobody)[0].n == 0
    assert of_trainee(in_acme.admin, module).n == 4


def test_a_manager_who_owes_a_card_there_is_told_nothing_of_it(in_acme: World, module: Module) -> None:
    loop = watched(in_acme, [1, 2, 3, 4], [4, 4, 4, 4])
    make_seat(loop.sessions.get(), in_acme.coordinator, SeatKind.SECOND)
    assert of_trainee(in_acme.coordinator, module).n == 0


def test_nor_is_one_with_a_conflict_of_interest(in_acme: World, module: Module) -> None:
    loop = watched(in_acme, [1, 2, 3, 4], [4, 4, 4, 4])
    make_conflict(in_acme, in_acme.coordinator, candidate=loop.candidate)
    assert of_trainee(in_acme.coordinator, module).n == 0
    assert of_trainee(in_acme.admin, module).n == 4


def test_a_recused_lead_is_compared_with_nobody(in_acme: World, module: Module) -> None:
    loop = watched(in_acme, [1, 2, 3, 4], [4, 4, 4, 4])
    Seat.objects.filter(session__loop=loop, member=in_acme.lead).update(state=SeatState.RECUSED)
    assert of_trainee(in_acme.admin, module).n == 0


def test_a_second_is_not_the_lead(in_acme: World, module: Module) -> None:
    loop = watched(in_acme, [1, 1, 1, 1], [1, 1, 1, 1])
    hand_in_at_once(loop, in_acme.second, [4, 4, 4, 4], kind=SeatKind.SECOND)
    assert of_trainee(in_acme.admin, module).mean == 0


@pytest.mark.parametrize(
    ("differences", "words"),
    [
        ((0,) * 20, "100% within one point of the lead, on average as high; 20 ratings in 2 interviews."),
        ((1, 2) * 10, "50% within one point of the lead, on average 1.5 points higher; 20 ratings"),
        ((-2,) * 20, "0% within one point of the lead, on average 2.0 points lower; 20 ratings"),
    ],
)
def test_it_is_said_in_words(
    in_acme: World, module: Module, differences: tuple[int, ...], words: str
) -> None:
    said = Agreement(module.qualifications.get(), differences, 2)
    assert said.words.startswith(words)
    assert "needed" not in said.words
