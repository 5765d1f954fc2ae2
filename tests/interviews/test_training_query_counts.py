"""The pages of training and conflicts ask the database as much at one row as at thirty."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.ground.tenancy import organization_scope
from interviews.enums import QualificationState, SeatKind, SeatState
from interviews.models import Application, Module, Qualification, Seat
from questionbank.models import Topic
from tests.cast import World, make_candidate, make_loop, make_member, make_seat, sign_in
from tests.interviews.conflict_rows import make_conflict
from tests.interviews.modules import first_stage, hold, make_module, qualify, train
from tests.scoring.packets import another_loop, hand_in_at_once

COUNTS = {
    "module_list": 5,
    "module_new": 4,
    "module": 12,
    "module_edit": 6,
    "my_training": 8,
    "conflict_list": 7,
    "conflict_declare": 7,
    "conflict_lift": 5,
    "candidate_background": 7,
    "background": 7,
    "my_agreement": 11,
    "module_agreement": 9,
}


def one(world: World) -> dict[str, Any]:
    module = make_module(world, "Module", world.topic)
    grow(world, module, 0)
    conflict = make_conflict(world, world.second)
    return {
        "module": module.pk,
        "candidate": world.candidate.pk,
        "conflict": conflict.pk,
        "member": world.admin.pk,
    }


def grow(world: World, module: Module, number: int) -> None:
    """One more of everything that these pages list."""
    trainee = make_member(world.organization, f"Trainee {number}", Role.INTERVIEWER)
    train(trainee, module)
    qualify(make_member(world.organization, f"Approved {number}", Role.INTERVIEWER), module)
    hold(world, trainee, SeatKind.SHADOW)
    topic = Topic.objects.create(organization=world.organization, name=f"Topic {number}")
    train(world.admin, make_module(world, f"Module {number}", topic))
    candidate = make_candidate(world.organization, f"Candidate {number}")
    application = Application.objects.create(
        organization=world.organization, candidate=candidate, opening=world.opening
    )
    loop = make_loop(world, candidate, questions=[], title=f"Loop {number}")
    seat = make_seat(loop.sessions.get(), trainee)
    Seat.objects.filter(pk=seat.pk).update(state=SeatState.RECUSED)
    make_conflict(world, trainee, candidate=application.candidate)
    rated = another_loop(world, title=f"Rated {number}")
    rated.sessions.update(stage=first_stage(world))
    hand_in_at_once(rated, world.lead, [1, 2, 3, 4])
    hand_in_at_once(rated, world.admin, [1, 2, 3, 4], kind=SeatKind.SHADOW)


@pytest.mark.parametrize("page", COUNTS)
def test_as_many_queries_at_one_row_as_at_thirty(
    acme: World, django_assert_num_queries: Any, page: str
) -> None:
    with organization_scope(acme.organization):
        ids = one(acme)
    client = sign_in(acme.admin)
    needed = {
        "module": ["module"],
        "module_edit": ["module"],
        "module_agreement": ["module"],
        "conflict_declare": ["candidate"],
        "candidate_background": ["candidate"],
        "conflict_lift": ["conflict"],
        "background": ["member"],
    }
    address = reverse(page, args=[acme.slug, *(ids[name] for name in needed.get(page, []))])
    client.get(address)
    with django_assert_num_queries(COUNTS[page]):
        assert client.get(address).status_code == 200
    with organization_scope(acme.organization):
        for number in range(1, 30):
            grow(acme, Module.objects.get(pk=ids["module"]), number)
        assert Qualification.objects.filter(state=QualificationState.TRAINING).count() == 60
    with django_assert_num_queries(COUNTS[page]):
        assert client.get(address).status_code == 200
