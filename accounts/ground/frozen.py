"""Rows that never change once written: the database itself refuses, whoever asks."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION plumbline_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% rows are frozen: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
"""


def freeze(table: str, *, events: str = "UPDATE") -> migrations.RunSQL:
    """A migration step: the database refuses `events` ("UPDATE", "UPDATE OR DELETE") on `table`."""
    return migrations.RunSQL(
        f"{FUNCTION} CREATE TRIGGER {table}_frozen BEFORE {events} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION plumbline_frozen();",
        f"DROP TRIGGER {table}_frozen ON {table};",
    )
