"""The search's rows follow what they are made of by triggers, so that no writer can forget them."""

from django.db.migrations import RunSQL

# What the rows of these questions should say. One text: the triggers write it, the check compares with it.
# The thresholds of health are those of questionbank/health.py; a test holds the two together.
FRESH = """
CREATE FUNCTION questionbank_search_fresh(ids uuid[]) RETURNS TABLE (
    question_id uuid, organization_id uuid, created_at timestamptz, topic_id uuid, level_id uuid,
    kind varchar, state varchar, difficulty smallint, health varchar, is_asked boolean,
    revision_id uuid, level_rank smallint, shelf varchar, times_asked integer, last_asked timestamptz,
    changed_at timestamptz, size integer, prompt_words tsvector, words tsvector
) LANGUAGE sql STABLE AS $$
SELECT q.id, q.organization_id, q.created_at, v.topic_id, v.level_id, q.kind, q.state, v.difficulty,
    CASE
        WHEN EXISTS (SELECT FROM questionbank_questionflag f
                WHERE f.question_id = q.id AND f.closed_at IS NULL)
            OR (m.discrimination_n >= 20 AND m.discrimination < 0.2)
            OR (m.n >= 10 AND (m.facility < 0.2 OR m.facility > 0.9))
            OR (m.agreement_n >= 10 AND m.agreement < 0.8)
            OR (m.minutes_n >= 5 AND v.minutes > 0
                AND (m.minutes_median < 0.5 * v.minutes OR m.minutes_median > 1.5 * v.minutes))
            THEN 'check'
        WHEN m.n >= 10 THEN 'good'
        ELSE 'unknown'
    END::varchar,
    coalesce(u.times, 0) > 0, v.id, coalesce(l.rank, 32767)::smallint,
    coalesce('1 ' || lower(t.name), '2')::varchar, coalesce(u.times, 0)::integer,
    coalesce(u.last_at, 'epoch'::timestamptz), v.created_at, length(v.prompt),
    setweight(to_tsvector('english', v.prompt), 'A')
        || setweight(to_tsvector('english', array_to_string(v.tags, ' ')), 'B'),
    setweight(to_tsvector('english', v.prompt), 'A')
        || setweight(to_tsvector('english', array_to_string(v.tags, ' ')), 'B')
        || setweight(to_tsvector('english', v.summary), 'B')
        -- A longer text could hold more words than a tsvector can.
        || setweight(to_tsvector('english', left(v.answer, 150000)), 'C')
        || setweight(to_tsvector('english', jsonb_path_query_array(v.options, '$[*].text')::text), 'C')
        || setweight(to_tsvector('english', v.source), 'D')
FROM questionbank_question q
JOIN questionbank_questionrevision v ON v.id = q.current_id
LEFT JOIN questionbank_topic t ON t.id = v.topic_id
LEFT JOIN questionbank_level l ON l.id = v.level_id
LEFT JOIN questionbank_questionmeasure m ON m.question_id = q.id
LEFT JOIN LATERAL (
    SELECT sum(times) AS times, max(last_at) FILTER (WHERE times > 0) AS last_at
    FROM questionbank_questionuse WHERE questionbank_questionuse.question_id = q.id
) u ON true
WHERE q.id = ANY (ids)
$$;
"""

