"""Several steps of a migration in one, and a database that has what they replace."""

import pytest
from django.db import connection, models
from django.db.migrations import AddField, AlterField, CreateModel
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from accounts.ground.at_once import AtOnce

pytestmark = pytest.mark.django_db


def model(name: str, **fields: models.Field) -> CreateModel:
    return CreateModel(name, [("id", models.AutoField(primary_key=True)), *fields.items()])


def reference(to: str) -> models.ForeignKey:
    return models.ForeignKey(f"accounts.{to}", models.CASCADE, null=True, related_name="+")


HEN_AND_EGG = AtOnce([model("Hen", hatched_from=reference("egg")), model("Egg", laid_by=reference("hen"))])


def run(step: Operation, before: ProjectState) -> ProjectState:
    after = before.clone()
    step.state_forwards("accounts", after)
    with connection.schema_editor() as editor:
        step.database_forwards("accounts", editor, before, after)
    return after


def columns(table: str) -> dict[str, bool]:
    with connection.cursor() as cursor:
        return {
            column.name: column.null_ok
            for column in connection.introspection.get_table_description(cursor, table)
        }


def tables() -> set[str]:
    return {
        name for name in connection.introspection.table_names() if name in {"accounts_hen", "accounts_egg"}
    }


def test_models_that_refer_to_each_other_are_made_in_one_step() -> None:
    state = run(HEN_AND_EGG, ProjectState())

    with connection.cursor() as cursor:
        targets = connection.introspection.get_relations(cursor, "accounts_hen")
    assert targets["hatched_from_id"][:2] == ("id", "accounts_egg")
    hen = state.apps.get_model("accounts", "hen")
    egg = state.apps.get_model("accounts", "egg").objects.create(laid_by=hen.objects.create())
    assert egg.laid_by.hatched_from is None


def test_tables_that_are_there_are_changed_in_one_step() -> None:
    before = run(HEN_AND_EGG, ProjectState())
    _ = before.apps  # as in a migration: what was known before is made already

    run(
        AtOnce(
            [
                AddField("hen", "name", models.CharField(max_length=9, default="")),
                AlterField("egg", "laid_by", models.ForeignKey("accounts.hen", models.CASCADE)),
            ]
        ),
        before,
    )

    assert columns("accounts_hen") == {"id": False, "hatched_from_id": True, "name": False}
    assert columns("accounts_egg") == {"id": False, "laid_by_id": False}


def test_the_step_is_taken_back() -> None:
    after = run(HEN_AND_EGG, ProjectState())
    assert tables() == {"accounts_hen", "accounts_egg"}

    with connection.schema_editor() as editor:
        HEN_AND_EGG.database_backwards("accounts", editor, after, ProjectState())

    assert tables() == set()


def test_a_field_added_to_a_model_of_the_same_step_is_refused() -> None:
    before = run(HEN_AND_EGG, ProjectState())

    with pytest.raises(LookupError, match="cock"):
        run(AtOnce([model("Cock"), AddField("cock", "age", models.IntegerField(null=True))]), before)


def test_it_says_what_it_does() -> None:
    assert HEN_AND_EGG.describe() == "Create model Hen; Create model Egg"


def test_a_database_of_the_former_migrations_has_nothing_to_do() -> None:
    rows = MigrationRecorder.Migration.objects
    rows.filter(name__contains="_squashed_").delete()

    executor = MigrationExecutor(connection)

    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    executor.check_replacements()
    assert rows.filter(name__contains="_squashed_").count() == 4
