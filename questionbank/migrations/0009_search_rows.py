"""The search's rows follow what they are made of by triggers, so that no writer can forget them."""

from django.db import migrations

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

COUNT = """
CREATE FUNCTION questionbank_search_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO questionbank_searchcount (id, created_at, organization_id, topic_id, level_id, kind,
            state, difficulty, health, is_asked, questions)
        SELECT gen_random_uuid(), now(), organization_id, topic_id, level_id, kind, state, difficulty, health,
            is_asked, count(*)
        FROM after GROUP BY 3, 4, 5, 6, 7, 8, 9, 10;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO questionbank_searchcount (id, created_at, organization_id, topic_id, level_id, kind,
            state, difficulty, health, is_asked, questions)
        SELECT gen_random_uuid(), now(), organization_id, topic_id, level_id, kind, state, difficulty, health,
            is_asked, -count(*)
        FROM before GROUP BY 3, 4, 5, 6, 7, 8, 9, 10;
    ELSE
        INSERT INTO questionbank_searchcount (id, created_at, organization_id, topic_id, level_id, kind,
            state, difficulty, health, is_asked, questions)
        SELECT gen_random_uuid(), now(), organization_id, topic_id, level_id, kind, state, difficulty, health,
            is_asked, sum(step)
        FROM (SELECT *, 1 AS step FROM after UNION ALL SELECT *, -1 FROM before) both_sides
        GROUP BY 3, 4, 5, 6, 7, 8, 9, 10 HAVING sum(step) <> 0;
    END IF;
    RETURN NULL;
END $$;
"""

SOURCES = {
    "question": ("INSERT", "UPDATE"),
    "topic": ("UPDATE",),
    "level": ("UPDATE",),
    "questionmeasure": ("INSERT", "UPDATE", "DELETE"),
    "questionflag": ("INSERT", "UPDATE", "DELETE"),
    "questionuse": ("INSERT", "UPDATE", "DELETE"),
}
SEEN = {
    "INSERT": "NEW TABLE AS after",
    "UPDATE": "OLD TABLE AS before NEW TABLE AS after",
    "DELETE": "OLD TABLE AS before",
}


def _follow(table: str, event: str) -> str:
    side = "OLD" if event == "DELETE" else "NEW"
    return (
        f"CREATE TRIGGER search_after_{event.lower()} AFTER {event} ON questionbank_{table} "
        f"REFERENCING {side} TABLE AS changed FOR EACH STATEMENT "
        "EXECUTE FUNCTION questionbank_search_follow();"
    )


def _count(event: str) -> str:
    return (
        f"CREATE TRIGGER count_after_{event.lower()} AFTER {event} ON questionbank_searchrow "
        f"REFERENCING {SEEN[event]} FOR EACH STATEMENT EXECUTE FUNCTION questionbank_search_count();"
    )


TRIGGERS = [_follow(table, event) for table, events in SOURCES.items() for event in events]
TRIGGERS += [_count(event) for event in SEEN]
DROP = """
DROP FUNCTION questionbank_search_count CASCADE;
DROP FUNCTION questionbank_search_follow CASCADE;
DROP FUNCTION questionbank_search_refresh;
DROP FUNCTION questionbank_search_fresh;
"""


class Migration(migrations.Migration):
    dependencies = [("questionbank", "0008_the_search")]
    operations = [
        migrations.RunSQL([FRESH, REFRESH, FOLLOW, COUNT, *TRIGGERS], DROP),
        migrations.RunSQL(
            "SELECT questionbank_search_refresh(ARRAY(SELECT id FROM questionbank_question), true);",
            "DELETE FROM questionbank_searchrow; DELETE FROM questionbank_searchcount;",
        ),
    ]
