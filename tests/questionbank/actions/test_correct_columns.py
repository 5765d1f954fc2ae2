import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.correct_columns import correct_columns
from questionbank.actions.edit_import_item import edit_import_item
from questionbank.models import ImportBatch
from tests.cast import World
from tests.questionbank.documents import stage

TABLE = """question,answer,remark,level
What is a queue?,A line.,Where things wait their turn.,Mid
What is a worker?,A process.,What takes from the queue.,Senior
"""


@pytest.fixture
def batch(in_acme: World) -> ImportBatch:
    return stage(in_acme.curator, TABLE, "queues.csv")


def test_a_table_is_read_again_with_the_columns_that_a_person_names(
    in_acme: World, batch: ImportBatch
) -> None:
    before = {item.pk for item in batch.items.all()}

    correct_columns(actor=in_acme.curator, batch_id=batch.pk, columns={"answer": "remark", "summary": "2"})

    items = list(batch.items.all())
    assert [item.parsed["answer"] for item in items] == [
        "Where things wait their turn.",
        "What takes from the queue.",
    ]
    assert not before & {item.pk for item in items}
    batch.refresh_from_db()
    assert batch.mapping["columns"] == {"answer": "remark", "summary": "2"}
    assert AuditEvent.objects.filter(verb="correct_columns").get().data["questions"] == 2


def test_once_a_person_has_worked_on_it_the_columns_stay(in_acme: World, batch: ImportBatch) -> None:
    edit_import_item(actor=in_acme.curator, item_id=batch.items.first().pk, changes={"prompt": "Mine?"})

    with pytest.raises(Conflict, match="its columns stay"):
        correct_columns(actor=in_acme.curator, batch_id=batch.pk, columns={"answer": "3"})


def test_what_is_no_table_has_no_columns(in_acme: World) -> None:
    with pytest.raises(Conflict, match="no table"):
        correct_columns(actor=in_acme.curator, batch_id=stage(in_acme.curator).pk, columns={"answer": "3"})


@pytest.mark.parametrize("columns", [{"colour": "1"}, {"answer": "x" * 101}])
def test_senseless_columns_are_refused(in_acme: World, batch: ImportBatch, columns: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        correct_columns(actor=in_acme.curator, batch_id=batch.pk, columns=columns)


def test_only_curators_say_what_columns_are(in_acme: World, batch: ImportBatch) -> None:
    with pytest.raises(Denied):
        correct_columns(actor=in_acme.lead, batch_id=batch.pk, columns={"answer": "3"})
