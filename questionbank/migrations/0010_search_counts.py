"""The ledger of counts adds itself up as it is written."""

from django.db import migrations, models

COLUMNS = "topic_id, level_id, kind, state, difficulty, health, is_asked"
CELL = f"hashtextextended(concat_ws('/', {COLUMNS}), 0)"
STEPS = {
    "insert": "SELECT *, 1 AS step FROM after",
    "delete": "SELECT *, -1 AS step FROM before",
    "update": "SELECT *, 1 AS step FROM after UNION ALL SELECT *, -1 FROM before",
}
SEEN = {
    "insert": "NEW TABLE AS after",
    "delete": "OLD TABLE AS before",
    "update": "OLD TABLE AS before NEW TABLE AS after",
}
OLD = """
DROP TRIGGER count_after_insert ON questionbank_searchrow;
DROP TRIGGER count_after_update ON questionbank_searchrow;
DROP TRIGGER count_after_delete ON questionbank_searchrow;
DROP FUNCTION questionbank_search_count;
"""


def _count(event: str) -> str:
    """What a statement changed, and with it the lines of the same facets that nobody else has locked.

    Those are taken out and written again as one. The hash only finds them: sums go by the facets themselves.
    """
    return f"""
CREATE FUNCTION questionbank_search_count_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH changed AS MATERIALIZED (
        SELECT organization_id, {CELL} AS cell, {COLUMNS}, sum(step) AS questions
        FROM ({STEPS[event]}) steps GROUP BY organization_id, {COLUMNS} HAVING sum(step) <> 0
    ), gone AS (
        DELETE FROM questionbank_searchcount WHERE id IN (
            SELECT c.id FROM questionbank_searchcount c
            JOIN (SELECT DISTINCT organization_id, cell FROM changed) x USING (organization_id, cell)
            FOR UPDATE OF c SKIP LOCKED
        ) RETURNING organization_id, cell, {COLUMNS}, questions
    )
    INSERT INTO questionbank_searchcount (id, created_at, organization_id, cell, {COLUMNS}, questions)
    SELECT gen_random_uuid(), now(), organization_id, cell, {COLUMNS}, sum(questions)
    FROM (SELECT * FROM changed UNION ALL SELECT * FROM gone) lines
    GROUP BY organization_id, cell, {COLUMNS} HAVING sum(questions) <> 0;
    RETURN NULL;
END $$;
CREATE TRIGGER count_after_{event} AFTER {event.upper()} ON questionbank_searchrow
    REFERENCING {SEEN[event]} FOR EACH STATEMENT EXECUTE FUNCTION questionbank_search_count_{event}();
"""


RECOUNT = f"""
DELETE FROM questionbank_searchcount;
INSERT INTO questionbank_searchcount (id, created_at, organization_id, cell, {COLUMNS}, questions)
SELECT gen_random_uuid(), now(), organization_id, {CELL}, {COLUMNS}, count(*)
FROM questionbank_searchrow GROUP BY organization_id, {COLUMNS};
"""


class Migration(migrations.Migration):
    dependencies = [("questionbank", "0009_search_rows")]
    operations = [
        migrations.AddField(
            model_name="searchcount",
            name="cell",
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="searchcount",
            index=models.Index(fields=["organization", "cell"], name="search_count_cell"),
        ),
        migrations.RunSQL([OLD, *map(_count, STEPS)]),
        migrations.RunSQL(RECOUNT),
    ]
