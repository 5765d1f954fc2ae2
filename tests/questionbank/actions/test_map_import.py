from typing import Any

import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent, Membership
from questionbank.actions.map_import import map_import
from questionbank.actions.undo_import import undo_import
from questionbank.models import ImportBatch
from tests.cast import World
from tests.questionbank.documents import stage, waiting


@pytest.fixture
def batch(in_acme: World) -> ImportBatch:
    return stage(in_acme.curator)


def say(actor: Membership, batch: ImportBatch, **said: Any) -> ImportBatch:
    nothing: dict[str, Any] = {"sections": {}, "levels": {}, "difficulties": {}}
    return map_import(actor=actor, batch_id=batch.pk, **(nothing | said))


def test_words_are_kept_however_they_are_written(in_acme: World, batch: ImportBatch) -> None:
    say(
        in_acme.curator,
        batch,
        sections={" Delivery  NOTES": in_acme.topic.pk, "Workers": None},
        levels={"L5": in_acme.level.pk},
        difficulties={"🌶🌶": 2, "so-so": None},
    )

    batch.refresh_from_db()
    assert batch.mapping == {
        "sections": {"delivery notes": str(in_acme.topic.pk), "workers": None},
        "levels": {"l5": str(in_acme.level.pk)},
        "difficulties": {"🌶🌶": 2, "so-so": None},
    }
    event = AuditEvent.objects.filter(verb="map_import").get()
    assert event.data == {"sections": 2, "levels": 1, "difficulties": 2}


def test_what_does_not_exist_or_belongs_to_others_is_refused_by_word(
    in_acme: World, zenith: World, batch: ImportBatch
) -> None:
    with pytest.raises(Invalid) as refusal:
        say(
            in_acme.curator,
            batch,
            sections={"Delivery": zenith.topic.pk},
            levels={"L5": zenith.level.pk},
            difficulties={"x": 9},
        )

    assert refusal.value.fields.keys() == {"Delivery", "L5", "x"}


def test_a_mapping_without_end_is_refused(in_acme: World, batch: ImportBatch) -> None:
    with pytest.raises(Invalid):
        say(in_acme.curator, batch, sections={f"s{n}": None for n in range(2_001)})
    with pytest.raises(Invalid):
        say(in_acme.curator, batch, levels={"x" * 501: None})


def test_there_is_nothing_to_map_before_it_is_read_nor_after_it_is_undone(
    in_acme: World, batch: ImportBatch
) -> None:
    undo_import(actor=in_acme.curator, batch_id=batch.pk)

    with pytest.raises(Conflict, match="undone"):
        say(in_acme.curator, batch)
    with pytest.raises(Conflict, match="being read"):
        say(in_acme.curator, waiting(in_acme.curator))


def test_only_curators_map(in_acme: World, batch: ImportBatch) -> None:
    with pytest.raises(Denied):
        say(in_acme.lead, batch)
