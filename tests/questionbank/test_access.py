import uuid
from collections.abc import Callable

import pytest
from django.http import Http404

from accounts.ground.tenancy import all_organizations
from accounts.ground.verdict import Denied
from questionbank import access
from tests.cast import World
from tests.questionbank.documents import stage

DOORS: list[tuple[Callable, Callable[[World], uuid.UUID]]] = [
    (access.question_of, lambda world: world.questions[0].pk),
    (access.topic_of, lambda world: world.topic.pk),
    (access.level_of, lambda world: world.level.pk),
    (access.criterion_of, lambda world: world.criteria[0].pk),
    (access.batch_of, lambda world: stage(world.curator).pk),
    (access.item_of, lambda world: stage(world.curator).items.first().pk),
]


@pytest.mark.parametrize(("door", "row_of"), DOORS)
def test_a_curator_finds_a_row_of_the_organisation(in_acme: World, door: Callable, row_of: Callable) -> None:
    row_id = row_of(in_acme)

    assert door(in_acme.curator, row_id).pk == row_id


@pytest.mark.parametrize(("door", "row_of"), DOORS)
def test_rows_of_others_are_not_found_even_with_every_scope_open(
    acme: World, zenith: World, door: Callable, row_of: Callable
) -> None:
    with all_organizations():
        theirs = row_of(zenith)
        for row_id in (theirs, uuid.uuid4()):
            with pytest.raises(Http404):
                door(acme.curator, row_id)


@pytest.mark.parametrize(("door", "row_of"), DOORS)
def test_a_member_without_role_is_refused_before_any_row_is_looked_for(
    in_acme: World, door: Callable, row_of: Callable
) -> None:
    row_of(in_acme)

    with pytest.raises(Denied):
        door(in_acme.nobody, uuid.uuid4())


def test_the_operator_finds_rows_of_the_open_scope_only(in_acme: World, zenith: World) -> None:
    assert access.question_of(None, in_acme.questions[0].pk) == in_acme.questions[0]
    with pytest.raises(Http404):
        access.question_of(None, zenith.questions[0].pk)


def test_a_revision_is_found_by_its_number(in_acme: World) -> None:
    question = in_acme.questions[0]

    assert access.revision_of(in_acme.lead, question, 1) == question.current
    with pytest.raises(Http404):
        access.revision_of(in_acme.lead, question, 2)
