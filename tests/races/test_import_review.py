"""Two people at the same import: each step is taken once, and what one of them wrote is not lost."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.ground.verdict import Conflict
from accounts.models import AuditEvent
from questionbank.actions import accept_import_items as accepting
from questionbank.actions.accept_import_items import accept_import_items
from questionbank.actions.decide_import_match import decide_import_match
from questionbank.actions.edit_import_item import edit_import_item
from questionbank.actions.merge_import_items import merge_import_items
from questionbank.actions.read_import import read_import
from questionbank.actions.reopen_import_item import reopen_import_item
from questionbank.actions.split_import_item import split_import_item
from questionbank.actions.take_unanswered import take_unanswered
from questionbank.enums import BatchState, ItemState
from questionbank.models import ImportBatch, ImportItem, Question
from tests.cast import World, build_world
from tests.questionbank.documents import resemble, stage, waiting
from tests.races.together import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    with all_organizations():
        return build_world("acme", "Acme")


@pytest.fixture
def batch(world: World) -> ImportBatch:
    with organization_scope(world.organization):
        return stage(world.curator)


def meeting(call: Callable[..., Any], people: int) -> Callable[..., Any]:
    """The call, after which all wait until so many have done it."""
    gate = threading.Barrier(people)

    def done(*given: Any) -> Any:
        result = call(*given)
        gate.wait(timeout=30)
        return result

    return done


def both(world: World) -> list:
    return [world.curator, world.admin]


def states(world: World, batch: ImportBatch) -> dict[int, str]:
    with organization_scope(world.organization):
        return dict(ImportItem.objects.filter(batch=batch).values_list("ordinal", "state"))


def item_of(world: World, batch: ImportBatch, ordinal: int) -> ImportItem:
    with organization_scope(world.organization):
        return ImportItem.objects.get(batch=batch, ordinal=ordinal)


def refusals(results: list) -> int:
    return sum(isinstance(result, Conflict) for result in results)


def test_without_its_lock_two_who_accept_would_make_every_question_twice(
    world: World, batch: ImportBatch, monkeypatch
) -> None:
    """Shows that the danger is real: it goes away with the lock, not by luck."""
    plain = accepting.access.batch_of
    with organization_scope(world.organization):
        before = Question.objects.count()
    monkeypatch.setattr(
        accepting.access, "batch_of", lambda actor, batch_id, *, lock=False: plain(actor, batch_id)
    )
    # Both have read what is to be accepted before either writes.
    monkeypatch.setattr(accepting, "_check_options", meeting(accepting._check_options, 2))

    together(
        world,
        *(lambda actor=actor: accept_import_items(actor=actor, batch_id=batch.pk) for actor in both(world)),
    )

    with organization_scope(world.organization):
        assert Question.objects.count() == before + 8


def test_with_its_lock_the_second_finds_nothing_left(world: World, batch: ImportBatch) -> None:
    with organization_scope(world.organization):
        before = Question.objects.count()

    results = together(
        world,
        *(lambda actor=actor: accept_import_items(actor=actor, batch_id=batch.pk) for actor in both(world)),
    )

    assert refusals(results) == 1
    with organization_scope(world.organization):
        assert Question.objects.count() == before + 4


def test_two_who_split_one_item_split_it_once(world: World, batch: ImportBatch) -> None:
    item = item_of(world, batch, 1)

    results = together(
        world,
        *(
            lambda actor=actor: split_import_item(actor=actor, item_id=item.pk, line=1, prompt="And then?")
            for actor in both(world)
        ),
    )

    assert refusals(results) == 1
    assert sorted(states(world, batch)) == [1, 2, 3, 4, 5, 6]


def test_an_item_is_joined_with_one_neighbour_only(world: World, batch: ImportBatch) -> None:
    one, two, three = (item_of(world, batch, ordinal) for ordinal in (1, 2, 3))

    results = together(
        world,
        lambda: merge_import_items(actor=world.curator, batch_id=batch.pk, first_id=one.pk, second_id=two.pk),
        lambda: merge_import_items(actor=world.admin, batch_id=batch.pk, first_id=two.pk, second_id=three.pk),
    )

    assert refusals(results) == 1
    assert list(states(world, batch).values()).count(ItemState.SPLIT) == 2


def test_a_match_is_the_same_or_a_variant_but_not_both(world: World, batch: ImportBatch) -> None:
    with organization_scope(world.organization):
        match = resemble(item_of(world, batch, 2), world.questions[0])

    together(
        world,
        lambda: decide_import_match(actor=world.curator, match_id=match.pk, decision="same"),
        lambda: decide_import_match(actor=world.admin, match_id=match.pk, decision="variant"),
    )

    with organization_scope(world.organization):
        match.refresh_from_db()
        merged = ImportItem.objects.get(pk=match.item_id).state == ItemState.MERGED
    assert merged == (match.decision == "same")


def test_an_edit_and_an_acceptance_follow_each_other(world: World, batch: ImportBatch) -> None:
    item = item_of(world, batch, 2)

    edited, accepted = together(
        world,
        lambda: edit_import_item(actor=world.curator, item_id=item.pk, changes={"prompt": "Mine?"}),
        lambda: accept_import_items(actor=world.admin, batch_id=batch.pk, item_ids=[item.pk]),
    )

    with organization_scope(world.organization):
        prompt = ImportItem.objects.get(pk=item.pk).question.current.prompt
    assert isinstance(accepted, list)
    # Either the edit came first and is in the bank, or it was refused: it is never taken and then lost.
    assert prompt == ("Why do we bound a queue?" if isinstance(edited, Conflict) else "Mine?")


def test_two_who_take_one_prompt_take_it_once(world: World, batch: ImportBatch) -> None:
    with organization_scope(world.organization):
        ImportBatch.objects.filter(pk=batch.pk).update(
            report={"unanswered": [{"prompt": "Why?", "lines": [1, 1]}]}
        )

    results = together(
        world,
        *(
            lambda actor=actor: take_unanswered(actor=actor, batch_id=batch.pk, line=1)
            for actor in both(world)
        ),
    )

    assert results[0] == results[1]
    assert len(states(world, batch)) == 5


def test_a_split_is_taken_back_or_its_part_accepted_but_not_both(world: World, batch: ImportBatch) -> None:
    item = item_of(world, batch, 1)
    with organization_scope(world.organization):
        first, _ = split_import_item(actor=world.curator, item_id=item.pk, line=1, prompt="And then?")

    reopened, accepted = together(
        world,
        lambda: reopen_import_item(actor=world.curator, item_id=item.pk),
        lambda: accept_import_items(actor=world.admin, batch_id=batch.pk, item_ids=[first.pk]),
    )

    with organization_scope(world.organization):
        part = ImportItem.objects.filter(pk=first.pk).first()
    if isinstance(accepted, list):
        assert isinstance(reopened, Conflict)
        assert part is not None and part.question is not None
    else:
        assert part is None


def test_two_workers_that_read_one_document_stage_it_once(world: World) -> None:
    with organization_scope(world.organization):
        batch = waiting(world.curator)

    results = together(world, *(lambda: read_import(actor=None, batch_id=batch.pk) for _ in range(2)))

    with organization_scope(world.organization):
        batch = ImportBatch.objects.get()
        assert (batch.state, batch.items.count()) == (BatchState.STAGED, 4)
        assert AuditEvent.objects.filter(verb="read_import").count() == 1
    assert not any(isinstance(result, Exception) for result in results), results
