"""Two curators press at the same moment: one wins, the other is told, nothing is made twice."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.ground.verdict import Conflict
from accounts.models import AuditEvent, Membership
from questionbank.actions.accept_import_items import accept_import_items
from questionbank.actions.load_starter import load_starter
from questionbank.actions.stage_import import stage_import
from questionbank.models import ImportBatch, Question, QuestionRevision, Topic
from tests.cast import World, build_world
from tests.questionbank.documents import QUEUES, stage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    with all_organizations():
        return build_world("acme", "Acme")


def at_once(world: World, *deeds: Callable[[], object]) -> list[object]:
    """Does all deeds in threads that start together; what each returned or raised."""
    gate = threading.Barrier(len(deeds))
    results: list[object] = [None] * len(deeds)

    def run(place: int, deed: Callable[[], object]) -> None:
        try:
            with organization_scope(world.organization):
                connection.ensure_connection()
                gate.wait(timeout=20)
                results[place] = deed()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, deed)) for place, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def both(world: World) -> tuple[Membership, Membership]:
    return world.curator, world.admin


def test_two_who_accept_the_same_batch_make_each_question_once(world: World) -> None:
    with organization_scope(world.organization):
        batch = stage(world.curator)
        before = Question.objects.count()

    results = at_once(
        world,
        *(lambda actor=actor: accept_import_items(actor=actor, batch_id=batch.pk) for actor in both(world)),
    )

    with organization_scope(world.organization):
        assert Question.objects.count() == before + 4
        assert AuditEvent.objects.filter(verb="accept_import_items").count() == 1
    told = [result for result in results if isinstance(result, Conflict)]
    made = [result for result in results if isinstance(result, list)]
    assert len(told) == len(made) == 1, results
    assert "Nothing is left to review" in told[0].reason


def test_two_who_upload_the_same_document_get_one_batch(world: World) -> None:
    def upload(actor: Membership) -> object:
        return stage_import(
            actor=actor, organization=world.organization, name="queues.md", data=QUEUES.encode()
        )

    results = at_once(world, *(lambda actor=actor: upload(actor) for actor in both(world)))

    with organization_scope(world.organization):
        batch = ImportBatch.objects.get()
        assert batch.items.count() == 4
        assert AuditEvent.objects.filter(verb="stage_import").count() == 1
    assert [result.batch for result in results] == [batch, batch]
    assert sorted(result.is_new for result in results) == [False, True]


def test_two_batches_with_the_same_sections_share_their_topics(world: World) -> None:
    with organization_scope(world.organization):
        batches = [stage(world.curator, QUEUES + f"\n{n}\n", f"{n}.md") for n in range(2)]

    results = at_once(
        world,
        *(lambda b=batch: accept_import_items(actor=world.curator, batch_id=b.pk) for batch in batches),
    )

    assert [len(result) for result in results] == [4, 4], results
    with organization_scope(world.organization):
        assert sorted(Topic.objects.values_list("name", flat=True)) == ["Delivery", "Queues", "Workers"]


def test_two_who_load_the_starter_bank_load_it_once(world: World) -> None:
    results = at_once(
        world,
        *(
            lambda actor=actor: load_starter(actor=actor, organization=world.organization)
            for actor in both(world)
        ),
    )

    with organization_scope(world.organization):
        sources = list(
            QuestionRevision.objects.filter(source__startswith="Plumbline").values_list("source", flat=True)
        )
    assert len(sources) == len(set(sources)) == max(len(result) for result in results)
    assert min(len(result) for result in results) == 0