# Questions are locked first, in one order: who else changes something about them waits, and reads after that.
# Words are made anew only for another revision; a row that would say the same is not written.
REFRESH = """
CREATE FUNCTION questionbank_search_refresh(ids uuid[], may_add boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM questionbank_question WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
    DELETE FROM questionbank_searchrow r USING questionbank_question q
        WHERE q.id = r.question_id AND q.id = ANY (ids) AND q.current_id IS NULL;
    INSERT INTO questionbank_searchrow AS r (
        id, question_id, organization_id, created_at, topic_id, level_id, kind, state, difficulty, health,
        is_asked, revision_id, level_rank, shelf, times_asked, last_asked, changed_at, size,
        prompt_words, words)
    SELECT f.question_id, f.question_id, f.organization_id, f.created_at, f.topic_id, f.level_id, f.kind,
        f.state, f.difficulty, f.health, f.is_asked, f.revision_id, f.level_rank, f.shelf, f.times_asked,
        f.last_asked, f.changed_at, f.size,
        CASE WHEN old.revision_id = f.revision_id THEN old.prompt_words ELSE f.prompt_words END,
        CASE WHEN old.revision_id = f.revision_id THEN old.words ELSE f.words END
    FROM questionbank_search_fresh(ids) f
    LEFT JOIN questionbank_searchrow old ON old.question_id = f.question_id
    WHERE may_add OR old.id IS NOT NULL
    ON CONFLICT (question_id) DO UPDATE SET
        organization_id = excluded.organization_id, created_at = excluded.created_at,
        topic_id = excluded.topic_id, level_id = excluded.level_id, kind = excluded.kind,
        state = excluded.state, difficulty = excluded.difficulty, health = excluded.health,
        is_asked = excluded.is_asked, revision_id = excluded.revision_id,
        level_rank = excluded.level_rank, shelf = excluded.shelf, times_asked = excluded.times_asked,
        last_asked = excluded.last_asked, changed_at = excluded.changed_at, size = excluded.size,
        prompt_words = excluded.prompt_words, words = excluded.words
    WHERE (r.organization_id, r.created_at, r.topic_id, r.level_id, r.kind, r.state, r.difficulty, r.health,
            r.is_asked, r.revision_id, r.level_rank, r.shelf, r.times_asked, r.last_asked)
        IS DISTINCT FROM (excluded.organization_id, excluded.created_at, excluded.topic_id,
            excluded.level_id, excluded.kind, excluded.state, excluded.difficulty, excluded.health,
            excluded.is_asked, excluded.revision_id, excluded.level_rank, excluded.shelf,
            excluded.times_asked, excluded.last_asked);
END $$;
"""

# A question that is going takes its flags, uses and measure along: those add no row for it again.
FOLLOW = """
CREATE FUNCTION questionbank_search_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'questionbank_question' THEN
        PERFORM questionbank_search_refresh(ARRAY(SELECT id FROM changed), true);
    ELSIF TG_TABLE_NAME = 'questionbank_topic' THEN
        UPDATE questionbank_searchrow r SET shelf = '1 ' || lower(c.name)
            FROM changed c WHERE r.topic_id = c.id AND r.shelf <> '1 ' || lower(c.name);
    ELSIF TG_TABLE_NAME = 'questionbank_level' THEN
        UPDATE questionbank_searchrow r SET level_rank = c.rank
            FROM changed c WHERE r.level_id = c.id AND r.level_rank <> c.rank;
    ELSE
        PERFORM questionbank_search_refresh(ARRAY(SELECT DISTINCT question_id FROM changed), false);
    END IF;
    RETURN NULL;
END $$;
"""

# A question may be written before the revision it points at: the search follows that order too.
FOLLOW_REVISION = """
CREATE FUNCTION questionbank_search_follow_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM questionbank_search_refresh(
        ARRAY(SELECT q.id FROM changed c JOIN questionbank_question q ON q.current_id = c.id), true);
    RETURN NULL;
END $$;
CREATE TRIGGER search_after_insert AFTER INSERT ON questionbank_questionrevision
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION questionbank_search_follow_revision();
"""
SOURCES = {
    "question": ("INSERT", "UPDATE"),
    "topic": ("UPDATE",),
    "level": ("UPDATE",),
    "questionmeasure": ("INSERT", "UPDATE", "DELETE"),
    "questionflag": ("INSERT", "UPDATE", "DELETE"),
    "questionuse": ("INSERT", "UPDATE", "DELETE"),
}


def _follow(table: str, event: str) -> str:
    side = "OLD" if event == "DELETE" else "NEW"
    return (
        f"CREATE TRIGGER search_after_{event.lower()} AFTER {event} ON questionbank_{table} "
        f"REFERENCING {side} TABLE AS changed FOR EACH STATEMENT "
        "EXECUTE FUNCTION questionbank_search_follow();"
    )


# The ledger of counts adds itself up as it is written.
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


FUNCTIONS = [FRESH, REFRESH, FOLLOW, FOLLOW_REVISION]
TRIGGERS = [_follow(table, event) for table, events in SOURCES.items() for event in events]
DROP = """
DROP FUNCTION questionbank_search_count_insert CASCADE;
DROP FUNCTION questionbank_search_count_delete CASCADE;
DROP FUNCTION questionbank_search_count_update CASCADE;
DROP FUNCTION questionbank_search_follow_revision CASCADE;
DROP FUNCTION questionbank_search_follow CASCADE;
DROP FUNCTION questionbank_search_refresh;
DROP FUNCTION questionbank_search_fresh;
"""


def follow_and_count() -> RunSQL:
    """A migration step: from now on the database keeps the search's rows and the ledger of counts itself."""
    return RunSQL([*FUNCTIONS, *TRIGGERS, *map(_count, STEPS)], DROP)
