"""Counts the words of a bank anew."""

from django.db import connection, transaction

from accounts.models import Membership, Organization
from questionbank import rules

# ts_stat takes a query as text; the id in it is one that we read from a row.
COUNTED = """
SELECT word, ndoc FROM ts_stat($$
    SELECT to_tsvector('simple', prompt) || to_tsvector('simple', array_to_string(tags, ' '))
        || to_tsvector('simple', summary) || to_tsvector('simple', left(answer, 150000))
    FROM questionbank_questionrevision v JOIN questionbank_question q ON q.current_id = v.id
    WHERE q.organization_id = '{organization}'
$$) WHERE word ~ '^[[:alpha:]]{{3,60}}$'
"""


@transaction.atomic
def refresh_words(*, actor: Membership | None, organization: Organization) -> int:
    """Writes down in how many questions each word of prompts, tags, summaries and answers stands.

    Words as they are written, in small letters. Changes only what differs; returns how many rows that was.
    `actor` None is the operator or a task. Refuses all but curators (Denied).
    """
    rules.may_curate(actor).require()
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)  # one at a time
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE counted_words ON COMMIT DROP AS "
            + COUNTED.format(organization=organization.pk)
        )
        cursor.execute(
            "DELETE FROM questionbank_bankword b WHERE organization_id = %s "
            "AND NOT EXISTS (SELECT FROM counted_words c WHERE c.word = b.word)",
            [organization.pk],
        )
        changed = cursor.rowcount
        cursor.execute(
            "INSERT INTO questionbank_bankword AS b (id, created_at, organization_id, word, questions) "
            "SELECT gen_random_uuid(), clock_timestamp(), %s, word, ndoc FROM counted_words "
            "ON CONFLICT (organization_id, word) DO UPDATE "
            "SET questions = excluded.questions, created_at = excluded.created_at "
            "WHERE b.questions <> excluded.questions",
            [organization.pk],
        )
        changed += cursor.rowcount
        # The newest row says when the words were last counted, even if nothing differed.
        cursor.execute(
            "UPDATE questionbank_bankword SET created_at = clock_timestamp() WHERE id = "
            "(SELECT id FROM questionbank_bankword WHERE organization_id = %s ORDER BY word LIMIT 1)",
            [organization.pk],
        )
        cursor.execute("DROP TABLE counted_words")
        return changed
