import pytest

from questionbank.actions.edit_import_item import edit_import_item
from questionbank.actions.map_import import map_import
from questionbank.models import ImportBatch
from questionbank.queries.mapping import words_of
from tests.cast import World
from tests.questionbank.documents import stage


@pytest.fixture
def batch(in_acme: World) -> ImportBatch:
    return stage(in_acme.curator)


def test_words_are_counted_and_equal_names_are_what_they_mean(in_acme: World, batch: ImportBatch) -> None:
    item = batch.items.get(ordinal=4)
    edit_import_item(
        actor=in_acme.curator,
        item_id=item.pk,
        changes={"section": " QUEUES", "level": "senior", "difficulty": "schwer"},
    )

    words = words_of(batch)

    assert [(word.text, word.items, word.meant) for word in words["sections"]] == [
        ("Delivery", 2, None),
        ("QUEUES", 1, in_acme.topic.pk),
        ("Workers", 1, None),
    ]
    assert [(word.text, word.items, word.meant) for word in words["levels"]] == [
        ("Senior", 2, in_acme.level.pk)
    ]
    assert [(word.text, word.meant) for word in words["difficulties"]] == [("schwer", 3)]


def test_what_a_person_said_goes_before_names(in_acme: World, batch: ImportBatch) -> None:
    before = {word.text: word.code for word in words_of(batch)["sections"]}
    map_import(
        actor=in_acme.curator,
        batch_id=batch.pk,
        sections={"delivery": in_acme.topic.pk},
        levels={"Senior": None},
        difficulties={},
    )

    words = words_of(batch.__class__.objects.get(pk=batch.pk))

    delivery = words["sections"][0]
    assert (delivery.meant, delivery.is_none) == (in_acme.topic.pk, False)
    assert (words["levels"][0].meant, words["levels"][0].is_none) == (None, True)
    assert {word.text: word.code for word in words["sections"]} == before
