"""Many steps of a migration in one, so that an empty database has its tables soon."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AtOnce(Operation):
    """A migration step: these steps, none of which builds on another. New models may refer to each other.

    After each step Django makes all models anew that are related to what changed, which with us is every one:
    a tenth of a second a step. Here they are made once. A model that is new must come with all its fields,
    indexes and constraints: a step beside it that adds one more is refused.
    """

    serialization_expand_args = ["operations"]

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Changes what is known of the models; they are made when they are next asked for."""
        vars(state).pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, before: ProjectState, after: ProjectState
    ) -> None:
        """Changes the tables; foreign keys come at the migration's end, when every table is there."""
        for operation in self.operations:
            operation.database_forwards(app_label, editor, before, after)

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, before: ProjectState, after: ProjectState
    ) -> None:
        """Takes all of it back, the last first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, editor, before, after)

    def describe(self) -> str:
        """For `migrate --plan`."""
        return "; ".join(operation.describe() for operation in self.operations)
